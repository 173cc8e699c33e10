import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import type { State } from '../sign/state.ts';
import { StateGlyph } from '../sign/state-glyph.tsx';
import './settled-list.css';

export type Settled = {
  readonly key: string;
  /** Null where nothing is asked, of anybody on it. */
  readonly state: State | null;
  readonly name: ReactNode;
  readonly fact?: ReactNode;
};

/** What is met, or does not apply, shrinks to one line each. */
export function SettledList({ items }: { readonly items: readonly Settled[] }): ReactNode {
  const t = useText();
  return (
    <ul className="m-settled">
      {items.map(({ key, state, name, fact }) => (
        <li key={key}>
          {state !== null && (
            <>
              <StateGlyph state={state} size={14} />
              <span className="m-unseen">{t(`ui.state.${state}`)}</span>
            </>
          )}
          <span className="m-settled-name">{name}</span>
          {fact !== undefined && <span className="m-settled-fact">{fact}</span>}
        </li>
      ))}
    </ul>
  );
}
