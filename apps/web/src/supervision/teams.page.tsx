import { listTeams } from '@muster/contract/supervision';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { SheetButton } from '../app/sheet-button.tsx';
import { Trouble } from '../app/trouble.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { FormTeam } from './form-team.tsx';
import { useTeams } from './queries.ts';
import { TeamSheet } from './team-sheet.tsx';
import { Verdict } from './teams-at-work.tsx';
import { UnitsWithout } from './units-without.tsx';
import './supervision.css';

export const page = createLazyRoute('/organisations/$organisationId/teams')({ component: TeamsPage });

/** Teams are formed here, people put on them, units given to them; units that nobody answers for stand first. */
function TeamsPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { organisationId } = page.useParams();
  const mayManage = mayAnywhere(useMe(), 'manage-teams');
  const { data, error, isPending, refetch } = useTeams(organisationId);
  usePageTitle(term('team', 'start-many'));
  return (
    <>
      <DeskBar here="supervision" />
      <Page>
        <PageHead
          verdict
          title={data === undefined ? '—' : <Verdict teams={data} />}
          caption={t('supervision.teamsAbout', { team: term('team'), unit: term('unit') })}
          actions={<SheetButton route={listTeams} input={{ params: { organisationId } }} />}
        />
        {error !== null && <Trouble error={error} what={t('supervision.title')} onRetry={() => void refetch()} />}
        {isPending && (
          <Sheet>
            <Loading rows={5} />
          </Sheet>
        )}
        {data !== undefined && (
          <>
            {data.withoutTeam.length > 0 && (
              <UnitsWithout units={data.withoutTeam} teams={data.teams} mayManage={mayManage} />
            )}
            {data.nobodyActs.length > 0 && (
              <Sheet
                title={t('supervision.nobodyActs', { units: term('unit', 'many') })}
                caption={t('supervision.nobodyActsAbout')}
              >
                <ul className="supervision-rows">
                  {data.nobodyActs.map(({ id, name }) => (
                    <li key={id}>
                      <Anchor className="m-link" href={`/units/${id}`}>
                        <UserText>{name}</UserText>
                      </Anchor>
                    </li>
                  ))}
                </ul>
              </Sheet>
            )}
            {data.teams.map((team) => (
              <TeamSheet key={team.id} team={team} organisationId={organisationId} mayManage={mayManage} />
            ))}
            {mayManage && <FormTeam organisationId={organisationId} primary={data.teams.length === 0} />}
          </>
        )}
      </Page>
    </>
  );
}
