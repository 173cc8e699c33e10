import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { ButtonLink } from '../ui/form/button.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { AppointForm } from './appoint-form.tsx';
import { OfficeTable } from './office-table.tsx';
import { useAppointments } from './queries.ts';
import { rolesToGive } from './roles-to-give.ts';

export const page = createLazyRoute('/organisations/$organisationId/offices')({ component: Offices });

/** Who holds which office at a node; appointing, ending, and the sheet by which one gets in. */
function Offices(): ReactNode {
  const t = useText();
  usePageTitle(t('access.offices.title'));
  const { organisationId } = useParams({ from: '/organisations/$organisationId/offices' });
  const { data: here } = useOrganisation(organisationId);
  const { data: appointments, error, refetch } = useAppointments(organisationId);
  const roles = rolesToGive(useMe().grants, here?.organisation.kind ?? '');
  const present = appointments?.filter(({ toOn }) => toOn === null);
  const ended = appointments?.filter(({ toOn }) => toOn !== null) ?? [];
  return (
    <>
      <DeskBar here="offices" />
      <Page>
        <PageHead
          title={t('access.offices.title')}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {present !== undefined && t('access.offices.count', { count: present.length })}
            </Facts>
          }
          actions={
            roles.length > 0 && (
              <ButtonLink href={`/organisations/${organisationId}/activation-sheet`}>
                {t('access.sheet.title')}
              </ButtonLink>
            )
          }
        />
        <Columns
          right={
            roles.length > 0 && (
              <Sheet title={t('access.appoint.title')} padded>
                <AppointForm organisationId={organisationId} roles={roles} />
              </Sheet>
            )
          }
        >
          <Sheet title={t('access.offices.present')}>
            {present === undefined && error !== null && (
              <Trouble error={error} what={t('access.offices.title')} onRetry={() => void refetch()} />
            )}
            {present === undefined && error === null && <Loading />}
            {present?.length === 0 && <EmptyLine>{t('access.offices.none')}</EmptyLine>}
            {present !== undefined && present.length > 0 && (
              <OfficeTable appointments={present} organisationId={organisationId} roles={roles} />
            )}
          </Sheet>
          {ended.length > 0 && (
            <Sheet title={t('access.offices.ended')}>
              <OfficeTable appointments={ended} organisationId={organisationId} roles={roles} />
            </Sheet>
          )}
        </Columns>
      </Page>
    </>
  );
}
