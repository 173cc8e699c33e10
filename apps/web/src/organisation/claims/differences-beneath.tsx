import type { ReactNode } from 'react';
import { useText, type Text } from '../../app/i18n/use-text.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Figure } from '../../ui/figure/figure.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useBatchName, useMeasureName, type MeasureCode } from './claim-words.ts';
import { useDifferences, type Differences } from './queries.ts';

/** Whose own stated totals are not what is counted, here and beneath, in the order of the tree. */
export function DifferencesBeneath({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const measureName = useMeasureName();
  const { data, error, refetch } = useDifferences(organisationId);
  const batchName = useBatchName(data?.differences.flatMap(({ batch }) => batch ?? []) ?? []);
  if (error !== null && data === undefined)
    return (
      <Sheet>
        <Trouble error={error} what={t('organisation.claims.beneath')} onRetry={() => void refetch()} />
      </Sheet>
    );
  // What the node states of itself stands above.
  if (data === undefined || data.differences.every(({ organisation }) => organisation.id === organisationId))
    return null;
  return (
    <Sheet
      title={t('organisation.claims.beneath')}
      caption={t('organisation.claims.compared', { count: data.compared, all: data.all, compared: data.compared })}
    >
      <DataTable
        name={t('organisation.claims.beneath')}
        rows={data.differences}
        rowKey={({ organisation, measure, batch, source }) =>
          `${organisation.id} ${measure} ${batch?.id ?? ''} ${source}`
        }
        columns={columnsOf(t, measureName, batchName)}
        height="tall"
      />
      {data.all > data.differences.length && (
        <EmptyLine>{t('organisation.claims.firstOnly', { count: data.differences.length })}</EmptyLine>
      )}
    </Sheet>
  );
}

type Row = Differences['differences'][number];

function columnsOf(
  t: Text,
  measureName: (measure: MeasureCode) => string,
  batchName: (batchId: string | null) => string,
): readonly Column<Row>[] {
  return [
    {
      key: 'organisation',
      head: t('organisation.claims.whose'),
      cell: ({ organisation, source, batch }) => (
        <>
          <Anchor className="m-link" href={`/organisations/${organisation.id}/reconciliation`}>
            <UserText>{organisation.name}</UserText>
          </Anchor>
          <span className="m-second">
            <Facts>
              {batch !== null && <UserText>{batchName(batch.id)}</UserText>}
              <UserText>{source}</UserText>
            </Facts>
          </span>
        </>
      ),
    },
    {
      key: 'measure',
      head: t('organisation.claims.figure'),
      label: t('organisation.claims.figure'),
      width: 160,
      cell: ({ measure }) => measureName(measure),
    },
    {
      key: 'stated',
      head: t('organisation.claims.stated'),
      label: t('organisation.claims.stated'),
      align: 'right',
      width: 90,
      cell: ({ stated }) => <Figure value={stated} />,
    },
    {
      key: 'counted',
      head: t('organisation.claims.counted'),
      label: t('organisation.claims.counted'),
      align: 'right',
      width: 100,
      cell: ({ counted }) => <Figure value={counted} />,
    },
  ];
}
