import type { Role } from '@muster/core/access';
import { useState, type ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice, Input } from '../ui/form/input.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { OriginField, type Origin } from './origin-field.tsx';
import { noOne, PersonField, useNotYet, type Named } from './person-field.tsx';
import { useAppoint } from './queries.ts';
import { useRoleName } from './role-name.ts';

type Props = { readonly organisationId: string; readonly roles: readonly Role[] };

/** An office for somebody of the roster, or for somebody who stands on none and is entered by name. */
export function AppointForm({ organisationId, roles }: Props): ReactNode {
  const t = useText();
  const roleName = useRoleName();
  const [person, setPerson] = useState<Named>(noOne);
  const [chosen, setChosen] = useState<Role | null>(null);
  const [origin, setOrigin] = useState<Origin>('own');
  const [fromOn, setFromOn] = useState('');
  const appoint = useAppoint(organisationId);
  const role = chosen ?? roles[0] ?? 'clerk';
  // Representatives are chosen, and log in nowhere.
  const onlyRepresentatives = roles.every((one) => one === 'representative');
  const faults = useFormFaults(appoint.error, ['personName', 'personId', 'role', 'origin', 'fromOn']);
  const notYet = useNotYet(organisationId, person);
  const send = (): void =>
    appoint.mutate(
      {
        ...(person.personId === null ? { personName: person.name.trim() } : { personId: person.personId }),
        role,
        ...(role === 'representative' && { origin }),
        ...(fromOn !== '' && { fromOn }),
      },
      { onSuccess: () => setPerson(noOne) },
    );
  return (
    <Form name={t(onlyRepresentatives ? 'access.appoint.choose' : 'access.appoint.title')} onSubmit={send}>
      <PersonField
        organisationId={organisationId}
        person={person}
        onChange={setPerson}
        error={faults.at('personName') ?? faults.at('personId')}
      />
      {roles.length === 1 && !onlyRepresentatives && (
        <p className="m-field">
          {t('access.offices.office')} <b>{roleName(role)}</b>
        </p>
      )}
      {roles.length > 1 && (
        <Field label={t('access.offices.office')} error={faults.at('role')}>
          {(wires) => (
            <Choice {...wires} value={role} onChange={(event) => setChosen(event.target.value as Role)}>
              {roles.map((one) => (
                <option key={one} value={one}>
                  {roleName(one)}
                </option>
              ))}
            </Choice>
          )}
        </Field>
      )}
      {role === 'representative' && <OriginField origin={origin} onChange={setOrigin} error={faults.at('origin')} />}
      <Field label={t('access.appoint.from')} hint={t('access.appoint.fromHint')} error={faults.at('fromOn')} optional>
        {(wires) => <Input {...wires} type="date" value={fromOn} onChange={(event) => setFromOn(event.target.value)} />}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      {appoint.isSuccess && person === noOne && (
        <output className="m-field">
          <StateWord state="met">{t(onlyRepresentatives ? 'access.appoint.chosen' : 'access.appoint.done')}</StateWord>
        </output>
      )}
      <Button type="submit" primary busy={appoint.isPending} {...(notYet !== undefined && { reason: notYet })}>
        {t(onlyRepresentatives ? 'access.appoint.choose' : 'access.appoint.act')}
      </Button>
    </Form>
  );
}
