import type { ReactNode } from 'react';
import { Figure } from '../figure/figure.tsx';
import { RollStrip } from '../figure/roll-strip.tsx';
import './rollcall.css';

/** The one count of the page, its strip, and how the page is used. */
export function RollHead({
  here,
  due,
  hint,
}: {
  readonly here: number;
  readonly due: number;
  readonly hint: ReactNode;
}): ReactNode {
  return (
    <div className="m-roll-call">
      <Figure value={here} of={due} size="one" />
      <div>
        <RollStrip done={here} total={due} size="head" />
        <small>{hint}</small>
      </div>
    </div>
  );
}

/** What saving will cause, above the button that does it. */
export function Consequences({ children }: { readonly children: readonly ReactNode[] }): ReactNode {
  return (
    <ul className="m-consequences">
      {children.map((line, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- the lines never change places
        <li key={place}>{line}</li>
      ))}
    </ul>
  );
}
