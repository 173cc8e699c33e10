import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import type { State } from '../ui/sign/state.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Obligation } from './queries.ts';

const signs: Readonly<Record<Obligation['state'], State>> = {
  open: 'gap',
  returned: 'gap',
  waiting: 'wait',
  accepted: 'met',
};

type Props = { readonly obligation: Pick<Obligation, 'state' | 'isLate' | 'letOff'> };

/** How far it is, in a word; handed in late says so, for ever; what is let off is not missing, and says why. */
export function ObligationState({ obligation: { state, isLate, letOff } }: Props): ReactNode {
  const t = useText();
  return (
    <span>
      <StateWord state={letOff === null ? signs[state] : 'na'} small>
        {letOff === null ? t(`obligation.state.${state}`) : t('obligation.standing.exempt')}
      </StateWord>
      {letOff !== null && (
        <span className="m-second">
          <UserText>{letOff}</UserText>
        </span>
      )}
      {isLate && <span className="m-second">{t('obligation.handedInLate')}</span>}
    </span>
  );
}
