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
import { useHandInScript } from './lecture-queries.ts';

type Props = {
  readonly lectureId: string;
  /** The lecturer is here. */ readonly isOwn: boolean;
  readonly again: boolean;
};

/** A text, a file or both. That it is one’s own only the lecturer is asked. */
export function ScriptForm({ lectureId, isOwn, again }: Props): ReactNode {
  const t = useText();
  const draft = useDraft(`script.${lectureId}`, { text: '', isOwn: false });
  const attachment = useAttachment();
  const { mutate, isPending, error } = useHandInScript(lectureId, () => {
    draft.discard();
    attachment.choose(null);
  });
  const faults = useFormFaults(error, ['text', 'isOwn']);
  const text = draft.value.text.trim();
  const empty = text === '' && attachment.file === null;
  const handIn = async (): Promise<void> => {
    mutate({
      text: text === '' ? null : draft.value.text,
      file: await attachment.sent(),
      isOwn: isOwn && draft.value.isOwn,
    });
  };
  const reason = attachment.fault ?? (empty ? t('study.lecture.writeFirst') : undefined);
  return (
    <details className="study-script m-unprinted" open={isOwn && !again}>
      <summary>{t(again ? 'study.lecture.scriptAgain' : 'study.lecture.script')}</summary>
      <Form name={t('study.lecture.script')} onSubmit={() => void handIn()}>
        <Field label={t('study.lecture.text')} optional error={faults.at('text')}>
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
        <AttachFile
          label={t('study.lecture.file')}
          optional
          accept=".pdf,.docx,.pptx,.png,.jpg,.jpeg,.webp,.txt"
          attachment={attachment}
        />
        {isOwn && (
          <label className="study-script-own">
            <input
              type="checkbox"
              checked={draft.value.isOwn}
              onChange={(event) => draft.change({ isOwn: event.target.checked })}
            />
            {t('study.lecture.sayOwn')}
          </label>
        )}
        <FormFault>{faults.rest ?? faults.at('isOwn')}</FormFault>
        <Button type="submit" busy={isPending} {...(reason !== undefined && { reason })}>
          {t('study.lecture.handIn')}
        </Button>
      </Form>
    </details>
  );
}
