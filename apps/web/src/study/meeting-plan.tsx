import { useState, type ReactNode } from 'react';
import { useCountsHours, useTitles } from '../app/campaign.ts';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { useFieldFault } from '../app/refusal.ts';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { heldAt } from './meeting-times.ts';
import { needsLateReason, type Meeting, type MeetingFaults } from './meeting.ts';
import { PlanFields } from './plan-fields.tsx';
import { useHours } from './use-hours.ts';

type Props = {
  readonly meeting: Meeting;
  readonly kinds: readonly string[];
  readonly change: (part: Partial<Meeting>) => void;
  readonly faults: MeetingFaults;
  /** What the server refused, shown at its field. */
  readonly error: Error | null;
  /** Another branch that met with this one has said it for all. */
  readonly isSettled: boolean;
};

/** Topic typed, the rest filled in and said in one line that opens. */
export function MeetingPlan({ meeting, kinds, change, faults, error, isSettled }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const hours = useHours();
  const countsHours = useCountsHours();
  const { due } = useFormat();
  const fieldFault = useFieldFault();
  const [open, setOpen] = useState(false);
  const now = useNow();
  const today = civilDate(now);
  const timesError = faults.times === undefined ? fieldFault(error, 'endsAt') : t(`study.fault.${faults.times}`);
  const kindError = fieldFault(error, 'kind');
  const dateError = fieldFault(error, 'startsAt');
  const opened = open || [timesError, kindError, dateError].some((fault) => fault !== undefined);
  const topicError = faults.topic === undefined ? fieldFault(error, 'topic') : t(`study.fault.${faults.topic}`);
  const lateError =
    faults.lateReason === undefined ? fieldFault(error, 'lateReason') : t(`study.fault.${faults.lateReason}`);
  return (
    <section className="study-plan" aria-label={t('study.meeting')}>
      <Field label={t('study.topic')} error={topicError}>
        {(wires) => (
          <Input
            {...wires}
            value={meeting.topic}
            maxLength={120}
            readOnly={isSettled}
            autoComplete="off"
            placeholder={t('study.topicHint')}
            onChange={(event) => change({ topic: event.target.value })}
          />
        )}
      </Field>
      <div className="study-plan-line">
        <p>
          <b>{titles.kind(meeting.kind)}</b>
          <span>
            <Facts>
              {t('study.fromTo', {
                day: meeting.date === today ? t('study.today') : due(meeting.date),
                start: meeting.start,
                end: meeting.end,
              })}
              {countsHours && hours.words(Math.max(0, heldAt(meeting)?.minutes ?? 0))}
              {meeting.place !== '' && <UserText>{meeting.place}</UserText>}
            </Facts>
          </span>
        </p>
        {!isSettled && (
          <button type="button" className="m-link" aria-expanded={opened} onClick={() => setOpen(!open)}>
            {t(opened ? 'study.fold' : 'study.change')}
          </button>
        )}
      </div>
      {opened && !isSettled && (
        <PlanFields
          meeting={meeting}
          kinds={kinds}
          change={change}
          faults={{ kind: kindError, date: dateError, end: timesError }}
        />
      )}
      {needsLateReason(meeting, new Date(now)) && (
        <Field label={t('study.lateReason')} hint={t('study.lateReasonHint')} error={lateError}>
          {(wires) => (
            <Input
              {...wires}
              value={meeting.lateReason}
              maxLength={200}
              onChange={(event) => change({ lateReason: event.target.value })}
            />
          )}
        </Field>
      )}
    </section>
  );
}
