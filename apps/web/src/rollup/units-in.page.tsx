import { listUnitsIn } from '@muster/contract/rollup';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerm, useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { BeyondSight } from '../app/beyond-sight.tsx';
import { PagedSheet } from '../app/paged-sheet.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { useOrganisation } from '../organisation/queries.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { BatchFact } from './batch-choice.tsx';
import { batchQuery, useBatch, useDrill } from './batch.ts';
import { unitCounts, useUnitsIn, type UnitCount, type UnitIn } from './queries.ts';
import { useUnitsTitle } from './units-title.ts';

export const page = createLazyRoute('/overview/$organisationId/units-in')({ component: UnitsIn });

/** The units behind a count of stages or of bands, by place in the tree. */
function UnitsIn(): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const now = useNow();
  const { organisationId } = page.useParams();
  const stage = useSearchParam('stage');
  const wished = useSearchParam('of');
  const of = unitCounts.find((one) => one === wished) ?? 'stage';
  const value = useSearchParam('value');
  const { data: here } = useOrganisation(organisationId);
  const wanted = { ...(stage !== '' && { stage }), of, value };
  const found = useUnitsIn(organisationId, wanted);
  const title = useUnitsTitle(of, value);
  const batch = useBatch();
  const drill = useDrill();
  usePageTitle(title);
  const columns = useColumns(of);
  const [first] = found.data?.pages ?? [];
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
              {stage !== '' && <UserText>{titles.stage(stage)}</UserText>}
              {batch !== null && <BatchFact />}
              <Anchor className="m-link" href={drill(`/overview/${organisationId}`)}>
                {t('rollup.standings.back')}
              </Anchor>
            </Facts>
          }
          actions={
            <SheetButton
              route={listUnitsIn}
              input={{ params: { organisationId }, query: { ...wanted, ...batchQuery(batch) } }}
            />
          }
        />
        <PagedSheet
          title={first === undefined ? title : t('rollup.standings.count', { count: first.all })}
          {...(first?.members != null && {
            caption: t('rollup.statistics.members', {
              count: first.members,
              member: term('member', first.members === 1 ? 'one' : 'many'),
            }),
          })}
          {...(asOf !== undefined && { right: <AsOf at={asOf} now={now} /> })}
          of={found}
          what={title}
          above={<BeyondSight count={first?.beyond} />}
        >
          {(data) => (
            <DataTable
              name={title}
              columns={columns}
              rows={data.pages.flatMap(({ rows }) => rows)}
              rowKey={({ participationId }) => participationId}
              sticky
              empty={<EmptyLine>{t('rollup.unitsIn.none')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

function useColumns(of: UnitCount): Column<UnitIn>[] {
  const t = useText();
  const unitWord = useTerm('unit', 'start');
  const memberWord = useTerm('member', 'start-many');
  const unit: Column<UnitIn> = {
    key: 'unit',
    head: unitWord,
    cell: ({ unit: { id, name }, isPooled }) => (
      <>
        <Anchor className="m-link" href={`/units/${id}`}>
          <UserText>{name}</UserText>
        </Anchor>
        {isPooled && <span className="m-second">{t('rollup.unitsIn.pooled')}</span>}
      </>
    ),
  };
  if (of !== 'band' && of !== 'hours') return [unit];
  const counted = of === 'band' ? t('rollup.unitsIn.content') : memberWord;
  const figure: Column<UnitIn> = {
    key: 'counted',
    head: counted,
    label: counted,
    align: 'right',
    width: 220,
    cell: ({ num, den }) => (den === null ? <Figure value={num} /> : <Figure value={num} of={den} />),
  };
  return [unit, figure];
}
