import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Gate } from './queries.ts';

const states = { missing: 'wait', unchecked: 'wait', checked: 'met' } as const;

/** How far the unit's check of itself is; what it and whoever checked again say differently stands out. Leads to the items. */
export function SelfCheckLine({ gate }: { readonly gate: Pick<Gate, 'unit' | 'selfCheck'> }): ReactNode {
  const t = useText();
  const term = useTerms();
  const { selfCheck, unit } = gate;
  if (selfCheck === null) return null;
  const { is, differences } = selfCheck;
  const state = differences > 0 ? 'gap' : states[is];
  const words =
    differences > 0
      ? t('gate.selfCheck.differ', { count: differences })
      : t(`gate.selfCheck.${is}`, { team: term('team') });
  return (
    <Anchor className="m-link" href={`/units/${unit.id}/self-check`}>
      <StateWord state={state} small>
        {words}
      </StateWord>
    </Anchor>
  );
}
