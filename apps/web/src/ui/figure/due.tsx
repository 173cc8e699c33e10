import type { ReactNode } from 'react';
import { daysBetween } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';

type Props = {
  readonly date: string;
  /** Today's civil date. */
  readonly today: string;
  /** Says more than the days left: 已排 11-25. */
  readonly note?: ReactNode;
};

/** A due date and how far off it is; past it, the date takes the colour of a gap and the word 逾期. */
export function Due({ date, today, note }: Props): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const left = daysBetween(today, date);
  if (left < 0) {
    return (
      <span className="m-gap">
        <span className="m-nowrap">{due(date)}</span>
        <span className="m-second m-gap">{t('ui.overdue', { count: -left })}</span>
      </span>
    );
  }
  return (
    <>
      <span className="m-nowrap">{due(date)}</span>
      <span className="m-second">{note ?? (left === 0 ? t('ui.dueToday') : t('ui.daysLeft', { count: left }))}</span>
    </>
  );
}
