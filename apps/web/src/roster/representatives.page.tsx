import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AppointForm } from '../access/appoint-form.tsx';
import { ChooseMany } from '../access/choose-many.tsx';
import { useTerms } from '../app/campaign.ts';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useRepresentatives, type Representatives } from './member-queries.ts';
import { OriginTable } from './origin-table.tsx';
import { QuotaForm } from './quota-form.tsx';
import { RepresentativeTable } from './representative-table.tsx';
import { RosterTabs } from './roster-tabs.tsx';

export const page = createLazyRoute('/units/$unitId/representatives')({ component: RepresentativesPage });

/** How many representatives a unit is to have from each origin, who they are, and in which assessments they were counted. */
function RepresentativesPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { unitId } = useParams({ from: '/units/$unitId/representatives' });
  const { data, error, refetch } = useRepresentatives(unitId);
  const title = term('representative', 'start-many');
  usePageTitle(title);
  const missing = data?.origins.reduce((sum, each) => sum + each.missing, 0) ?? 0;
  const head =
    missing === 0
      ? title
      : t('roster.representatives.missing', {
          count: missing,
          representative: term('representative', missing === 1 ? 'one' : 'many'),
        });
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <RosterTabs organisationId={unitId} here="representatives" />
        <PageHead title={head} caption={data !== undefined && <UserText>{data.unit.name}</UserText>} />
        {data === undefined && error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
        {data === undefined && error === null && (
          <Sheet>
            <Loading rows={4} />
          </Sheet>
        )}
        {data !== undefined && <Body unitId={unitId} data={data} />}
      </Page>
    </>
  );
}

function Body({ unitId, data }: { readonly unitId: string; readonly data: Representatives }): ReactNode {
  const t = useText();
  const term = useTerms();
  const { fullDay } = useFormat();
  const present = data.people.filter(({ toOn }) => toOn === null);
  const ended = data.people.filter(({ toOn }) => toOn !== null);
  return (
    <Columns
      right={
        <>
          {data.maySet && (
            <Sheet title={t('roster.quota.title')} padded>
              <QuotaForm key={data.setBy?.at} unitId={unitId} origins={data.origins} />
            </Sheet>
          )}
          {data.mayAppoint && (
            <Sheet title={t('roster.representatives.choose')} padded>
              <AppointForm organisationId={unitId} roles={['representative']} />
            </Sheet>
          )}
          {data.mayAppoint && (
            <Sheet title={t('access.chooseMany.title')} folded={t('access.chooseMany.about')} padded>
              <ChooseMany unitId={unitId} present={present.map(({ person }) => person.name)} />
            </Sheet>
          )}
        </>
      }
    >
      <Sheet
        title={t('roster.quota.haveAndNeed')}
        {...(data.setBy !== null && {
          caption: (
            <Say
              k="roster.quota.setBy"
              values={{ who: <UserText>{data.setBy.name}</UserText>, day: fullDay(civilDate(data.setBy.at)) }}
            />
          ),
        })}
      >
        <OriginTable origins={data.origins} />
      </Sheet>
      <Sheet title={<Facts>{t('roster.representatives.present', { count: present.length })}</Facts>}>
        {present.length === 0 ? (
          <EmptyLine>{t('roster.representatives.none', { representative: term('representative') })}</EmptyLine>
        ) : (
          <RepresentativeTable people={present} mayEnd={data.mayAppoint} />
        )}
      </Sheet>
      {ended.length > 0 && (
        <Sheet title={t('roster.representatives.ended')}>
          <RepresentativeTable people={ended} mayEnd={false} />
        </Sheet>
      )}
    </Columns>
  );
}
