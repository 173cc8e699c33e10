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
import { useCheck, type Checked, type Deliverable } from './queries.ts';

/** Somebody else's turn: accept it, or send it back with what is to be mended. */
export function CheckForm({ deliverable }: { readonly deliverable: Deliverable }): ReactNode {
  const t = useText();
  const draft = useDraft(`check.${deliverable.id}`, { note: '' });
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useCheck(deliverable.id, draft.discard);
  const faults = useFormFaults(error, ['note']);
  const note = draft.value.note.trim();
  const say = (outcome: Checked['outcome']): void => mutate({ outcome, note: note === '' ? null : note });
  const sendBack = (): void => {
    setTried(true);
    if (note !== '') say('returned');
  };
  const missing = tried && note === '' ? t('obligation.sayWhy') : faults.at('note');
  return (
    <Sheet title={t('obligation.checkTitle')} caption={t('obligation.version', { number: deliverable.version })} padded>
      <Form name={t('obligation.checkTitle')} onSubmit={() => say('accepted')}>
        <Field
          label={t('obligation.note')}
          hint={t('obligation.noteHint')}
          {...(missing !== undefined && { error: missing })}
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
        <div className="m-owed-acts">
          <Button type="submit" primary busy={isPending}>
            {t('obligation.accept')}
          </Button>
          <Button busy={isPending} onClick={sendBack}>
            {t('obligation.sendBack')}
          </Button>
        </div>
      </Form>
    </Sheet>
  );
}
