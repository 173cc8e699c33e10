import type { ReactNode } from 'react';

/** Tables sort by these only; a count or a rate never has an arrow. */
export type SortKey = 'tree' | 'name' | 'code' | 'date' | 'due';

export type Column<Row> = {
  readonly key: string;
  /** null for the column of acts, whose buttons speak for themselves. */
  readonly head: ReactNode;
  /** The head in words, shown beside the cell on a phone; left out for the column that names the row. */
  readonly label?: string;
  readonly cell: (row: Row) => ReactNode;
  /** In points, or as CSS says it where it follows the width of the page. */
  readonly width?: number | string;
  readonly align?: 'left' | 'right';
  readonly sort?: SortKey;
};
