import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { states, type State } from '../sign/state.ts';
import { StateWord } from '../sign/state-word.tsx';
import { CountBar } from './count-bar.tsx';
import { Figure } from './figure.tsx';
import './state-counts.css';

/** Met, not met, waiting, n/a in fixed columns; they add up to the total in the sheet's head. */
export function StateCounts({
  counts,
  listOf,
}: {
  readonly counts: Readonly<Record<State, number>>;
  readonly listOf?: (state: State) => string;
}): ReactNode {
  const t = useText();
  return (
    <>
      <span className="m-counts">
        {states.map((state) => (
          <span key={state}>
            <span className="m-counts-word">
              <StateWord state={state} small />
            </span>
            <Figure
              value={counts[state]}
              state={state}
              label={t(`ui.state.${state}`)}
              href={counts[state] > 0 ? listOf?.(state) : undefined}
            />
          </span>
        ))}
      </span>
      <CountBar {...counts} />
    </>
  );
}

export function StateCountsHead(): ReactNode {
  return (
    <span className="m-counts">
      {states.map((state) => (
        <StateWord key={state} state={state} small />
      ))}
    </span>
  );
}
