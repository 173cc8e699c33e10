import { correctPerson } from '@muster/contract/roster';
import type { ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Form } from '../ui/form/form.tsx';
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
      <InputField
        label={t('roster.name')}
        error={faults.at('name')}
        maxLength={60}
        value={value.name}
        onChange={(typed) => change({ name: typed })}
      />
      <InputField
        label={t('roster.year')}
        error={faults.at('bornIn')}
        optional
        inputMode="numeric"
        maxLength={4}
        value={value.bornIn}
        onChange={(typed) => change({ bornIn: typed })}
      />
      <CategoryChecks chosen={value.categories} onChange={(typed) => change({ categories: typed })} />
      {isRenamed && (
        <InputField
          label={t('roster.correction.reason')}
          error={faults.at('reason')}
          maxLength={200}
          value={value.reason}
          onChange={(typed) => change({ reason: typed })}
        />
      )}
      <ActFault>{faults.at('categories') ?? faults.rest}</ActFault>
      <Button type="submit" busy={isPending}>
        {t('roster.correction.act')}
      </Button>
    </Form>
  );
}
