import type { ReactNode } from 'react';
import { daysBetween } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';

/** A due date and how far off it is, within a line of facts. */
export function DueLine({ date, today }: { readonly date: string; readonly today: string }): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const left = daysBetween(today, date);
  const said =
    left === 0 ? t('ui.dueToday') : left < 0 ? t('ui.overdue', { count: -left }) : t('ui.daysLeft', { count: left });
  return (
    <span className={left < 0 ? 'm-gap' : undefined}>
      <span className="m-nowrap">{due(date)}</span> <span className="m-nowrap">{said}</span>
    </span>
  );
}
