import { listStandings } from '@muster/contract/rollup';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { BeyondSight } from '../app/beyond-sight.tsx';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { BatchFact } from './batch-choice.tsx';
import { batchQuery, useBatch, useDrill } from './batch.ts';
import { useOverview, useStandings } from './queries.ts';
import { StandingTable } from './standing-table.tsx';
import { readVerdict, VerdictFilter } from './verdict-filter.tsx';

export const page = createLazyRoute('/overview/$organisationId/standings')({ component: Standings });

/** The units behind one figure of the overview, by place in the tree. */
function Standings(): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const { organisationId } = useParams({ from: '/overview/$organisationId/standings' });
  const now = useNow();
  const stage = useSearchParam('stage');
  const code = useSearchParam('condition');
  const verdict = readVerdict(useSearchParam('verdict'));
  const { data: here } = useOrganisation(organisationId);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useStandings(organisationId, {
    stage,
    condition: code,
    verdict,
  });
  const rows = data?.pages.flatMap((each) => each.rows);
  const inAll = data?.pages[0]?.all;
  const overview = useOverview(organisationId).data;
  // Of the place, not of the campaign: layers beneath have conditions of their own.
  const condition = overview?.conditions.find((one) => one.stageCode === stage && one.code === code);
  const title = condition === undefined ? t('rollup.standings.title') : titles.of(condition.title);
  const asOf = overview?.asOf;
  const counts = t(countedBy(condition?.measure), { members: term('member', 'many') });
  const batch = useBatch();
  const drill = useDrill();
  usePageTitle(title);
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead
          title={condition === undefined ? title : <UserText>{title}</UserText>}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              <UserText>{titles.stage(stage)}</UserText>
              {batch !== null && <BatchFact />}
              <Anchor className="m-link" href={drill(`/overview/${organisationId}`)}>
                {t('rollup.standings.back')}
              </Anchor>
            </Facts>
          }
          actions={
            <SheetButton
              route={listStandings}
              input={{
                params: { organisationId },
                query: { stage, condition: code, ...batchQuery(batch), ...(verdict !== null && { verdict }) },
              }}
            />
          }
        />
        <Sheet
          title={inAll === undefined ? t('rollup.standings.title') : t('rollup.standings.count', { count: inAll })}
          {...(asOf && { right: <AsOf at={asOf} now={now} /> })}
          foot={hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />}
        >
          <VerdictFilter organisationId={organisationId} stage={stage} condition={code} chosen={verdict} />
          <BeyondSight count={data?.pages[0]?.beyond} />
          {error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
          {error === null && rows === undefined && <Loading rows={6} />}
          {rows !== undefined && rows.length === 0 && (
            <EmptyLine>{t('rollup.standings.none', { unit: term('unit') })}</EmptyLine>
          )}
          {rows !== undefined && rows.length > 0 && <StandingTable rows={rows} name={title} counts={counts} />}
        </Sheet>
      </Page>
    </>
  );
}

/** What the two numbers of a row are. */
function countedBy(measure = '') {
  if (measure === 'study.minutes' || measure === 'study.collective-minutes') return 'rollup.standings.ofMembers';
  return measure.startsWith('assessment.') ? 'rollup.standings.ofVotes' : 'rollup.standings.ofNeeded';
}
