import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { Say } from '../app/i18n/say.tsx';
import { useComma } from '../app/i18n/use-comma.ts';
import { useTermText } from '../app/term-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { PersonPicker } from './person-picker.tsx';
import { leave, release, useTeamCommand, type Team } from './queries.ts';

type Props = { readonly team: Team; readonly organisationId: string; readonly mayManage: boolean };

/** One team: its people, its units. Leaving ends the authority at once, and says so. */
export function TeamSheet({ team, organisationId, mayManage }: Props): ReactNode {
  const t = useTermText();
  const term = useTerms();
  const sayRefusal = useRefusal();
  const off = useTeamCommand(leave(team.id));
  const free = useTeamCommand(release(team.id));
  const error = off.error ?? free.error;
  const comma = useComma();
  const unit = term('unit', team.units.length === 1 ? 'one' : 'many');
  return (
    <Sheet
      title={<UserText>{team.name}</UserText>}
      caption={t('supervision.teamSize', { count: team.members.length, units: team.units.length, unit })}
    >
      {error !== null && (
        <div className="m-line">
          <FormFault>{sayRefusal(error)}</FormFault>
        </div>
      )}
      <div className="supervision-halves">
        <div>
          <h3>{t('supervision.people')}</h3>
          {team.members.length === 0 && <EmptyLine>{t('supervision.nobodyIn')}</EmptyLine>}
          <ul className="supervision-rows">
            {team.members.map(({ personId, name, isLeader }) => (
              <li key={personId}>
                <span>
                  <UserText>{name}</UserText> {isLeader && <span className="m-caption">{t('supervision.leader')}</span>}
                </span>
                {mayManage && (
                  <ConfirmButton
                    small
                    busy={off.isPending}
                    effect={t('supervision.takeOffEffect')}
                    onConfirm={() => off.mutate(personId)}
                  >
                    {t('supervision.takeOff')}
                  </ConfirmButton>
                )}
              </li>
            ))}
          </ul>
          {mayManage && <PersonPicker team={team} organisationId={organisationId} />}
        </div>
        <div>
          <h3>{term('unit', 'start-many')}</h3>
          {team.units.length === 0 && (
            <EmptyLine>{t('supervision.noUnits', { units: term('unit', 'many') })}</EmptyLine>
          )}
          <ul className="supervision-rows">
            {team.units.map(({ id, name, recused }) => (
              <li key={id}>
                <span>
                  <Anchor className="m-link" href={`/units/${id}`}>
                    <UserText>{name}</UserText>
                  </Anchor>
                  {recused.length > 0 && (
                    <span className="m-second">
                      <Say
                        k="supervision.recused"
                        values={{ who: <UserText>{recused.join(comma)}</UserText>, unit: term('unit') }}
                      />
                    </span>
                  )}
                </span>
                {mayManage && (
                  <ConfirmButton
                    small
                    busy={free.isPending}
                    effect={t('supervision.releaseEffect', { unit: term('unit'), team: term('team') })}
                    onConfirm={() => free.mutate(id)}
                  >
                    {t('supervision.release')}
                  </ConfirmButton>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Sheet>
  );
}
