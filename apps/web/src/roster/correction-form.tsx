import { correctPerson } from '@muster/contract/roster';
import type { ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';
import { CategoryChecks } from './category-checks.tsx';

type Person = {
  readonly id: string;
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
};

/** Other words for a person; the old ones stay in the history. */
export function CorrectionForm({ person }: { readonly person: Person }): ReactNode {
  const t = useText();
  const empty: { name: string; bornIn: string; categories: readonly string[]; reason: string } = {
    name: person.name,
    bornIn: person.bornIn === null ? '' : String(person.bornIn),
    categories: person.categories,
    reason: '',
  };
  const { value, change, discard } = useDraft(`correction.${person.id}`, empty);
  const { mutate, isPending, error } = useRosterAct(correctPerson, discard);
  const faults = useFormFaults(error, ['name', 'bornIn', 'categories', 'reason']);
  const isRenamed = value.name.trim() !== person.name || value.bornIn.trim() !== empty.bornIn;
  const send = (): void =>
    mutate({
      params: { personId: person.id },
      body: {
        name: value.name.trim(),
        bornIn: value.bornIn.trim() === '' ? null : Number(value.bornIn),
        categories: [...value.categories],
        ...(value.reason.trim() !== '' && { reason: value.reason.trim() }),
      },
    });
  return (
    <Form name={t('roster.correction.title')} onSubmit={send}>
      <Field label={t('roster.name')} error={faults.at('name')}>
        {(wires) => (
          <Input
            {...wires}
            maxLength={60}
            value={value.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('roster.year')} error={faults.at('bornIn')} optional>
        {(wires) => (
          <Input
            {...wires}
            inputMode="numeric"
            maxLength={4}
            value={value.bornIn}
            onChange={(event) => change({ bornIn: event.target.value })}
          />
        )}
      </Field>
      <CategoryChecks chosen={value.categories} onChange={(categories) => change({ categories })} />
      {isRenamed && (
        <Field label={t('roster.correction.reason')} error={faults.at('reason')}>
          {(wires) => (
            <Input
              {...wires}
              maxLength={200}
              value={value.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
      <ActFault>{faults.at('categories') ?? faults.rest}</ActFault>
      <Button type="submit" busy={isPending}>
        {t('roster.correction.act')}
      </Button>
    </Form>
  );
}
