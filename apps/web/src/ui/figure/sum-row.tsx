import type { ReactNode } from 'react';
import type { State } from '../sign/state.ts';
import { StateGlyph } from '../sign/state-glyph.tsx';
import { Figure } from './figure.tsx';
import './sum-row.css';

export type Sum = {
  readonly key: string;
  readonly value: number | null;
  readonly label: ReactNode;
  readonly state?: State;
  readonly href?: string;
};

/** What a file or a list comes to, at its head: new, updated, refused, warned. */
export function SumRow({ sums }: { readonly sums: readonly Sum[] }): ReactNode {
  return (
    <ul className="m-sums">
      {sums.map((sum) => (
        <One key={sum.key} sum={sum} />
      ))}
    </ul>
  );
}

/** None of what would need doing is no state. */
function One({ sum: { value, label, state, href } }: { readonly sum: Sum }): ReactNode {
  const shown = value === 0 ? undefined : state;
  return (
    <li>
      <Figure value={value} size="sum" state={shown} href={href} />
      <span className={`m-caption${shown === undefined ? '' : ` m-${shown}`}`}>
        {shown !== undefined && <StateGlyph state={shown} size={13} />}
        {label}
      </span>
    </li>
  );
}
