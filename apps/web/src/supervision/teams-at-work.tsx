import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Trouble } from '../app/trouble.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useStandings, useTeams, type Team, type Teams } from './queries.ts';
import { UnitStandings } from './unit-standings.tsx';

type Props = { readonly organisationId: string; readonly mayManage: boolean };

/** Where each unit shown stands is worked out from its records: a team has a dozen, and more stand behind its page of units. */
const shownAtMost = 30;

/** Of more teams than these each one's units are asked for when it is opened: a city has 86 teams and 3,206 units. */
const teamsOpened = 3;

/** What the office sees: units that nobody answers for first, then each team with where its units stand. */
export function TeamsAtWork({ organisationId, mayManage }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data, error, isPending, refetch } = useTeams(organisationId);
  const unitCount = (count: number): string =>
    t('supervision.unitCount', { count, unit: term('unit', count === 1 ? 'one' : 'many') });
  return (
    <>
      <PageHead
        verdict
        title={data === undefined ? '—' : <Verdict teams={data} />}
        caption={t('supervision.teamCount', {
          count: data?.teams.length ?? 0,
          team: term('team', data?.teams.length === 1 ? 'one' : 'many'),
        })}
        actions={
          <>
            <ButtonLink href={`/organisations/${organisationId}/leaders`}>{t('supervision.leaders.link')}</ButtonLink>
            {mayManage && (
              <ButtonLink primary href={`/organisations/${organisationId}/teams`}>
                {t('supervision.manage', { teams: term('team', 'many') })}
              </ButtonLink>
            )}
          </>
        }
      />
      {error !== null && <Trouble error={error} what={t('supervision.title')} onRetry={() => void refetch()} />}
      {isPending && (
        <Sheet>
          <Loading />
        </Sheet>
      )}
      {data?.teams.length === 0 && (
        <Sheet>
          <EmptyLine>{t('supervision.noTeams')}</EmptyLine>
        </Sheet>
      )}
      {data?.teams.map((team) => (
        <Sheet
          key={team.id}
          title={<UserText>{team.name}</UserText>}
          caption={<Members team={team} />}
          folded={data.teams.length > teamsOpened ? unitCount(team.units.length) : undefined}
        >
          <Standings team={team} />
          {team.units.length > shownAtMost && (
            <EmptyLine>
              <Anchor className="m-link" href={`/organisations/${organisationId}/teams`}>
                {t('supervision.moreUnits', { count: team.units.length - shownAtMost })}
              </Anchor>
            </EmptyLine>
          )}
        </Sheet>
      ))}
    </>
  );
}

function Standings({ team }: { readonly team: Team }): ReactNode {
  const standings = useStandings(team.units.slice(0, shownAtMost));
  return <UnitStandings name={team.name} standings={standings} withActs />;
}

export function Verdict({ teams: { withoutTeam } }: { readonly teams: Teams }): ReactNode {
  const t = useText();
  const term = useTerms();
  const words = { unit: term('unit', withoutTeam.length === 1 ? 'one' : 'many'), team: term('team') };
  if (withoutTeam.length === 0) return t('supervision.allHaveTeams', { ...words, unit: term('unit') });
  return <span className="m-gap">{t('supervision.without', { ...words, count: withoutTeam.length })}</span>;
}

function Members({ team }: { readonly team: Team }): ReactNode {
  const t = useText();
  if (team.members.length === 0) return <span className="m-gap">{t('supervision.nobodyIn')}</span>;
  return (
    <Facts>
      {team.members.map(({ personId, name, isLeader }) => (
        <span key={personId}>
          <UserText>{name}</UserText>
          {isLeader && ` ${t('supervision.leader')}`}
        </span>
      ))}
    </Facts>
  );
}
