import { useState, type ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { FoundAbout } from '../app/find/found-about.tsx';
import { useSearch } from '../app/find/use-search.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { join, useTeamCommand, type Team } from './queries.ts';

type Props = { readonly team: Team; readonly organisationId: string };

const shown = 8;

/** A part of the name, or its pinyin, finds the person; the first who is put on leads, as long as nobody does. */
export function PersonPicker({ team, organisationId }: Props): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const [typed, setTyped] = useState('');
  const wish = { kinds: ['person'], beneath: organisationId, only: 'present' } as const;
  const { data, error: unfetched } = useSearch(typed, wish);
  const { mutate, isPending, error } = useTeamCommand(join(team.id));
  const inAlready = new Set(team.members.map(({ personId }) => personId));
  const fitting = typed.trim() === '' ? [] : (data?.found ?? []).filter(({ id }) => !inAlready.has(id));
  const found = fitting.slice(0, shown);
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
        {found.map((one) => (
          <li key={one.id}>
            <span>
              <UserText>{one.name}</UserText>{' '}
              <span className="m-caption">
                <FoundAbout found={one} />
              </span>
            </span>
            <span>
              {!hasLeader && (
                <Button small busy={isPending} onClick={() => put(one.id, true)}>
                  {t('supervision.addLeader')}
                </Button>
              )}{' '}
              <Button small busy={isPending} onClick={() => put(one.id, false)}>
                {t('supervision.add')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
