import type { ReactNode } from 'react';
import { countText } from '../../app/format/numbers.ts';
import './chart.css';

export type WeekColumn = {
  readonly key: string;
  /** One for each part, from the bottom. */
  readonly counts: readonly number[];
};

type Props = {
  /** What each part is called, from the bottom; steps of one hue, which is no state. */
  readonly parts: readonly string[];
  readonly columns: readonly WeekColumn[];
  /** Beneath the first column and the last one. */
  readonly from: string;
  readonly to: string;
};

/** As high as a hundred; as wide as there are columns. */
const height = 100;

/** A column a week, its parts on each other. For the eye only: the table beside it has every figure. */
export function WeekColumns({ parts, columns, from, to }: Props): ReactNode {
  const most = Math.max(1, ...columns.map(({ counts }) => total(counts)));
  return (
    <figure className="m-chart" aria-hidden="true">
      <ul className="m-chart-key">
        {parts.map((part, step) => (
          <li key={part}>
            <i className={`m-chart-step-${step + 1}`} />
            {part}
          </li>
        ))}
      </ul>
      <div className="m-chart-plot">
        <span className="m-chart-most">{countText(most)}</span>
        <svg viewBox={`0 0 ${Math.max(columns.length, 8)} ${height}`} preserveAspectRatio="none">
          {columns.map(({ key, counts }, place) =>
            counts.map((count, step) => {
              const below = total(counts.slice(0, step));
              return (
                count > 0 && (
                  <rect
                    key={`${key} ${parts[step]}`}
                    className={`m-chart-step-${step + 1}`}
                    x={place + 0.12}
                    width={0.76}
                    y={height - ((below + count) / most) * height}
                    height={(count / most) * height}
                  />
                )
              );
            }),
          )}
        </svg>
      </div>
      <figcaption className="m-chart-axis" style={{ width: `${(Math.min(1, columns.length / 8) * 100).toString()}%` }}>
        <span>{from}</span>
        {to !== from && <span>{to}</span>}
      </figcaption>
    </figure>
  );
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
