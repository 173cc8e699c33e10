import { readOverview } from '@muster/contract/rollup';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useCountedDay } from '../app/counted-day.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { Closing } from '../gate/outside.tsx';
import { OrganisationBar } from '../organisation/organisation-bar.tsx';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { BatchChoice } from './batch-choice.tsx';
import { batchQuery, useBatch } from './batch.ts';
import { ConditionSheets } from './condition-sheets.tsx';
import { CountedAbove } from './counted-above.tsx';
import { HeadFigures } from './head-figures.tsx';
import { OverviewFirst, OverviewSide } from './overview-side.tsx';
import { OverviewStages } from './overview-stages.tsx';
import { CampaignsBeneath } from './campaigns-beneath.tsx';
import { useOverview } from './queries.ts';
import { StagesBeneath } from './stages-beneath.tsx';

export const page = createLazyRoute('/overview/$organisationId')({ component: Overview });

function Overview(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { fullDay } = useFormat();
  const { organisationId } = useParams({ from: '/overview/$organisationId' });
  const { data, error, refetch } = useOverview(organisationId);
  const batch = useBatch();
  usePageTitle(t('app.nav.overview'));
  const now = useNow();
  const today = civilDate(now);
  const counted = useCountedDay();
  const asOf = data?.asOf ?? null;
  return (
    <>
      <DeskBar here="overview" />
      <Page side={<OrganisationBar organisationId={organisationId} />}>
        {error !== null && data === undefined ? (
          <Sheet>
            <Trouble error={error} what={t('app.nav.overview')} onRetry={() => void refetch()} />
          </Sheet>
        ) : (
          <>
            <PageHead
              title={data === undefined ? t('app.nav.overview') : <UserText>{data.organisation.name}</UserText>}
              caption={
                data !== undefined && data.closing !== null ? (
                  <Closing closing={data.closing} kind={data.organisation.kind} />
                ) : (
                  <HeadFigures
                    organisationId={organisationId}
                    figures={data?.figures ?? null}
                    term={term}
                    countsUnits={data?.organisation.tree !== 'party'}
                  />
                )
              }
              asOf={
                <Facts>
                  {fullDay(today)}
                  {asOf !== null && <AsOf at={asOf} now={now} />}
                </Facts>
              }
              actions={
                <SheetButton route={readOverview} input={{ params: { organisationId }, query: batchQuery(batch) }} />
              }
            />
            {data !== undefined && (
              <BatchChoice address={`/overview/${organisationId}`} batches={data.batches} totalsOnTop />
            )}
            {data !== undefined && data.campaignId === null && <CampaignsBeneath />}
            {data !== undefined && data.campaignId !== null && data.closing === null && (
              <OverviewStages organisationId={organisationId} stages={data.stages} today={counted} />
            )}
            <CountedAbove of={data} />
            <Columns
              first={<OverviewFirst organisationId={organisationId} overview={data} />}
              right={<OverviewSide organisationId={organisationId} overview={data} />}
            >
              {data === undefined ? (
                <Sheet title={t('rollup.conditions')}>
                  <Loading rows={6} />
                </Sheet>
              ) : (
                <>
                  <ConditionSheets overview={data} />
                  {data.closing === null && <StagesBeneath organisationId={organisationId} />}
                </>
              )}
            </Columns>
          </>
        )}
      </Page>
    </>
  );
}
