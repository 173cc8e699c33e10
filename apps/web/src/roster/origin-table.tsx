import type { ReactNode } from 'react';
import { useOriginName } from '../access/origin-name.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Figure } from '../ui/figure/figure.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Representatives } from './member-queries.ts';

type Row = Representatives['origins'][number];

/** What is there of what is to be there, origin by origin; a number that is not set is said to be so. */
export function OriginTable({ origins }: { readonly origins: readonly Row[] }): ReactNode {
  const t = useText();
  return (
    <DataTable
      name={t('roster.quota.haveAndNeed')}
      rows={origins}
      rowKey={({ origin }) => origin}
      columns={useColumns()}
    />
  );
}

function useColumns(): readonly Column<Row>[] {
  const t = useText();
  const originName = useOriginName();
  return [
    { key: 'origin', head: t('roster.quota.origin'), cell: ({ origin }) => originName(origin) },
    {
      key: 'have',
      head: t('roster.quota.have'),
      label: t('roster.quota.have'),
      align: 'right',
      cell: ({ have, wanted }) => <Figure value={have} {...(wanted !== null && { of: wanted })} />,
    },
    {
      key: 'missing',
      head: t('roster.quota.missing'),
      label: t('roster.quota.missing'),
      cell: (row) => <Gap row={row} />,
    },
  ];
}

function Gap({ row: { wanted, missing } }: { readonly row: Row }): ReactNode {
  const t = useText();
  if (wanted === null) return <StateWord state="na">{t('roster.quota.notSet')}</StateWord>;
  return missing === 0 ? (
    <StateWord state="met">{t('roster.quota.enough')}</StateWord>
  ) : (
    <StateWord state="gap">{t('roster.quota.lacks', { count: missing })}</StateWord>
  );
}
