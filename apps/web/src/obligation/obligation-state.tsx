import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import type { State } from '../ui/sign/state.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Obligation } from './queries.ts';

const signs: Readonly<Record<Obligation['state'], State>> = {
  open: 'gap',
  returned: 'gap',
  waiting: 'wait',
  accepted: 'met',
};

/** How far it is, in a word; handed in late says so, for ever. */
export function ObligationState({
  obligation: { state, isLate },
}: {
  readonly obligation: Pick<Obligation, 'state' | 'isLate'>;
}): ReactNode {
  const t = useText();
  return (
    <span>
      <StateWord state={signs[state]} small>
        {t(`obligation.state.${state}`)}
      </StateWord>
      {isLate && <span className="m-second">{t('obligation.handedInLate')}</span>}
    </span>
  );
}
