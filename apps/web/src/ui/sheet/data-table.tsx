import type { ReactNode } from 'react';
import { ColumnHead } from './column-head.tsx';
import type { Column, SortKey } from './column.ts';
import './data-table.css';

type Props<Row> = {
  /** What the table lists, for a reader aloud. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** dense 32 and compact 40 for one line, tall 54 for two, counts 64 with a bar beneath. */
  readonly height?: 'dense' | 'compact' | 'tall' | 'counts';
  readonly sort?: SortKey;
  readonly onSort?: (key: SortKey) => void;
  readonly sticky?: boolean;
  /** A line in place of rows: `<EmptyLine>`. */
  readonly empty?: ReactNode;
  /** Chosen rows, and rows that a suspicion points at. */
  readonly rowState?: (row: Row) => 'selected' | 'wait' | undefined;
  /** A last line of sums, one for each column. */
  readonly totals?: readonly ReactNode[];
};

/** Horizontal hairlines only. On a phone each row becomes a block, every cell with its column's label; dense ones stay. */
export function DataTable<Row>({
  name,
  columns,
  rows,
  rowKey,
  height = 'compact',
  sort,
  onSort,
  sticky = false,
  empty,
  rowState,
  totals,
}: Props<Row>): ReactNode {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <table
      className={`m-table m-table-${height}${height === 'dense' ? '' : ' m-table-stacked'}${sticky ? ' m-table-sticky' : ''}`}
      aria-label={name}
    >
      <colgroup>
        {columns.map(({ key, width }) => (
          <col key={key} {...(width === undefined ? {} : { style: { width } })} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <ColumnHead
              key={column.key}
              column={column}
              sorted={column.sort !== undefined && column.sort === sort}
              {...(onSort && { onSort })}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className={rowClass(rowState?.(row))}>
            {columns.map(({ key, cell, align, label }) => (
              <td key={key} className={align === 'right' ? 'm-right' : undefined} data-label={label}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {totals !== undefined && <Totals columns={columns} totals={totals} />}
    </table>
  );
}

function rowClass(state: 'selected' | 'wait' | undefined): string | undefined {
  return state === undefined ? undefined : `m-table-${state}`;
}

function Totals<Row>({
  columns,
  totals,
}: {
  readonly columns: readonly Column<Row>[];
  readonly totals: readonly ReactNode[];
}): ReactNode {
  return (
    <tfoot>
      <tr>
        {columns.map(({ key, align, label }, place) => (
          <td key={key} className={align === 'right' ? 'm-right' : undefined} data-label={label}>
            {totals[place]}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
