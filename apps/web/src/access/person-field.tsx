import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useWholeRoster, type Member } from '../roster/queries.ts';
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

/** A name; who of the roster has it is offered beneath, told apart by branch and year of birth. */
export function PersonField({ organisationId, person, onChange, error }: Props): ReactNode {
  const t = useText();
  const { data: roster } = useWholeRoster(organisationId);
  const typed = person.name.trim();
  const fitting =
    typed === '' || person.personId !== null ? [] : (roster ?? []).filter(({ name }) => name.includes(typed));
  const hint =
    person.personId !== null
      ? t('access.appoint.onRoster')
      : typed !== '' && roster !== undefined && fitting.length === 0
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
          {fitting.slice(0, offeredAtMost).map((member) => (
            <li key={member.personId}>
              <Fitting member={member} />
              <Button small onClick={() => onChange({ name: member.name, personId: member.personId })}>
                {t('access.appoint.thisOne')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Fitting({ member: { name, bornIn, branch } }: { readonly member: Member }): ReactNode {
  return (
    <span>
      <UserText>{name}</UserText>
      <span className="m-second">
        <Say
          k={bornIn === null ? 'access.appoint.of' : 'access.appoint.ofBorn'}
          values={{ branch: <UserText>{branch.name}</UserText>, year: bornIn }}
        />
      </span>
    </span>
  );
}
