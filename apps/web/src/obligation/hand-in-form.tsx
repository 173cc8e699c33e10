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

import { useHandIn, type Obligation } from './queries.ts';

/** A text, a file or both, as the playbook asks; the draft of the text is kept at every keystroke. */
export function HandInForm({ obligation }: { readonly obligation: Obligation }): ReactNode {
  const t = useText();
  const { id, form, versions } = obligation;
  const draft = useDraft(`hand-in.${id}`, { text: '' });
  const attachment = useAttachment();
  const { mutate, isPending, error } = useHandIn(id, () => {
    draft.discard();
    attachment.choose(null);
  });
  const faults = useFormFaults(error, ['text', 'file']);
  const text = draft.value.text.trim();
  const empty = text === '' && attachment.file === null;
  const handIn = async (): Promise<void> => {
    mutate({ text: text === '' ? null : draft.value.text, file: await attachment.sent() });
  };
  const reason = attachment.fault ?? (empty ? t('obligation.writeFirst') : undefined);
  return (
    <Sheet title={t(versions === 0 ? 'obligation.handIn' : 'obligation.handInAgain')} padded>
      <Form name={t('obligation.handIn')} onSubmit={() => void handIn()}>
        <Field label={t('obligation.text')} optional={form !== 'text'} error={faults.at('text')}>
          {(wires) => (
            <TextArea
              {...wires}
              rows={8}
              maxLength={100_000}
              value={draft.value.text}
              onChange={(event) => draft.change({ text: event.target.value })}
            />
          )}
        </Field>
        {form !== 'text' && (
          <AttachFile
            label={t('obligation.file')}
            optional={form !== 'file'}
            hint={t('obligation.fileHint')}
            error={faults.at('file')}
            accept=".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg,.webp,.txt,.csv"
            attachment={attachment}
          />
        )}
        <FormFault>{faults.rest}</FormFault>
        <div className="m-owed-acts">
          <Button type="submit" primary busy={isPending} {...(reason !== undefined && { reason })}>
            {t('obligation.handIn')}
          </Button>
          {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
        </div>
      </Form>
    </Sheet>
  );
}
