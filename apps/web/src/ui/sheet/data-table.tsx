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
  /** compact 40 for one line, tall 54 for two, counts 64 with a bar beneath. */
  readonly height?: 'compact' | 'tall' | 'counts';
  readonly sort?: SortKey;
  readonly onSort?: (key: SortKey) => void;
  readonly sticky?: boolean;
  /** A line in place of rows: `<EmptyLine>`. */
  readonly empty?: ReactNode;
  readonly isSelected?: (row: Row) => boolean;
};

/** Horizontal hairlines only; on a phone each row becomes a block, every cell with its column's label. */
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
  isSelected,
}: Props<Row>): ReactNode {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <table className={`m-table m-table-${height}${sticky ? ' m-table-sticky' : ''}`} aria-label={name}>
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
          <tr key={rowKey(row)} {...(isSelected?.(row) && { className: 'm-table-selected' })}>
            {columns.map(({ key, cell, align, label }) => (
              <td key={key} className={align === 'right' ? 'm-right' : undefined} data-label={label}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
