import { Refused } from '@muster/client';
import { useState, type ReactNode } from 'react';
import { AttachFile } from '../../app/attach-file.tsx';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { daysBetween } from '../../app/format/dates.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { useAttachment } from '../../app/use-attachment.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { MakeUpFields, earnsBy, type Mode } from './make-up-fields.tsx';
import { useRecordMakeUp, type MakeUp } from './queries.ts';

type Props = { readonly makeUp: MakeUp; readonly modes: readonly Mode[] };

/** How it was made up, when, and evidence in words, as a file or both; the draft is kept at every keystroke. */
export function MakeUpForm({ makeUp, modes }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const { obligationId, meeting } = makeUp;
  const { value, change, discard } = useDraft(`make-up.${obligationId}`, {
    mode: modes[0]?.code ?? '',
    on: today,
    minutes: String(meeting.minutes),
    note: '',
    lateReason: '',
  });
  const attachment = useAttachment();
  const [key] = useState(() => crypto.randomUUID());
  const { mutate, isPending, error } = useRecordMakeUp(obligationId, discard);
  const faults = useFormFaults(error, ['mode', 'on', 'minutes', 'note', 'lateReason', 'file']);
  const earns = earnsBy(modes, value.mode);
  const note = value.note.trim();
  const late = value.lateReason.trim();
  const saidLate = error instanceof Refused && error.problem.code === 'late-reason-missing';
  const save = async (): Promise<void> => {
    const minutes = earns ? Number(value.minutes) : null;
    const said = { note: note === '' ? null : note, lateReason: late === '' ? null : late };
    mutate({ key, body: { mode: value.mode, on: value.on, minutes, ...said, file: await attachment.sent() } });
  };
  const reason =
    attachment.fault ?? (note === '' && attachment.file === null ? t('study.makeUp.evidenceFirst') : undefined);
  return (
    <Form name={t('study.makeUp.record')} onSubmit={() => void save()}>
      <MakeUpFields
        value={value}
        change={change}
        modes={modes}
        faultAt={faults.at}
        minutesHint={t('study.makeUp.minutesHint', { count: meeting.minutes })}
      />
      <Field label={t('study.makeUp.note')} hint={t('study.makeUp.noteHint')} error={faults.at('note')}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={3}
            maxLength={2000}
            value={value.note}
            onChange={(event) => change({ note: event.target.value })}
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
      {(saidLate || daysBetween(value.on, today) > 2) && (
        <InputField
          label={t('study.lateReason')}
          error={faults.at('lateReason')}
          maxLength={200}
          value={value.lateReason}
          onChange={(typed) => change({ lateReason: typed })}
        />
      )}
      <FormFault>{faults.rest}</FormFault>
      <Button type="submit" primary busy={isPending} {...(reason !== undefined && { reason })}>
        {t('study.makeUp.save')}
      </Button>
    </Form>
  );
}
