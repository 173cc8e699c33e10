import { recordContact } from '@muster/contract/roster';
import { Refused } from '@muster/client';
import type { ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { daysBetween } from '../app/format/dates.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { useTermText } from '../app/term-text.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice } from '../ui/form/input.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';

const modes = ['visit', 'telephone', 'letter', 'lesson', 'other'] as const;
type Mode = (typeof modes)[number];
type Outcome = 'reached' | 'not-reached';

/** An attempt to reach somebody, or a lesson brought home. */
export function ContactForm({ personId }: { readonly personId: string }): ReactNode {
  const t = useTermText();
  const today = useToday();
  const empty: { mode: Mode; on: string; outcome: Outcome; note: string; lateReason: string } = {
    mode: 'visit',
    on: today,
    outcome: 'reached',
    note: '',
    lateReason: '',
  };
  const { value, change, discard } = useDraft(`contact.${personId}`, empty);
  const { mutate, isPending, error } = useRosterAct(recordContact, discard);
  const faults = useFormFaults(error, ['mode', 'on', 'outcome', 'note', 'lateReason']);
  const note = value.note.trim();
  const late = value.lateReason.trim();
  const saidLate = error instanceof Refused && error.problem.code === 'late-reason-missing';
  const body = {
    mode: value.mode,
    on: value.on,
    outcome: value.mode === 'lesson' ? ('reached' as const) : value.outcome,
    ...(note !== '' && { note }),
    ...(late !== '' && { lateReason: late }),
  };
  return (
    <Form name={t('roster.contact.title')} onSubmit={() => mutate({ params: { personId }, body })}>
      <Field
        label={t('roster.contact.how')}
        error={faults.at('mode')}
        {...(value.mode === 'lesson' && { hint: t('roster.contact.lessonHint') })}
      >
        {(wires) => (
          <Choice {...wires} value={value.mode} onChange={(event) => change({ mode: event.target.value as Mode })}>
            {modes.map((one) => (
              <option key={one} value={one}>
                {t(`roster.mode.${one}`)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <InputField
        label={t('roster.contact.on')}
        error={faults.at('on')}
        type="date"
        max={today}
        value={value.on}
        onChange={(typed) => change({ on: typed })}
      />
      {value.mode !== 'lesson' && (
        <Field label={t('roster.contact.outcome')} error={faults.at('outcome')}>
          {(wires) => (
            <Choice
              {...wires}
              value={value.outcome}
              onChange={(event) => change({ outcome: event.target.value as Outcome })}
            >
              <option value="reached">{t('roster.outcome.reached')}</option>
              <option value="not-reached">{t('roster.outcome.not-reached')}</option>
            </Choice>
          )}
        </Field>
      )}
      <InputField
        label={t('roster.contact.note')}
        error={faults.at('note')}
        optional
        maxLength={200}
        value={value.note}
        onChange={(typed) => change({ note: typed })}
      />
      {(saidLate || daysBetween(value.on, today) > 2) && (
        <InputField
          label={t('roster.contact.lateReason')}
          error={faults.at('lateReason')}
          maxLength={200}
          value={value.lateReason}
          onChange={(typed) => change({ lateReason: typed })}
        />
      )}
      <ActFault>{faults.rest}</ActFault>
      <Button type="submit" busy={isPending}>
        {t('roster.contact.act')}
      </Button>
    </Form>
  );
}
