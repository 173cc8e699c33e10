import type { ReactNode } from 'react';
import { countText, percentText } from '../../app/format/numbers.ts';
import './figure.css';

type Props = {
  readonly part: number;
  readonly whole: number;
  readonly digits?: number;
  /** Only where the counts stand in a neighbouring column. */
  readonly countsBeside?: boolean;
};

/** A rate, never without the counts it comes from. */
export function Percent({ part, whole, digits = 2, countsBeside = false }: Props): ReactNode {
  return (
    <span className="m-fig">
      {percentText(part, whole, digits)}
      {!countsBeside && (
        <span className="m-fig-of">
          {' '}
          {countText(part)} / {countText(whole)}
        </span>
      )}
    </span>
  );
}
