import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import './stages-bar.css';

export type StageSpan = {
  readonly key: string;
  readonly name: ReactNode;
  readonly dates?: ReactNode;
  readonly note?: ReactNode;
  readonly phase: 'past' | 'now' | 'next' | 'unstaged';
  /** How much of the present stage's time is gone, 0 to 1. */
  readonly gone?: number;
};

/** Time only: how far the calendar is, never how far the work is. */
export function StagesBar({ stages }: { readonly stages: readonly StageSpan[] }): ReactNode {
  const t = useText();
  const columns = stages.map(({ phase }) => (phase === 'unstaged' ? '148px' : 'minmax(0, 1fr)')).join(' ');
  return (
    <ol className="m-stages" style={{ gridTemplateColumns: columns }} aria-label={t('ui.allStages')}>
      {stages.map(({ key, name, dates, note, phase, gone = 0 }) => (
        <li
          key={key}
          className={`m-stage m-stage-${phase}`}
          {...(phase === 'now' && { 'aria-current': 'step' as const })}
        >
          <div className="m-stage-name">
            <b>{name}</b>
            {dates !== undefined && <span className="m-caption">{dates}</span>}
          </div>
          <div className="m-stage-time" aria-hidden="true">
            {phase === 'now' && <Elapsed gone={gone} />}
          </div>
          {note !== undefined && <div className="m-stage-note">{note}</div>}
        </li>
      ))}
    </ol>
  );
}

function Elapsed({ gone }: { readonly gone: number }): ReactNode {
  const reached = `${(gone * 100).toFixed(1)}%`;
  return (
    <>
      <i style={{ width: reached }} />
      <u style={{ left: reached }} />
    </>
  );
}
