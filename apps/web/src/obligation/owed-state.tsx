import type { ReactNode } from 'react';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { State } from '../ui/sign/state.ts';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Owed } from './queries.ts';

/** What is not due yet is nothing to be marked. */
const signs: Readonly<Record<Owed['standing'], State | null>> = {
  open: null,
  overdue: 'gap',
  waiting: 'wait',
  discharged: 'met',
  exempt: 'na',
  cancelled: 'na',
};

type Props = { readonly owed: Pick<Owed, 'standing' | 'isLate' | 'dischargedOn'> & Partial<Pick<Owed, 'asked'>> };

/** How far it is, in a word, and in numbers where a number is asked; what was done late says so, for ever. */
export function OwedState({ owed: { standing, isLate, dischargedOn, asked = null } }: Props): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const sign = signs[standing];
  const word = t(`obligation.standing.${standing}`);
  return (
    <span>
      {sign === null ? (
        word
      ) : (
        <StateWord state={sign} small>
          {word}
        </StateWord>
      )}
      {asked !== null && <span className="m-second">{t('obligation.toDo.asked', asked)}</span>}
      {dischargedOn !== null && (
        <span className="m-second">
          {t(isLate ? 'obligation.doneLate' : 'obligation.doneOn', { date: due(dischargedOn) })}
        </span>
      )}
    </span>
  );
}
