import { Refused } from '@muster/client';
import { useState, type ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { daysBetween } from '../../app/format/dates.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Form } from '../../ui/form/form.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { useLogSelfStudy } from './queries.ts';

type Props = { readonly personId: string; readonly mostMinutes: number };

/** A day, how long, and what: kept at every keystroke. */
export function SelfStudyForm({ personId, mostMinutes }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const draft = useDraft(`self-study.${personId}`, { on: today, minutes: '60', subject: '', lateReason: '' });
  const { value, change } = draft;
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { mutate, isPending, error } = useLogSelfStudy(personId, () => {
    draft.discard();
    setKey(crypto.randomUUID());
  });
  const faults = useFormFaults(error, ['on', 'minutes', 'subject', 'lateReason']);
  const subject = value.subject.trim();
  const late = value.lateReason.trim();
  const saidLate = error instanceof Refused && error.problem.code === 'late-reason-missing';
  const body = { on: value.on, minutes: Number(value.minutes), subject, lateReason: late === '' ? null : late };
  return (
    <details className="study-self m-unprinted">
      <summary>{t('study.selfStudy.add')}</summary>
      <Form name={t('study.selfStudy.add')} onSubmit={() => mutate({ key, body })}>
        <div className="study-make-up-fields">
          <InputField
            label={t('study.date')}
            error={faults.at('on')}
            type="date"
            max={today}
            value={value.on}
            onChange={(on) => change({ on })}
          />
          <InputField
            label={t('study.selfStudy.minutes')}
            hint={t('study.selfStudy.minutesHint', { count: mostMinutes })}
            error={faults.at('minutes')}
            inputMode="numeric"
            value={value.minutes}
            onChange={(typed) => change({ minutes: typed.replaceAll(/\D/g, '') })}
          />
          <InputField
            label={t('study.selfStudy.subject')}
            error={faults.at('subject')}
            maxLength={200}
            value={value.subject}
            onChange={(typed) => change({ subject: typed })}
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
        </div>
        <FormFault>{faults.rest}</FormFault>
        <Button
          type="submit"
          primary
          busy={isPending}
          {...((subject === '' || value.minutes === '') && { reason: t('study.selfStudy.subjectFirst') })}
        >
          {t('study.selfStudy.add')}
        </Button>
      </Form>
    </details>
  );
}
