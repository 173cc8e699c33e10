import { listActivities } from '@muster/contract/study';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { PagedSheet } from '../app/paged-sheet.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { PlaceSide } from '../gate/place-side.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ActivityTable } from './activity-table.tsx';
import { ComingSheet } from './coming-sheet.tsx';
import { StudyTabs } from './study-tabs.tsx';
import { useActivities } from './queries.ts';
import './study.css';

export const page = createLazyRoute('/organisations/$organisationId/activities')({ component: Activities });

function Activities(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const found = useActivities(organisationId);
  const { data: here } = useOrganisation(organisationId);
  usePageTitle(t('study.activities'));
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="activities" />}>
        <StudyTabs organisationId={organisationId} here="activities" />
        <PageHead
          title={t('study.activities')}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('study.latestFirst')}
            </Facts>
          }
          actions={<SheetButton route={listActivities} input={{ params: { organisationId } }} />}
        />
        {(here?.organisation.kind === 'unit' || here?.organisation.kind === 'branch') && (
          <ComingSheet organisationId={organisationId} />
        )}
        <PagedSheet of={found} what={t('study.activities')} earlier>
          {(data) => (
            <ActivityTable activities={data} withBranch empty={<EmptyLine>{t('study.noActivities')}</EmptyLine>} />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}
