import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Icon } from '../sign/icon.tsx';
import type { Column, SortKey } from './column.ts';

type Props<Row> = { readonly column: Column<Row>; readonly sorted: boolean; readonly onSort?: (key: SortKey) => void };

export function ColumnHead<Row>({ column, sorted, onSort }: Props<Row>): ReactNode {
  const t = useText();
  const { head, sort, align } = column;
  return (
    <th scope="col" className={align === 'right' ? 'm-right' : undefined} aria-sort={sorted ? 'ascending' : undefined}>
      {sort !== undefined && onSort !== undefined ? (
        <button type="button" className="m-table-sort" onClick={() => onSort(sort)}>
          {head}
          {sorted && <Icon name="down" size={12} />}
        </button>
      ) : (
        (head ?? <span className="m-unseen">{t('ui.actions')}</span>)
      )}
    </th>
  );
}
