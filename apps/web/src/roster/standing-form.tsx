import { changeStanding } from '@muster/contract/roster';
import type { Standing } from '@muster/core/roster';
import type { ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice } from '../ui/form/input.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';

const standings = ['applicant', 'probationary', 'full'] as const satisfies readonly Standing[];
const next: Readonly<Record<Standing, Standing>> = {
  applicant: 'probationary',
  probationary: 'full',
  full: 'probationary',
};

/** What a member is from a day on. */
export function StandingForm({ personId, now }: { readonly personId: string; readonly now: Standing }): ReactNode {
  const t = useText();
  const today = useToday();
  const empty: { standing: Standing; on: string; note: string } = { standing: next[now], on: today, note: '' };
  const { value, change, discard } = useDraft(`standing.${personId}`, empty);
  const { mutate, isPending, error } = useRosterAct(changeStanding, discard);
  const faults = useFormFaults(error, ['standing', 'on', 'note']);
  const note = value.note.trim();
  const body = { standing: value.standing, on: value.on, ...(note !== '' && { note }) };
  return (
    <Form name={t('roster.changeStanding.title')} onSubmit={() => mutate({ params: { personId }, body })}>
      <Field label={t('roster.changeStanding.to')} error={faults.at('standing')}>
        {(wires) => (
          <Choice
            {...wires}
            value={value.standing}
            onChange={(event) => change({ standing: event.target.value as Standing })}
          >
            {standings
              .filter((one) => one !== now)
              .map((one) => (
                <option key={one} value={one}>
                  {t(`roster.standings.${one}`)}
                </option>
              ))}
          </Choice>
        )}
      </Field>
      <InputField
        label={t('roster.changeStanding.on')}
        error={faults.at('on')}
        type="date"
        max={today}
        value={value.on}
        onChange={(typed) => change({ on: typed })}
      />
      <InputField
        label={t('roster.changeStanding.note')}
        hint={t('roster.changeStanding.noteHint')}
        error={faults.at('note')}
        optional
        maxLength={200}
        value={value.note}
        onChange={(typed) => change({ note: typed })}
      />
      <ActFault>{faults.rest}</ActFault>
      <Button type="submit" busy={isPending}>
        {t('roster.changeStanding.act')}
      </Button>
    </Form>
  );
}
