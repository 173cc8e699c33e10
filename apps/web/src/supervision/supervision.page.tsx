import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { nodesWith, useMe } from '../app/session.ts';
import { Page } from '../ui/frame/page.tsx';
import { MyUnits } from './my-units.tsx';
import { TeamsAtWork } from './teams-at-work.tsx';

export const page = createLazyRoute('/supervision')({ component: Supervision });

/** A team's units for those on a team; the teams and their units for the office that forms them. */
function Supervision(): ReactNode {
  const t = useText();
  const me = useMe();
  usePageTitle(t('supervision.title'));
  const units = nodesWith(me, 'endorse-transition').map(({ organisationId, organisationName }) => ({
    id: organisationId,
    name: organisationName,
  }));
  const office = nodesWith(me, 'manage-teams')[0] ?? nodesWith(me, 'read')[0];
  return (
    <>
      <DeskBar here="supervision" />
      <Page>
        {units.length > 0 && <MyUnits units={units} />}
        {units.length === 0 && office !== undefined && (
          <TeamsAtWork
            organisationId={office.organisationId}
            mayManage={nodesWith(me, 'manage-teams').some(
              ({ organisationId }) => organisationId === office.organisationId,
            )}
          />
        )}
      </Page>
    </>
  );
}
