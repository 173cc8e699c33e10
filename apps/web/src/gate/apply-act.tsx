import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { useApply, type Gate } from './queries.ts';
import type { Standing } from './standing.ts';
import { WhyNot } from './why-not.tsx';

type Props = { readonly gate: Gate; readonly standing: Standing };

/** The unit's own act. Whoever may not, or not yet, reads why beside it. */
export function ApplyAct({ gate, standing }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useApply(gate.unit.id);
  const words = t('gate.apply');
  if (gate.mayApply)
    return (
      <span className="m-btn-reasoned">
        {error !== null && <span className="m-caption m-gap">{sayRefusal(error)}</span>}
        <ConfirmButton
          primary
          busy={isPending}
          effect={t('gate.applyEffect', { team: term('team'), office: term('office') })}
          onConfirm={() => mutate(gate.judgedHash)}
        >
          {words}
        </ConfirmButton>
      </span>
    );
  return <Button reason={<WhyNot gate={gate} standing={standing} />}>{words}</Button>;
}
