import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import type { State } from './state.ts';
import { StateGlyph } from './state-glyph.tsx';

type Props = {
  readonly state: State;
  /** Words of their own in place of the state's. */
  readonly children?: ReactNode;
  readonly glyph?: boolean;
  readonly small?: boolean;
};

export function StateWord({ state, children, glyph = true, small = false }: Props): ReactNode {
  const t = useText();
  return (
    <span className={`m-state m-${state}${small ? ' m-state-small' : ''}`}>
      {glyph && <StateGlyph state={state} size={small ? 13 : 16} />}
      {children ?? t(`ui.state.${state}`)}
    </span>
  );
}
