import type { Permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { instantOnDay } from '@muster/core/ledger';
import { logSelfStudy, type SelfStudyState, type Studied } from '@muster/core/study';
import { sql } from 'kysely';
import { participationAtHand } from '../../campaign/index.ts';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { lockLog, studentAtHand, type Student } from '../self-study/student-at-hand.ts';

interface Input extends Studied {
  readonly personId: string;
}

interface State extends SelfStudyState {
  readonly student: Student;
  readonly campaignId: string;
}

interface Facts extends Exclude<ReturnType<typeof logSelfStudy>, { refused: unknown }> {
  readonly id: string;
  readonly salt: Uint8Array;
  readonly occurredAt: Date;
  readonly on: string;
  readonly minutes: number;
}

/** A member's own word about a day of study. The database looks whether the stage is open: the member does not see that. */
export const logSelfStudyCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.log-self-study',
  load: async (tx, { personId, on }, circumstances) => {
    await lockLog(tx, personId);
    const student = await studentAtHand(tx, personId, circumstances.actor);
    if (isRefusal(student)) return student;
    const unit = await findNode(tx, student.unitId);
    const participation = unit === null ? null : await participationAtHand(tx, unit, circumstances);
    if (participation === null) return refuse('stage-not-open');
    const { rows } = await sql<{ minutes: number }>`
      select coalesce(sum(minutes), 0)::int as minutes from self_study
      where region_id = ${student.regionId} and person_id = ${personId}::uuid and studied_on = ${on}::date and voided_at is null`.execute(
      tx,
    );
    const { campaignId, openStage } = participation;
    return { student, campaignId, stage: openStage, minutesThatDay: rows[0]?.minutes ?? 0 };
  },
  // Loading found nobody but oneself and those for whose branch one records.
  permit: () => ({ verb: 'read' }) as Permit,
  decide: (state, { personId: _person, ...studied }, { at, timeZone, newId, bytes }) => {
    const today = civilDateAt(at, timeZone);
    const logged = logSelfStudy(state, studied, today);
    if (isRefusal(logged)) return logged;
    const { on, minutes } = studied;
    return { ...logged, on, minutes, id: newId(), salt: bytes(16), occurredAt: instantOnDay(on, today, at) };
  },
  save: async (
    tx,
    { id, salt, on, minutes, subject, stageCode, isLate, lateReason },
    { student, campaignId },
    { actor, at },
  ) => {
    await tx
      .insertInto('self_study')
      .values({
        region_id: student.regionId,
        id,
        person_id: student.personId,
        campaign_id: campaignId,
        stage_code: stageCode,
        studied_on: on,
        minutes,
        subject,
        is_late: isLate,
        late_reason: lateReason,
        salt: Buffer.from(salt),
        recorded_by: actor.personId,
        recorded_by_name: actor.personName,
        recorded_at: at,
        path: student.path,
        party_path: student.partyPath,
      })
      .execute();
  },
  record: ({ id, salt, on, minutes, subject, stageCode, lateReason, occurredAt }, { student }) => [
    {
      regionId: student.regionId,
      unitId: student.unitId,
      kind: 'study.self-study-logged',
      subjectId: id,
      place: { path: student.path, linked: [student.partyPath] },
      occurredAt,
      lateReason,
      summary: {},
      head: { entry: id, stage: stageCode },
      personal: [{ salt, value: { person: student.personId, on, minutes, subject } }],
    },
  ],
  answer: ({ id }) => ({ id }),
};
