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
export type Named = {
  readonly name: string;
  readonly personId: string | null;
  /** Somebody else than those of the same name. */
  readonly isNew?: boolean;
};
export const noOne: Named = { name: '', personId: null };

const offeredAtMost = 6;

type Props = {
  /** Beneath which people are looked for; left out, wherever one may read. */
  readonly organisationId?: string;
  readonly person: Named;
  readonly onChange: (person: Named) => void;
  readonly error?: string | undefined;
  readonly label?: string;
  /** Nobody who is not there already can be meant. */
  readonly isKnown?: boolean;
};

/** Whom a name that was typed fits. */
function useFitting(organisationId: string | undefined, { name, personId, isNew = false }: Named) {
  const typed = name.trim();
  const isOpen = typed !== '' && personId === null && !isNew;
  const { data, isSettled } = useSearch(isOpen ? typed : '', {
    kinds: ['person'],
    ...(organisationId !== undefined && { beneath: organisationId }),
    only: 'present',
  });
  return { isOpen, isSettled, fitting: isOpen ? (data?.found ?? []) : [] };
}

/** Why nobody is appointed yet: whoever is there already is not entered a second time. */
export function useNotYet(organisationId: string, person: Named): string | undefined {
  const t = useText();
  const { isOpen, isSettled, fitting } = useFitting(organisationId, person);
  const typed = person.name.trim();
  if (typed === '') return t('access.appoint.nameFirst');
  if (!isOpen) return undefined;
  if (!isSettled) return t('access.appoint.lookingUp');
  return fitting.some(({ name }) => name === typed) ? t('access.appoint.whichOne') : undefined;
}

/** A name, or how it is spelt in pinyin; whom it fits is offered beneath, told apart by branch and year of birth. */
export function PersonField({ organisationId, person, onChange, error, label, isKnown = false }: Props): ReactNode {
  const t = useText();
  const { isOpen, isSettled, fitting } = useFitting(organisationId, person);
  const hint =
    person.personId !== null
      ? t('access.appoint.onRoster')
      : person.isNew === true || (isOpen && isSettled && fitting.length === 0)
        ? t(isKnown ? 'access.appoint.nobodyFits' : 'access.appoint.newPerson')
        : t('access.appoint.nameHint');
  return (
    <>
      <Field label={label ?? t('access.offices.who')} hint={hint} error={error}>
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
          {!isKnown && (
            <li>
              <span />
              <Button small onClick={() => onChange({ ...person, isNew: true })}>
                {t('access.appoint.somebodyElse')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
