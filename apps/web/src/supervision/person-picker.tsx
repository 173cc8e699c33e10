import { useState, type ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { matching } from './candidates.ts';
import { join, useCandidates, useTeamCommand, type Team } from './queries.ts';

type Props = { readonly team: Team; readonly organisationId: string };

const shown = 8;

/** A part of the name finds the person; the first who is put on leads, as long as nobody does. */
export function PersonPicker({ team, organisationId }: Props): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const [typed, setTyped] = useState('');
  const { data, error: unfetched } = useCandidates(organisationId, typed.trim() !== '');
  const { mutate, isPending, error } = useTeamCommand(join(team.id));
  const found = matching(data ?? [], typed, team.members, shown);
  const hasLeader = team.members.some(({ isLeader }) => isLeader);
  const put = (personId: string, isLeader: boolean): void =>
    mutate({ personId, isLeader }, { onSuccess: () => setTyped('') });
  return (
    <div className="supervision-picker">
      <Field label={t('supervision.addPerson')} hint={t('supervision.addPersonHint')}>
        {(wires) => (
          <Input
            {...wires}
            value={typed}
            autoComplete="off"
            lang="zh-Hans"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <FormFault>{error === null ? unfetched && sayRefusal(unfetched) : sayRefusal(error)}</FormFault>
      {typed.trim() !== '' && data !== undefined && found.length === 0 && (
        <p className="m-caption">{t('supervision.nobodyFound')}</p>
      )}
      <ul className="supervision-rows">
        {found.map(({ personId, name, about }) => (
          <li key={personId}>
            <span>
              <UserText>{name}</UserText>{' '}
              <span className="m-caption">
                <UserText>{about}</UserText>
              </span>
            </span>
            <span>
              {!hasLeader && (
                <Button small busy={isPending} onClick={() => put(personId, true)}>
                  {t('supervision.addLeader')}
                </Button>
              )}{' '}
              <Button small busy={isPending} onClick={() => put(personId, false)}>
                {t('supervision.add')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
