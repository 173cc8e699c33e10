import { readStatistics } from '@muster/contract/rollup';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { OrganisationBar } from '../../organisation/organisation-bar.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { BatchChoice } from '../batch-choice.tsx';
import { batchQuery, useBatch, useDrill } from '../batch.ts';
import { ConditionsOfStages } from '../conditions-of-stages.tsx';
import { CountedAbove } from '../counted-above.tsx';
import { SatisfactionBands } from '../satisfaction-bands.tsx';
import { HourBandSheets } from './hour-bands.tsx';
import { AttendanceWeeks, OwedWeeks } from './other-weeks.tsx';
import { useStatistics, type Statistics } from './queries.ts';
import { StageWeekSheets } from './stage-weeks.tsx';

export const page = createLazyRoute('/overview/$organisationId/statistics')({ component: StatisticsPage });

/** A place over weeks and in bands; whatever is shown as a picture stands beside it as figures that open their lists. */
function StatisticsPage(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const { data, error, refetch } = useStatistics(organisationId);
  const title = t('rollup.statistics.title');
  const batch = useBatch();
  const drill = useDrill();
  usePageTitle(title);
  return (
    <>
      <DeskBar here="overview" />
      <Page side={<OrganisationBar organisationId={organisationId} />}>
        <PageHead
          title={title}
          caption={
            <Facts>
              {data !== undefined && <UserText>{data.organisation.name}</UserText>}
              <Anchor className="m-link" href={drill(`/overview/${organisationId}`)}>
                {t('rollup.standings.back')}
              </Anchor>
            </Facts>
          }
          actions={
            <SheetButton route={readStatistics} input={{ params: { organisationId }, query: batchQuery(batch) }} />
          }
        />
        {data !== undefined && (
          <BatchChoice address={`/overview/${organisationId}/statistics`} batches={data.batches} />
        )}
        {error !== null && data === undefined && (
          <Sheet>
            <Trouble error={error} what={title} onRetry={() => void refetch()} />
          </Sheet>
        )}
        {data === undefined && error === null && (
          <Sheet title={title}>
            <Loading rows={8} />
          </Sheet>
        )}
        <CountedAbove of={data} />
        {data !== undefined && <Sheets statistics={data} />}
      </Page>
    </>
  );
}

function Sheets({ statistics }: { readonly statistics: Statistics }): ReactNode {
  const t = useText();
  const term = useTerms();
  const { organisation, bands, stages, asOf } = statistics;
  const begun = stages.some(({ weeks }) => weeks.length > 0);
  return (
    <>
      {!begun && !statistics.countedAbove && (
        <Sheet title={t('rollup.statistics.stages')}>
          <EmptyLine>{t('rollup.noUnitIn', { unit: term('unit'), office: term('office') })}</EmptyLine>
        </Sheet>
      )}
      <StageWeekSheets statistics={statistics} />
      <ConditionsOfStages figures={statistics} />
      <SatisfactionBands organisationId={organisation.id} bands={bands} asOf={asOf} />
      <HourBandSheets statistics={statistics} />
      <AttendanceWeeks statistics={statistics} />
      <OwedWeeks statistics={statistics} />
    </>
  );
}
