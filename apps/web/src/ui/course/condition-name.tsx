import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import type { State } from '../sign/state.ts';
import { StateGlyph } from '../sign/state-glyph.tsx';
import { StateWord } from '../sign/state-word.tsx';
import './condition-name.css';

type Props = {
  readonly state: State;
  readonly name: ReactNode;
  /** 硬条件: nothing and nobody skips it. */
  readonly hard?: boolean;
  readonly rule?: ReactNode;
};

/** A condition of the gate: glyph, name, word and rule. */
export function ConditionName({ state, name, hard = false, rule }: Props): ReactNode {
  const t = useText();
  return (
    <div className="m-condition">
      <StateGlyph state={state} />
      <div>
        <b>{name}</b>
        {hard && <span className="m-condition-hard">{t('ui.hard')}</span>}
        <span className="m-second">
          <StateWord state={state} glyph={false} />
          {rule !== undefined && <span className="m-condition-rule">{rule}</span>}
        </span>
      </div>
    </div>
  );
}

/** What is missing, first in the state's colour, then whose or which. */
export function GapText({
  children,
  detail,
  state = 'gap',
}: {
  readonly children: ReactNode;
  readonly detail?: ReactNode;
  readonly state?: State;
}): ReactNode {
  return (
    <>
      <span className={`m-gap-text m-${state}`}>{children}</span>
      {detail !== undefined && <span className="m-second">{detail}</span>}
    </>
  );
}
