import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Choice } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { assign, useTeamCommand, type Team, type UnitName } from './queries.ts';

type Props = { readonly units: readonly UnitName[]; readonly teams: readonly Team[]; readonly mayManage: boolean };

/** Units that no team answers for: choose the team, give them over one by one. */
export function UnitsWithout({ units, teams, mayManage }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const sayRefusal = useRefusal();
  const [chosen, setChosen] = useState('');
  const { mutate, isPending, error } = useTeamCommand(assign);
  const teamId = teams.some(({ id }) => id === chosen) ? chosen : (teams[0]?.id ?? '');
  const team = teams.find(({ id }) => id === teamId);
  const title = t('supervision.withoutTitle', { units: term('unit', 'many') });
  return (
    <Sheet
      title={title}
      caption={t('supervision.count', { count: units.length })}
      right={
        mayManage &&
        teams.length > 0 && (
          <label className="supervision-choice">
            {t('supervision.giveTo')}
            <Choice value={teamId} onChange={(event) => setChosen(event.target.value)}>
              {teams.map(({ id, name }) => (
                <option key={id} value={id} data-user="" lang="zh-Hans">
                  {name}
                </option>
              ))}
            </Choice>
          </label>
        )
      }
    >
      {error !== null && (
        <div className="m-line">
          <FormFault>{sayRefusal(error)}</FormFault>
        </div>
      )}
      <ul className="supervision-rows" aria-label={title}>
        {units.map(({ id, name }) => (
          <li key={id}>
            <Anchor className="m-link" href={`/units/${id}`}>
              <UserText>{name}</UserText>
            </Anchor>
            {mayManage && team !== undefined && (
              <Button small busy={isPending} onClick={() => mutate({ teamId, unitId: id })}>
                {t('supervision.give')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
