import { useState, type ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Input } from '../../ui/form/input.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import '../../access/access.css';
import { nothingPicked, PickOne } from './pick-one.tsx';
import { useNameContactPoint } from './queries.ts';

/** Who, where, from which day on. What was chosen stays until it is taken; the leader stays for the next place. */
export function ContactPointForm({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const term = useTerms();
  const today = useToday();
  const [person, setPerson] = useState(nothingPicked);
  const [place, setPlace] = useState(nothingPicked);
  const [fromOn, setFromOn] = useState<string | null>(null);
  const { mutate, isPending, isSuccess, error } = useNameContactPoint(() => setPlace(nothingPicked));
  const faults = useFormFaults(error, ['personId', 'organisationId', 'fromOn']);
  const send = (): void => {
    if (person.id === null || place.id === null) return;
    mutate({ personId: person.id, organisationId: place.id, fromOn: fromOn ?? today });
  };
  const missing = person.id === null || place.id === null;
  const title = t('supervision.leaders.nameOne');
  return (
    <Sheet title={title} padded>
      <Form name={title} onSubmit={send}>
        <PickOne
          label={t('supervision.leaders.leader')}
          wish={{ kinds: ['person'], beneath: organisationId, only: 'present' }}
          value={person}
          onChange={setPerson}
          error={faults.at('personId')}
        />
        <PickOne
          label={t('supervision.leaders.place', { unit: term('unit', 'start'), branch: term('branch') })}
          wish={{ kinds: ['unit', 'branch'], only: 'present' }}
          value={place}
          onChange={setPlace}
          error={faults.at('organisationId')}
        />
        <Field label={t('supervision.leaders.from')} error={faults.at('fromOn')}>
          {(wires) => (
            <Input {...wires} type="date" value={fromOn ?? today} onChange={(event) => setFromOn(event.target.value)} />
          )}
        </Field>
        <FormFault>{faults.rest}</FormFault>
        {isSuccess && place === nothingPicked && (
          <output className="m-field">
            <StateWord state="met">{t('supervision.leaders.named')}</StateWord>
          </output>
        )}
        <Button type="submit" primary busy={isPending} {...(missing && { reason: t('supervision.leaders.pickFirst') })}>
          {t('supervision.leaders.nameAct')}
        </Button>
      </Form>
    </Sheet>
  );
}
