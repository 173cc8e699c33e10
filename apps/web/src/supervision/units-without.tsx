import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { PickLines } from '../app/many/pick-lines.tsx';
import { useListFault, useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { assign, useTeamCommand, type Team, type UnitName } from './queries.ts';

type Props = { readonly units: readonly UnitName[]; readonly teams: readonly Team[]; readonly mayManage: boolean };

/** Units that no team answers for: choose the team and which of them, and give them over together. */
export function UnitsWithout({ units, teams, mayManage }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const title = t('supervision.withoutTitle', { units: term('unit', 'many') });
  return (
    <Sheet title={title} caption={t('supervision.count', { count: units.length })}>
      {mayManage && teams.length > 0 ? (
        <GiveUnits title={title} units={units} teams={teams} />
      ) : (
        <ul className="supervision-rows" aria-label={title}>
          {units.map(({ id, name }) => (
            <li key={id}>
              <Anchor className="m-link" href={`/units/${id}`}>
                <UserText>{name}</UserText>
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function GiveUnits({ title, units, teams }: Omit<Props, 'mayManage'> & { readonly title: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const sayFault = useListFault();
  const [team, setTeam] = useState('');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const { mutate, isPending, error, variables } = useTeamCommand(assign);
  const teamId = teams.some(({ id }) => id === team) ? team : (teams[0]?.id ?? '');
  const picked = units.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  return (
    <div className="m-line">
      <Form name={title} onSubmit={() => mutate({ teamId, unitIds: picked }, { onSuccess: () => choose(new Set()) })}>
        <PickLines
          legend={title}
          all={t('supervision.allWithout', { count: units.length })}
          lines={units.map(({ id, name }) => ({
            id,
            whose: name,
            what: null,
            fault: sayFault(error, `unitIds.${variables?.unitIds.indexOf(id) ?? -1}`),
          }))}
          chosen={chosen}
          onChoose={choose}
        />
        <Field label={t('supervision.giveTo')}>
          {(wires) => (
            <Choice {...wires} value={teamId} onChange={(event) => setTeam(event.target.value)}>
              {teams.map(({ id, name }) => (
                <option key={id} value={id} data-user="" lang="zh-Hans">
                  {name}
                </option>
              ))}
            </Choice>
          )}
        </Field>
        <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
        <Button type="submit" busy={isPending} {...(picked.length === 0 && { reason: t('supervision.chooseWithout') })}>
          {t('supervision.give', { count: picked.length })}
        </Button>
      </Form>
    </div>
  );
}
