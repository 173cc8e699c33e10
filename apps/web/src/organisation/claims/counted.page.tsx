import { listCounted } from '@muster/contract/organisation';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { BeyondSight } from '../../app/beyond-sight.tsx';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useTitles } from '../../app/campaign.ts';
import { useText, type Text } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { useSearchParam } from '../../app/search-param.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { nodeAddress } from '../node-address.ts';
import { useOrganisation } from '../queries.ts';
import { useBatchName, useMeasureName, usePartName, type MeasureCode, type Parting } from './claim-words.ts';
import { useCounted, useReconciliation, useUnitClasses, type CountedPage, type CountedQuery } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/counted')({ component: Counted });

const measures: readonly MeasureCode[] = ['units', 'party-organisations', 'branches', 'members', 'floating'];
const partings: readonly Parting[] = ['class', 'kind', 'child'];

type Asked = {
  readonly organisationId: string;
  readonly measure: MeasureCode;
  readonly by: Parting | undefined;
  readonly of: string;
  readonly batch: string;
};

function Counted(): ReactNode {
  const { organisationId } = useParams({ from: '/organisations/$organisationId/counted' });
  const asked = useSearchParam('measure');
  const parted = useSearchParam('by');
  const of = useSearchParam('of');
  const batch = useSearchParam('batch');
  const measure = measures.find((each) => each === asked) ?? 'units';
  const by = partings.find((each) => each === parted);
  return (
    <CountedList
      key={`${measure} ${batch} ${by ?? ''} ${of}`}
      organisationId={organisationId}
      measure={measure}
      by={by}
      of={of}
      batch={batch}
    />
  );
}

/** What a counted figure is made of; as many rows as the figure says. */
function CountedList({ organisationId, measure, by, of, batch }: Asked): ReactNode {
  const t = useText();
  const measureName = useMeasureName();
  const { data: here } = useOrganisation(organisationId);
  const { data: around } = useReconciliation(organisationId);
  const partName = usePartName(around?.nodes ?? []);
  const batchName = useBatchName(around?.batches ?? []);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const after = cursors.at(-1);
  const query: CountedQuery = {
    measure,
    limit: 50,
    ...(batch !== '' && { batch }),
    ...(by !== undefined && { by, of: of === ',' ? '' : of }),
    ...(after !== undefined && { after }),
  };
  const { data, error, isPlaceholderData, refetch } = useCounted(organisationId, query);
  const title = measureName(measure);
  usePageTitle(title);
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {batch !== '' && around !== undefined && <UserText>{batchName(batch)}</UserText>}
              {by !== undefined && (
                <UserText>
                  {partsOf(of)
                    .map((part) => partName(by, part))
                    .join('、')}
                </UserText>
              )}
              {data !== undefined && t('organisation.claims.countedRows', { count: data.all })}
              <Anchor className="m-link" href={`/organisations/${organisationId}/reconciliation`}>
                {t('organisation.claims.title')}
              </Anchor>
            </Facts>
          }
          actions={<SheetButton route={listCounted} input={{ params: { organisationId }, query }} />}
        />
        <Sheet>
          <BeyondSight count={data?.beyond} />
          {data === undefined && error !== null && (
            <Trouble error={error} what={title} onRetry={() => void refetch()} />
          )}
          {data === undefined && error === null && <Loading rows={8} />}
          {data !== undefined && <Rows data={data} name={title} />}
          {data !== undefined && (after !== undefined || data.next !== null) && (
            <footer className="m-sheet-foot">
              {after !== undefined && (
                <Button small busy={isPlaceholderData} onClick={() => setCursors(cursors.slice(0, -1))}>
                  {t('roster.back')}
                </Button>
              )}
              {data.next !== null && (
                <Button small busy={isPlaceholderData} onClick={() => setCursors([...cursors, data.next ?? ''])}>
                  {t('roster.next')}
                </Button>
              )}
              <span className="m-sheet-right m-caption">
                {!isPlaceholderData &&
                  t('organisation.claims.range', {
                    from: cursors.length * 50 + 1,
                    to: cursors.length * 50 + data.rows.length,
                    all: data.all,
                  })}
              </span>
            </footer>
          )}
        </Sheet>
      </Page>
    </>
  );
}

function partsOf(of: string): readonly (string | null)[] {
  return of === ',' ? [null] : of.split(',').map((part) => (part === '' ? null : part));
}

function Rows({ data, name }: { readonly data: CountedPage; readonly name: string }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { data: list } = useUnitClasses();
  const className = (code: string | null): string | undefined => {
    const found = list?.classes.find((each) => each.code === code);
    return found === undefined ? undefined : titles.of(found.title);
  };
  return (
    <DataTable
      name={name}
      rows={data.rows}
      rowKey={({ id }) => id}
      height="tall"
      empty={<EmptyLine>{t('organisation.claims.nothingCounted')}</EmptyLine>}
      columns={columnsOf(
        t,
        className,
        data.rows.some(({ within }) => within !== null),
      )}
    />
  );
}

type Row = CountedPage['rows'][number];

function columnsOf(
  t: Text,
  className: (code: string | null) => string | undefined,
  isWithin: boolean,
): readonly Column<Row>[] {
  return [
    {
      key: 'name',
      head: t('organisation.claims.name'),
      cell: (row) => (
        <>
          <Anchor className="m-link" href={addressOf(row)}>
            <UserText>{row.name}</UserText>
          </Anchor>
          <span className="m-second">{row.code !== null && <UserText>{row.code}</UserText>}</span>
        </>
      ),
    },
    ...(isWithin
      ? [
          {
            key: 'within',
            head: t('organisation.claims.within'),
            label: t('organisation.claims.within'),
            cell: ({ within }: Row) => within !== null && <UserText>{within}</UserText>,
          },
        ]
      : []),
    {
      key: 'class',
      head: t('organisation.claims.part.class'),
      label: t('organisation.claims.part.class'),
      cell: ({ classCode }) => <UserText>{className(classCode)}</UserText>,
    },
  ];
}

function addressOf({ kind, id }: Row): string {
  return kind === 'person' ? `/people/${id}` : nodeAddress(kind, id);
}
