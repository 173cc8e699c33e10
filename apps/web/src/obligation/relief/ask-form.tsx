import type { ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { useAskForTime, type OwedDetail } from './queries.ts';

/** Until when, and why; somebody above decides. */
export function AskForm({ detail: { owed, stageEndsOn } }: { readonly detail: OwedDetail }): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const draft = useDraft(`extension.${owed.id}`, { untilOn: '', reason: '' });
  const { mutate, isPending, error } = useAskForTime(owed.id, draft.discard);
  const faults = useFormFaults(error, ['untilOn', 'reason']);
  const fault = faults.at('reason');
  const { untilOn, reason } = draft.value;
  return (
    <Sheet title={t('obligation.relief.ask')} padded>
      <Form name={t('obligation.relief.ask')} onSubmit={() => mutate({ untilOn, reason: reason.trim() })}>
        <InputField
          label={t('obligation.relief.until')}
          {...(stageEndsOn !== null && { hint: t('obligation.relief.atLatest', { date: due(stageEndsOn) }) })}
          error={faults.at('untilOn')}
          type="date"
          required
          min={owed.dueOn}
          {...(stageEndsOn !== null && { max: stageEndsOn })}
          value={untilOn}
          onChange={(value) => draft.change({ untilOn: value })}
        />
        <Field label={t('obligation.relief.reason')} {...(fault !== undefined && { error: fault })}>
          {(wires) => (
            <TextArea
              {...wires}
              rows={2}
              maxLength={2000}
              required
              value={reason}
              onChange={(event) => draft.change({ reason: event.target.value })}
            />
          )}
        </Field>
        <FormFault>{faults.rest}</FormFault>
        <Button type="submit" primary busy={isPending}>
          {t('obligation.relief.send')}
        </Button>
      </Form>
    </Sheet>
  );
}
