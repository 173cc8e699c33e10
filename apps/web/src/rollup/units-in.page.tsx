import { listUnitsIn } from '@muster/contract/rollup';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { Button } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { stageStates, useUnitsIn, type UnitIn } from './queries.ts';

export const page = createLazyRoute('/overview/$organisationId/units-in')({ component: UnitsIn });

/** The units behind a count of stages or of bands, by place in the tree. */
function UnitsIn(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const now = useNow();
  const { organisationId } = page.useParams();
  const stage = useSearchParam('stage');
  const of = useSearchParam('of') === 'band' ? 'band' : 'stage';
  const value = useSearchParam('value');
  const { data: here } = useOrganisation(organisationId);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useUnitsIn(
    organisationId,
    { stage, of, value },
  );
  const state = stageStates.find((one) => one === value);
  const title = state === undefined ? t('rollup.bands.title') : t(`rollup.unitsIn.${state}`);
  usePageTitle(title);
  const columns = useColumns(of === 'band');
  const [first] = data?.pages ?? [];
  const asOf = first?.rows[0]?.asOf;
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              <UserText>{titles.stage(stage)}</UserText>
              <Anchor className="m-link" href={`/overview/${organisationId}`}>
                {t('rollup.standings.back')}
              </Anchor>
            </Facts>
          }
          actions={
            <SheetButton route={listUnitsIn} input={{ params: { organisationId }, query: { stage, of, value } }} />
          }
        />
        <Sheet
          title={first === undefined ? title : t('rollup.standings.count', { count: first.all })}
          {...(asOf !== undefined && { right: <AsOf at={asOf} now={now} /> })}
          foot={
            hasNextPage && (
              <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('rollup.more')}
              </Button>
            )
          }
        >
          {error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
          {isPending && <Loading rows={6} />}
          {data !== undefined && (
            <DataTable
              name={title}
              columns={columns}
              rows={data.pages.flatMap(({ rows }) => rows)}
              rowKey={({ participationId }) => participationId}
              sticky
              empty={<EmptyLine>{t('rollup.unitsIn.none')}</EmptyLine>}
            />
          )}
        </Sheet>
      </Page>
    </>
  );
}

function useColumns(withVotes: boolean): Column<UnitIn>[] {
  const t = useText();
  const unitWord = useTerm('unit', 'start');
  const votes = t('rollup.unitsIn.content');
  const columns: Column<UnitIn>[] = [
    {
      key: 'unit',
      head: unitWord,
      cell: ({ unit }) => (
        <Anchor className="m-link" href={`/units/${unit.id}`}>
          <UserText>{unit.name}</UserText>
        </Anchor>
      ),
    },
  ];
  if (!withVotes) return columns;
  return [
    ...columns,
    {
      key: 'votes',
      head: votes,
      label: votes,
      align: 'right',
      width: 220,
      cell: ({ num, den }) => (den === null ? <Figure value={num} /> : <Figure value={num} of={den} />),
    },
  ];
}
