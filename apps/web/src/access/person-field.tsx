import type { ReactNode } from 'react';
import { FoundAbout } from '../app/find/found-about.tsx';
import { useSearch } from '../app/find/use-search.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './access.css';

/** Somebody of the roster once chosen; until then only a name. */
export type Named = { readonly name: string; readonly personId: string | null };
export const noOne: Named = { name: '', personId: null };

const offeredAtMost = 6;

type Props = {
  readonly organisationId: string;
  readonly person: Named;
  readonly onChange: (person: Named) => void;
  readonly error?: string | undefined;
};

/** A name, or how it is spelt in pinyin; whom it fits is offered beneath, told apart by branch and year of birth. */
export function PersonField({ organisationId, person, onChange, error }: Props): ReactNode {
  const t = useText();
  const typed = person.name.trim();
  const isOpen = typed !== '' && person.personId === null;
  const { data } = useSearch(isOpen ? typed : '', { kinds: ['person'], beneath: organisationId, only: 'present' });
  const fitting = isOpen ? (data?.found ?? []) : [];
  const hint =
    person.personId !== null
      ? t('access.appoint.onRoster')
      : isOpen && data !== undefined && fitting.length === 0
        ? t('access.appoint.newPerson')
        : t('access.appoint.nameHint');
  return (
    <>
      <Field label={t('access.offices.who')} hint={hint} error={error}>
        {(wires) => (
          <Input
            {...wires}
            autoComplete="off"
            value={person.name}
            onChange={(event) => onChange({ name: event.target.value, personId: null })}
          />
        )}
      </Field>
      {fitting.length > 0 && (
        <ul className="m-fitting">
          {fitting.slice(0, offeredAtMost).map((found) => (
            <li key={found.id}>
              <span>
                <UserText>{found.name}</UserText>
                <span className="m-second">
                  <FoundAbout found={found} />
                </span>
              </span>
              <Button small onClick={() => onChange({ name: found.name, personId: found.id })}>
                {t('access.appoint.thisOne')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
