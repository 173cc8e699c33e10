import type { ReactNode } from 'react';
import { AttachFile } from '../app/attach-file.tsx';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { useAttachment } from '../app/use-attachment.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { answer, useIntended, type Order } from './order-queries.ts';

/** How the unit put it right; the draft of the text is kept at every keystroke. */
export function AnswerOrder({ order: { id, answers } }: { readonly order: Order }): ReactNode {
  const t = useText();
  const draft = useDraft(`answer-order.${id}`, { text: '' });
  const attachment = useAttachment();
  const { mutate, isPending, error } = useIntended(answer(id), () => {
    draft.discard();
    attachment.choose(null);
  });
  const faults = useFormFaults(error, ['text', 'file']);
  const { text } = draft.value;
  const send = async (): Promise<void> => mutate({ text, file: await attachment.sent() });
  const reason = attachment.fault ?? (text.trim() === '' ? t('supervision.order.writeFirst') : undefined);
  return (
    <Sheet title={t(answers === 0 ? 'supervision.answer.give' : 'supervision.answer.again')} padded>
      <Form name={t('supervision.answer.give')} onSubmit={() => void send()}>
        <Field label={t('supervision.answer.text')} error={faults.at('text')}>
          {(wires) => (
            <TextArea
              {...wires}
              rows={5}
              maxLength={20_000}
              value={text}
              onChange={(event) => draft.change({ text: event.target.value })}
            />
          )}
        </Field>
        <AttachFile
          label={t('obligation.file')}
          optional
          hint={t('obligation.fileHint')}
          error={faults.at('file')}
          accept=".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg,.webp,.txt,.csv"
          attachment={attachment}
        />
        <FormFault>{faults.rest}</FormFault>
        <div className="supervision-acts">
          <Button type="submit" primary busy={isPending} {...(reason !== undefined && { reason })}>
            {t('supervision.answer.give')}
          </Button>
          {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
        </div>
      </Form>
    </Sheet>
  );
}
