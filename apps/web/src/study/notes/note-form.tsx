import { lengthOf } from '@muster/core/study';
import { useState, type ReactNode } from 'react';
import { AttachFile } from '../../app/attach-file.tsx';
import { base64Of } from '../../app/base64.ts';
import { useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
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
  const [file, setFile] = useState<File | null>(null);
  const { mutate, isPending, error } = useHandInNote(personId, () => {
    draft.discard();
    setFile(null);
  });
  const faults = useFormFaults(error, ['text']);
  const text = draft.value.text.trim();
  const count = lengthOf(text);
  const handIn = async (): Promise<void> => {
    const attached = file === null ? null : { name: file.name, base64: await base64Of(file) };
    mutate({ writing: asked.code, text: text === '' ? null : draft.value.text, file: attached });
  };
  const name = t('study.note.handInOf', { what: titles.of(asked.title) });
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
          file={file}
          onChoose={setFile}
        />
        <FormFault>{faults.rest}</FormFault>
        <Button
          type="submit"
          primary
          busy={isPending}
          {...(text === '' && file === null && { reason: t('study.note.writeFirst') })}
        >
          {t('study.note.handIn')}
        </Button>
      </Form>
    </details>
  );
}
