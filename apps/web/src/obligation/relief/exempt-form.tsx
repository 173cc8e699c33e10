import type { ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { useExempt } from './queries.ts';

/** Lets off, with a reason that stays beside it. */
export function ExemptForm({ obligationId }: { readonly obligationId: string }): ReactNode {
  const t = useText();
  const draft = useDraft(`exemption.${obligationId}`, { reason: '' });
  const { mutate, isPending, error } = useExempt(obligationId, draft.discard);
  const faults = useFormFaults(error, ['reason']);
  const fault = faults.at('reason');
  const { reason } = draft.value;
  return (
    <Sheet title={t('obligation.relief.exempt')} caption={t('obligation.relief.exemptAbout')} padded>
      <Form name={t('obligation.relief.exempt')} onSubmit={() => mutate(reason.trim())}>
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
        <Button type="submit" busy={isPending}>
          {t('obligation.relief.doExempt')}
        </Button>
      </Form>
    </Sheet>
  );
}
