import type { ReactNode } from 'react';
import { Figure } from '../figure/figure.tsx';
import type { State } from '../sign/state.ts';
import './side-list.css';

export type SideItem = {
  readonly key: string;
  readonly count: number;
  readonly text: ReactNode;
  readonly note?: ReactNode;
  readonly state?: State;
  readonly href?: string;
};

/** What awaits and what is overdue: a leading count, whose words run on from it. */
export function SideList({ items }: { readonly items: readonly SideItem[] }): ReactNode {
  return (
    <ul className="m-side-list">
      {items.map(({ key, count, text, note, state, href }) => (
        <li key={key}>
          <Figure value={count} size="row" state={state} href={href} />
          <div>
            {text}
            {note !== undefined && <small>{note}</small>}
          </div>
        </li>
      ))}
    </ul>
  );
}
