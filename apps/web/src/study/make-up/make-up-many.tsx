import { Refused } from '@muster/client';
import type { ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { daysBetween } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { ActOnMany } from '../../app/many/act-on-many.tsx';
import { NoteField } from '../../app/many/note-field.tsx';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { useMe } from '../../app/session.ts';
import { InputField } from '../../ui/form/input-field.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { earnsBy, MakeUpFields, type Mode } from './make-up-fields.tsx';
import { useRecordMakeUps, type MakeUp } from './queries.ts';

type Props = { readonly branchId: string; readonly listed: readonly MakeUp[]; readonly modes: readonly Mode[] };

/** One lesson for many who were absent, perhaps from different meetings: the same way, day and words for each. */
export function MakeUpMany({ branchId, listed, modes }: Props): ReactNode {
  const t = useText();
  const me = useMe();
  const today = useToday();
  const { day } = useFormat();
  const { value, change, discard } = useDraft(`make-ups.${branchId}`, {
    mode: modes[0]?.code ?? '',
    on: today,
    minutes: '',
    note: '',
    lateReason: '',
  });
  const { mutate, isPending, error, isSuccess, variables = [] } = useRecordMakeUps(discard);
  const faults = useFormFaults(error, []);
  const earns = earnsBy(modes, value.mode);
  // One's own is recorded by somebody else.
  const open = listed.filter(({ person, made }) => made === null && person.id !== me.person.id);
  const note = value.note.trim();
  const late = value.lateReason.trim();
  const minutesOf = new Map(open.map(({ obligationId, meeting }) => [obligationId, meeting.minutes]));
  const saidLate =
    error instanceof Refused && (error.problem.faults ?? []).some(({ code }) => code === 'late-reason-missing');
  const send = (ids: readonly string[]): void => {
    const said = { mode: value.mode, on: value.on, note, lateReason: late === '' ? null : late };
    // A lesson gives nobody more than what was missed.
    const earned = (id: string) => Math.min(Number(value.minutes), minutesOf.get(id) ?? 0);
    mutate(ids.map((obligationId) => ({ obligationId, ...said, minutes: earns ? earned(obligationId) : null })));
  };
  return (
    <ActOnMany
      title={t('study.makeUp.many')}
      folded={t('study.makeUp.manyFolded', { count: open.length })}
      lines={open.map(({ obligationId, person, meeting }) => ({
        id: obligationId,
        whose: person.name,
        what: (
          <Facts>
            <UserText>{meeting.topic}</UserText>
            {day(meeting.on)}
          </Facts>
        ),
      }))}
      acts={[
        {
          key: 'record',
          word: (count) => t('study.makeUp.manySave', { count }),
          effect: t('study.makeUp.manyEffect'),
          reason:
            note === ''
              ? t('study.makeUp.manyNoteFirst')
              : earns && value.minutes === ''
                ? t('study.makeUp.manyMinutesFirst')
                : undefined,
          send,
        },
      ]}
      sent={{ ids: variables.map(({ obligationId }) => obligationId), list: 'makeUps', error, isPending }}
      done={isSuccess ? t('study.makeUp.manyDone', { count: variables.length }) : null}
      fault={faults.rest}
    >
      <MakeUpFields
        value={value}
        change={change}
        modes={modes}
        faultAt={() => undefined}
        minutesHint={t('study.makeUp.manyMinutesHint')}
      />
      <NoteField
        label={t('study.makeUp.note')}
        hint={t('study.makeUp.manyNoteHint')}
        value={value.note}
        onChange={(typed) => change({ note: typed })}
      />
      {(saidLate || daysBetween(value.on, today) > 2) && (
        <InputField
          label={t('study.lateReason')}
          maxLength={200}
          value={value.lateReason}
          onChange={(typed) => change({ lateReason: typed })}
        />
      )}
    </ActOnMany>
  );
}
