import { useState, type ReactNode } from 'react';
import { FindBox } from '../app/find/find-box.tsx';
import { FoundAbout } from '../app/find/found-about.tsx';
import type { Found } from '../app/find/use-search.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Trouble } from '../app/trouble.tsx';
import { useRoster } from '../roster/queries.ts';
import { Button } from '../ui/form/button.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './access.css';
import { useAppointments, type Appointment } from './queries.ts';
import { useRoleName } from './role-name.ts';

type Props = {
  readonly organisationId: string;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
};

type Pickable = { readonly id: string; readonly name: string; readonly note: ReactNode };

/** Who holds an office here, then everybody of the roster beneath. */
export function PickPeople({ organisationId, chosen, onChange }: Props): ReactNode {
  const t = useText();
  const roleName = useRoleName();
  const offices = useAppointments(organisationId);
  const roster = useRoster(organisationId);
  const holders = offices.data?.filter(({ toOn }) => toOn === null).map((one) => holderOf(one, roleName));
  const members = roster.data?.pages.flatMap((page) =>
    page.members.map(({ personId, name, branch }) => ({
      id: personId,
      name,
      note: <UserText>{branch.name}</UserText>,
    })),
  );
  const left = (roster.data?.pages[0]?.all ?? 0) - (members?.length ?? 0);
  const lists = [
    { key: 'offices', title: t('access.offices.title'), people: holders, asked: offices },
    { key: 'roster', title: t('app.nav.roster'), people: members, asked: roster },
  ];
  return (
    <>
      <FindSomebody organisationId={organisationId} chosen={chosen} onChange={onChange} />
      {lists.map(({ key, title, people, asked }) => (
        <Sheet
          key={key}
          title={title}
          right={people && <PickAll people={people} chosen={chosen} onChange={onChange} />}
        >
          {people === undefined && asked.error !== null && (
            <Trouble error={asked.error} what={title} onRetry={() => void asked.refetch()} />
          )}
          {people === undefined && asked.error === null && <Loading />}
          {people?.length === 0 && <EmptyLine>{t('access.sheet.nobody')}</EmptyLine>}
          {people !== undefined && <PickList people={people} chosen={chosen} onChange={onChange} />}
          {asked === roster && roster.hasNextPage && (
            <p className="m-pick-more">
              <Button small busy={roster.isFetchingNextPage} onClick={() => void roster.fetchNextPage()}>
                {t('ui.treeMore', { count: left })}
              </Button>
            </p>
          )}
        </Sheet>
      ))}
    </>
  );
}

function holderOf({ person, role, account }: Appointment, roleName: (role: string) => string): Pickable {
  return {
    id: person.id,
    name: person.name,
    note: (
      <Facts>
        {roleName(role)}
        {account !== null && account.login}
      </Facts>
    ),
  };
}

/** Among hundreds a name is found by its initials; whoever was found is chosen, and stays in sight to be let go again. */
function FindSomebody({ organisationId, chosen, onChange }: Props): ReactNode {
  const t = useText();
  const [found, setFound] = useState<readonly Pickable[]>([]);
  const choose = (one: Found): void => {
    if (one.what !== 'person') return;
    if (!found.some(({ id }) => id === one.id))
      setFound([...found, { id: one.id, name: one.name, note: <FoundAbout found={one} /> }]);
    onChange(new Set([...chosen, one.id]));
  };
  return (
    <Sheet title={t('access.sheet.find')}>
      <div className="m-pick-find">
        <FindBox
          name={t('access.sheet.find')}
          placeholder={t('access.sheet.findHint')}
          wish={{ kinds: ['person'], beneath: organisationId, only: 'present' }}
          align="start"
          onChoose={choose}
        />
      </div>
      {found.length > 0 && <PickList people={found} chosen={chosen} onChange={onChange} />}
    </Sheet>
  );
}

type ListProps = Pick<Props, 'chosen' | 'onChange'> & { readonly people: readonly Pickable[] };

function PickAll({ people, chosen, onChange }: ListProps): ReactNode {
  const t = useText();
  const all = people.every(({ id }) => chosen.has(id));
  const ids = people.map(({ id }) => id);
  const next = all ? [...chosen].filter((id) => !ids.includes(id)) : [...chosen, ...ids];
  return (
    <Button small quiet onClick={() => onChange(new Set(next))}>
      {t(all ? 'access.sheet.none' : 'access.sheet.all', { count: ids.length })}
    </Button>
  );
}

function PickList({ people, chosen, onChange }: ListProps): ReactNode {
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <ul className="m-pick">
      {people.map(({ id, name, note }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- somebody may hold two offices, and the rows never change places
        <li key={`${id} ${place}`}>
          <label>
            <input type="checkbox" aria-label={name} checked={chosen.has(id)} onChange={() => toggle(id)} />
            <span>
              <UserText>{name}</UserText> <span className="m-caption">{note}</span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
