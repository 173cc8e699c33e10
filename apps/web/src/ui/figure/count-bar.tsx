import type { ReactNode } from 'react';
import './count-bar.css';

type Props = {
  readonly met: number;
  readonly gap: number;
  readonly wait?: number;
  readonly na?: number;
  /** Ink instead of green: a plain more or less, not a state. */
  readonly ink?: boolean;
};

/** The four counts as lengths; decoration under the figures. */
export function CountBar({ met, gap, wait = 0, na = 0, ink = false }: Props): ReactNode {
  const pieces = { [ink ? 'ink' : 'met']: met, gap, wait, na };
  return (
    <span className="m-bar" aria-hidden="true">
      {Object.entries(pieces).map(
        ([name, count]) => count > 0 && <i key={name} className={`m-bar-${name}`} style={{ flexGrow: count }} />,
      )}
    </span>
  );
}
