import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useCountedDay } from '../../app/counted-day.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Outside } from '../../gate/outside.tsx';
import { useGate } from '../../gate/queries.ts';
import { sentBackAs } from '../../gate/standing.ts';
import { UnitSide } from '../../gate/unit-side.tsx';
import { ButtonLink } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import '../campaign.css';
import { DatesBar } from './dates-bar.tsx';
import { DatesForm } from './dates-form.tsx';
import { useUnitDates, type UnitDates } from './queries.ts';
import { DueInStage } from './due-in-stage.tsx';
import { RequestLine } from './request-line.tsx';
import { Track } from './track.tsx';
import { UnitExtensions } from './unit-extensions.tsx';

export const page = createLazyRoute('/units/$unitId/dates')({ component: DatesPage });

/** When a unit does what: its dates in their windows, what was given and asked for, and its track. */
function DatesPage(): ReactNode {
  const t = useText();
  const { unitId } = page.useParams();
  const { data, error, isPending, refetch } = useUnitDates(unitId);
  usePageTitle(t('campaign.dates.title'));
  return (
    <>
      <DeskBar here="unit" />
      <Page side={<UnitSide unitId={unitId} here="dates" />}>
        <PageHead
          title={t('campaign.dates.title')}
          caption={data !== undefined && <About dates={data} />}
          actions={
            data?.may.extend === true && (
              <ButtonLink href={`/organisations/${unitId}/batches`}>{t('campaign.extension.title')}</ButtonLink>
            )
          }
        />
        {error !== null && <Trouble error={error} what={t('campaign.dates.title')} onRetry={() => void refetch()} />}
        {isPending && <Loading rows={6} />}
        {data?.campaignId === null && (
          <EmptyLine>
            <Outside unitId={unitId} />
          </EmptyLine>
        )}
        {data !== undefined && data.campaignId !== null && <Dates dates={data} />}
      </Page>
    </>
  );
}

function About({ dates: { unit, batch, track } }: { readonly dates: UnitDates }): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <Facts>
      <UserText>{unit.name}</UserText>
      {batch !== null && t('campaign.batch', { number: batch.number })}
      {batch?.title !== null && batch?.title !== undefined && <UserText>{titles.of(batch.title)}</UserText>}
      {track !== null && <UserText>{titles.of(track.title)}</UserText>}
    </Facts>
  );
}

function Dates({ dates }: { readonly dates: UnitDates }): ReactNode {
  const t = useText();
  const today = useCountedDay();
  const { data: gate } = useGate(dates.unit.id);
  return (
    <>
      <Sheet title={t('campaign.dates.inWindows')}>
        <DatesBar
          stages={dates.stages}
          today={today}
          mendBy={dates.mendBy}
          isRefused={gate !== undefined && sentBackAs(gate) === 'refused'}
        />
      </Sheet>
      <UnitExtensions dates={dates} />
      <DueInStage due={dates.due} />
      {dates.may.plan && (
        <Sheet title={t('campaign.dates.own')} padded>
          <DatesForm dates={dates} />
        </Sheet>
      )}
      {dates.requests.length > 0 && (
        <Sheet title={t('campaign.requests.title')}>
          {dates.requests.map((request) => (
            <RequestLine key={request.id} request={request} withUnit={false} />
          ))}
        </Sheet>
      )}
      <Track dates={dates} />
    </>
  );
}
