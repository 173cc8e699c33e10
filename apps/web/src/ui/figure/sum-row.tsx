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
      {sums.map(({ key, value, label, state, href }) => (
        <li key={key}>
          <Figure value={value} size="sum" state={state} href={href} />
          <span className={`m-caption${state === undefined ? '' : ` m-${state}`}`}>
            {state !== undefined && <StateGlyph state={state} size={13} />}
            {label}
          </span>
        </li>
      ))}
    </ul>
  );
}
