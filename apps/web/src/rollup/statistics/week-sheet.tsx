import type { ReactNode } from 'react';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useNow } from '../../app/now.ts';
import { WeekColumns } from '../../ui/chart/week-columns.tsx';
import { AsOf } from '../../ui/figure/as-of.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';

type Props<Row> = {
  readonly title: ReactNode;
  /** The same for a reader aloud. */
  readonly name: string;
  readonly caption?: ReactNode;
  readonly asOf: string | null;
  readonly weeks: readonly Row[];
  /** What stands on each other in a column, from the bottom. */
  readonly parts: readonly { readonly label: string; readonly of: (row: Row) => number }[];
  readonly columns: readonly Column<Row>[];
  /** What is said while there is nothing. */
  readonly none: string;
};

/** Weeks as columns for the eye, and beside them as a table, the latest first, whose figures open their lists. */
export function WeekSheet<Row extends { readonly week: string }>({
  title,
  name,
  caption,
  asOf,
  weeks,
  parts,
  columns,
  none,
}: Props<Row>): ReactNode {
  const now = useNow();
  const { day } = useFormat();
  const first = weeks[0];
  const last = weeks.at(-1);
  const week = useWeekColumn();
  return (
    <Sheet
      title={title}
      {...(caption !== undefined && { caption })}
      {...(asOf !== null && { right: <AsOf at={asOf} now={now} /> })}
    >
      {first === undefined || last === undefined ? (
        <EmptyLine>{none}</EmptyLine>
      ) : (
        <div className="m-chart-beside">
          <WeekColumns
            parts={parts.map(({ label }) => label)}
            columns={weeks.map((row) => ({ key: row.week, counts: parts.map(({ of }) => of(row)) }))}
            from={day(first.week)}
            to={day(last.week)}
          />
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
          <section className="m-chart-table" aria-label={name} tabIndex={0}>
            <DataTable
              name={name}
              columns={[week, ...columns]}
              rows={weeks.toReversed()}
              rowKey={(row) => row.week}
              height="dense"
            />
          </section>
        </div>
      )}
    </Sheet>
  );
}

function useWeekColumn(): Column<{ readonly week: string }> {
  const t = useText();
  const { day } = useFormat();
  return {
    key: 'week',
    head: t('rollup.statistics.week'),
    cell: ({ week }) => <span className="m-nowrap">{day(week)}</span>,
  };
}
