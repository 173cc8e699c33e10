import type { Column } from '../../ui/sheet/column.ts';
import { Figure } from '../../ui/figure/figure.tsx';

/** A column of counts by week; what is not nothing opens its list. */
export function weekFigure<Row extends { readonly week: string }>(
  key: string,
  label: string,
  of: (row: Row) => number,
  listOf?: (row: Row) => string,
): Column<Row> {
  return {
    key,
    head: label,
    label,
    align: 'right',
    cell: (row) => (
      <Figure value={of(row)} {...(of(row) > 0 && listOf !== undefined && { href: listOf(row), label })} />
    ),
  };
}
