import { flagOrganisation } from '@muster/contract/organisation';
import type { ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Choice, Input, TextArea } from '../../ui/form/input.tsx';
import { SavedAt } from '../../ui/form/saved-at.tsx';
import { useChange } from './queries.ts';

const unwell = ['weak', 'paralysed', 'empty'] as const;

type Props = { readonly organisationId: string; readonly state: string; readonly onDone: () => void };

/** What is wrong, what is to be done, by when and by whom. */
export function FlagForm({ organisationId, state, onDone }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const empty = {
    state: unwell.find((each) => each === state) ?? 'weak',
    finding: '',
    remedy: '',
    dueOn: '',
    responsible: '',
  };
  const { value, change, savedAt, discard } = useDraft<Record<keyof typeof empty, string>>(
    `flag.${organisationId}`,
    empty,
  );
  const { mutate, isPending, error } = useChange(flagOrganisation, () => {
    discard();
    onDone();
  });
  const faults = useFormFaults(error, ['state', 'finding', 'remedy', 'dueOn', 'responsibleName']);
  const send = (): void =>
    mutate({
      params: { organisationId },
      body: {
        state: unwell.find((each) => each === value.state) ?? 'weak',
        finding: value.finding.trim(),
        remedy: value.remedy.trim(),
        dueOn: value.dueOn,
        responsibleName: value.responsible.trim(),
      },
    });
  return (
    <Form name={t('organisation.change.act.flag')} onSubmit={send}>
      <Field label={t('organisation.change.state')} error={faults.at('state')}>
        {(wires) => (
          <Choice {...wires} value={value.state} onChange={(event) => change({ state: event.target.value })}>
            {unwell.map((each) => (
              <option key={each} value={each}>
                {t(`organisation.change.states.${each}`)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <Field label={t('organisation.change.finding')} error={faults.at('finding')}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={2}
            maxLength={1000}
            value={value.finding}
            onChange={(event) => change({ finding: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('organisation.change.remedy')} error={faults.at('remedy')}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={2}
            maxLength={1000}
            value={value.remedy}
            onChange={(event) => change({ remedy: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('organisation.change.dueOn')} error={faults.at('dueOn')}>
        {(wires) => (
          <Input
            {...wires}
            type="date"
            min={today}
            value={value.dueOn}
            onChange={(event) => change({ dueOn: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('organisation.change.responsible')} error={faults.at('responsibleName')}>
        {(wires) => (
          <Input
            {...wires}
            maxLength={100}
            value={value.responsible}
            onChange={(event) => change({ responsible: event.target.value })}
          />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <Button type="submit" busy={isPending}>
        {t('organisation.change.do.flag')}
      </Button>{' '}
      {savedAt !== null && <SavedAt at={savedAt} />}
    </Form>
  );
}
