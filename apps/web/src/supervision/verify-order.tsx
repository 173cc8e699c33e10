import { useState, type ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useVerify, type Answered, type Verified } from './order-queries.ts';

/** Somebody else's turn: verified, or sent back with what is still missing. */
export function VerifyOrder({ answered }: { readonly answered: Answered }): ReactNode {
  const t = useText();
  const draft = useDraft(`verify-order.${answered.id}`, { note: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useVerify(answered.id, draft.discard);
  const faults = useFormFaults(error, ['note']);
  const note = draft.value.note.trim();
  const say = (outcome: Verified['outcome']): void => mutate({ outcome, note: note === '' ? null : note });
  const sendBack = (): void => {
    setTried(true);
    if (note !== '') say('returned');
  };
  return (
    <Sheet title={t('supervision.answer.verifyTitle')} padded>
      <Form name={t('supervision.answer.verifyTitle')} onSubmit={() => say('verified')}>
        <Field
          label={t('obligation.note')}
          hint={t('supervision.answer.noteHint')}
          error={tried && note === '' ? t('obligation.sayWhy') : faults.at('note')}
        >
          {(wires) => (
            <TextArea
              {...wires}
              rows={3}
              maxLength={2000}
              value={draft.value.note}
              onChange={(event) => draft.change({ note: event.target.value })}
            />
          )}
        </Field>
        <FormFault>{faults.rest}</FormFault>
        <div className="supervision-acts">
          <Button type="submit" primary busy={isPending}>
            {t('supervision.answer.verify')}
          </Button>
          <Button busy={isPending} onClick={sendBack}>
            {t('supervision.answer.sendBack')}
          </Button>
        </div>
      </Form>
    </Sheet>
  );
}
