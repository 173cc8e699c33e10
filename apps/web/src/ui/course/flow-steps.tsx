import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import './flow-steps.css';

export type FlowStep = {
  readonly key: string;
  readonly name: ReactNode;
  /** One or two lines: what it waits for, and whose it is. */
  readonly lines: readonly ReactNode[];
  readonly now?: boolean;
};

/** Prepare, apply, team, office: whose turn it is, and the act at the end. */
export function FlowSteps({
  steps,
  action,
}: {
  readonly steps: readonly FlowStep[];
  readonly action?: ReactNode;
}): ReactNode {
  const t = useText();
  return (
    <div className="m-flow">
      <ol aria-label={t('ui.onTheWay')} style={{ gridTemplateColumns: `repeat(${steps.length}, minmax(0, 1fr))` }}>
        {steps.map(({ key, name, lines, now }) => (
          <li key={key} className={now ? 'm-flow-now' : undefined} {...(now && { 'aria-current': 'step' as const })}>
            <b>{name}</b>
            {lines.map((line, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- the lines of one step never change places
              <span key={place}>{line}</span>
            ))}
          </li>
        ))}
      </ol>
      {action !== undefined && <div className="m-flow-act">{action}</div>}
    </div>
  );
}
