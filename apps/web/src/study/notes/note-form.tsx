import { lengthOf } from '@muster/core/study';
import type { ReactNode } from 'react';
import { AttachFile } from '../../app/attach-file.tsx';
import { useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { useAttachment } from '../../app/use-attachment.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { useHandInNote, type Notes } from './queries.ts';

type Props = { readonly personId: string; readonly asked: Notes['asked'][number] };

/** A text, or a photograph of paper: the draft is kept at every keystroke. */
export function NoteForm({ personId, asked }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const draft = useDraft(`note.${personId}.${asked.code}`, { text: '' });
  const attachment = useAttachment();
  const { mutate, isPending, error } = useHandInNote(personId, () => {
    draft.discard();
    attachment.choose(null);
  });
  const faults = useFormFaults(error, ['text']);
  const text = draft.value.text.trim();
  const count = lengthOf(text);
  const handIn = async (): Promise<void> => {
    mutate({ writing: asked.code, text: text === '' ? null : draft.value.text, file: await attachment.sent() });
  };
  const name = t('study.note.handInOf', { what: titles.of(asked.title) });
  const reason = attachment.fault ?? (text === '' && attachment.file === null ? t('study.note.writeFirst') : undefined);
  return (
    <details className="study-self m-unprinted">
      <summary>{name}</summary>
      <Form name={name} onSubmit={() => void handIn()}>
        <Field
          label={t('study.note.text')}
          hint={
            asked.length === null
              ? t('study.note.characters', { count })
              : t('study.note.charactersOf', { count, least: asked.length })
          }
          optional
          error={faults.at('text')}
        >
          {(wires) => (
            <TextArea
              {...wires}
              rows={8}
              maxLength={20_000}
              value={draft.value.text}
              onChange={(event) => draft.change({ text: event.target.value })}
            />
          )}
        </Field>
        <AttachFile
          label={t('study.note.file')}
          optional
          accept=".pdf,.docx,.png,.jpg,.jpeg,.webp,.txt"
          attachment={attachment}
        />
        <FormFault>{faults.rest}</FormFault>
        <Button type="submit" primary busy={isPending} {...(reason !== undefined && { reason })}>
          {t('study.note.handIn')}
        </Button>
      </Form>
    </details>
  );
}
