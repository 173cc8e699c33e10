import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { daysBetween } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { BeginsNote } from './begins-note.tsx';
import type { DatedStage } from './queries.ts';
import { lastDay, useStageDays } from './use-stage-days.ts';
import './dates.css';

type Props = {
  readonly stages: readonly DatedStage[];
  readonly today: string;
  /** The office refused the last application of the open stage. */
  readonly isRefused: boolean;
  /** By when what was ordered is to be mended before the open stage is left. */
  readonly mendBy: string | null;
};

/** Each stage in its window on one scale of days: the window, the unit's own days in it as they still can be, the first on which it may be left. */
export function DatesBar({ stages: planned, today, isRefused, mendBy }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { span, day } = useFormat();
  const stageDays = useStageDays();
  const stages = planned.map((stage) => ({
    ...stage,
    ...(stage.byOrder ?? stage.shifted),
    isMoved: stage.byOrder !== null || stage.shifted !== null,
    plan: stage,
  }));
  const open = stages.find(({ state }) => state === 'open');
  const next = stages.find(({ state }) => state === 'ahead');
  const days = stages.flatMap((stage) => [stage.windowFrom, stage.windowTo, stage.startsOn, lastDay(stage)]);
  const sorted = days.toSorted();
  const from = sorted[0] ?? today;
  const whole = Math.max(1, daysBetween(from, sorted.at(-1) ?? today) + 1);
  const left = (date: string): string => `${((daysBetween(from, date) / whole) * 100).toFixed(2)}%`;
  const width = (first: string, last: string): string =>
    `${(((daysBetween(first, last) + 1) / whole) * 100).toFixed(2)}%`;
  return (
    <ol className="m-dates">
      {stages.map((stage) => {
        const { code, state, windowFrom, windowTo, startsOn, earliestOn, endsOn, firstEndsOn, plan } = stage;
        const within = today >= from && today <= (sorted.at(-1) ?? today);
        return (
          <li key={code} className={`m-dates-${state}`}>
            <div className="m-dates-name">
              <b>
                <UserText>{titles.of(stage.title)}</UserText>
              </b>
              <span className="m-caption">{t(`campaign.dates.state.${state}`)}</span>
            </div>
            <div className="m-dates-time" aria-hidden="true">
              <span className="m-dates-window" style={{ left: left(windowFrom), width: width(windowFrom, windowTo) }} />
              <span className="m-dates-own" style={{ left: left(startsOn), width: width(startsOn, lastDay(stage)) }} />
              {state !== 'closed' && <span className="m-dates-earliest" style={{ left: left(earliestOn) }} />}
              {within && <span className="m-dates-today" style={{ left: left(today) }} />}
            </div>
            <div className="m-dates-facts m-dates-days">
              <span>
                <Facts>
                  {stageDays(stage)}
                  {stage.isMoved && t('campaign.dates.planned', { span: span(plan.startsOn, plan.endsOn) })}
                  {!stage.isMoved &&
                    state !== 'closed' &&
                    firstEndsOn !== endsOn &&
                    t('campaign.plan.firstEnds', { day: day(firstEndsOn) })}
                  {state !== 'closed' && t('campaign.dates.earliest', { day: day(earliestOn) })}
                </Facts>
              </span>
              <span className="m-caption m-nowrap">
                {t('campaign.dates.window', { span: span(windowFrom, windowTo) })}
              </span>
            </div>
            {stage === next && open !== undefined && (
              <div className="m-dates-facts">
                <BeginsNote
                  open={open}
                  today={today}
                  isRefused={isRefused}
                  mendBy={stage.byOrder === null ? null : mendBy}
                />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
