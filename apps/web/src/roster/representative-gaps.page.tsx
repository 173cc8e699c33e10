import { listRepresentativeGaps } from '@muster/contract/roster';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOriginName } from '../access/origin-name.ts';
import { useTerms } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useRepresentativeGaps, type Gaps } from './member-queries.ts';
import { RosterTabs } from './roster-tabs.tsx';

export const page = createLazyRoute('/organisations/$organisationId/representatives')({ component: GapsPage });

type Row = Gaps['units'][number];
const origins = ['own', 'subordinate', 'served'] as const;

/** Units beneath a node that have fewer representatives than they are to have, by place in the tree. */
function GapsPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/representatives' });
  const { data: here } = useOrganisation(organisationId);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useRepresentativeGaps(organisationId);
  const title = term('representative', 'start-many');
  usePageTitle(title);
  const first = data?.[0];
  const rows = data?.flatMap(({ units }) => units) ?? [];
  const units = (count: number): string => term('unit', count === 1 ? 'one' : 'many');
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <RosterTabs organisationId={organisationId} here="representatives" />
        <PageHead
          title={
            first !== undefined && first.lacking > 0
              ? t('roster.gaps.lacking', {
                  count: first.lacking,
                  unit: units(first.lacking),
                  representative: term('representative', 'many'),
                })
              : title
          }
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {first !== undefined &&
                first.notSet > 0 &&
                t('roster.gaps.notSet', { count: first.notSet, unit: units(first.notSet) })}
            </Facts>
          }
          actions={<SheetButton route={listRepresentativeGaps} input={{ params: { organisationId } }} />}
        />
        <Sheet>
          {data === undefined && error !== null && (
            <Trouble error={error} what={title} onRetry={() => void refetch()} />
          )}
          {data === undefined && error === null && <Loading rows={6} />}
          {data !== undefined && rows.length === 0 && (
            <EmptyLine>
              {t(first?.notSet === 0 ? 'roster.gaps.none' : 'roster.gaps.noneOfThoseSet', {
                unit: term('unit', 'many'),
                representative: term('representative', 'many'),
              })}
            </EmptyLine>
          )}
          {rows.length > 0 && <GapTable rows={rows} />}
          {hasNextPage && (
            <footer className="m-sheet-foot">
              <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
            </footer>
          )}
        </Sheet>
      </Page>
    </>
  );
}

function GapTable({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const name = useTerms()('unit', 'start');
  return <DataTable name={name} columns={useColumns()} rows={rows} rowKey={(row) => row.unit.id} />;
}

function useColumns(): readonly Column<Row>[] {
  const originName = useOriginName();
  const head = useTerms()('unit', 'start');
  return [
    {
      key: 'unit',
      head,
      cell: ({ unit: { id, name } }) => (
        <Anchor className="m-link" href={`/units/${id}/representatives`}>
          <UserText>{name}</UserText>
        </Anchor>
      ),
    },
    ...origins.map((origin): Column<Row> => ({
      key: origin,
      head: originName(origin),
      label: originName(origin),
      align: 'right',
      cell: (row) => <Have found={row.origins.find((each) => each.origin === origin)} />,
    })),
  ];
}

function Have({ found }: { readonly found: Row['origins'][number] | undefined }): ReactNode {
  const t = useText();
  if (found === undefined) return null;
  const { have, wanted, missing } = found;
  return <Figure value={have} of={wanted ?? t('roster.quota.notSet')} state={missing > 0 ? 'gap' : undefined} />;
}
