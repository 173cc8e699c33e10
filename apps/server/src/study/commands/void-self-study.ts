import type { Permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { lockLog, studentAtHand, type Student } from '../self-study/student-at-hand.ts';

interface Input {
  readonly personId: string;
  readonly entryId: string;
  readonly reason: string;
}

interface State {
  readonly student: Student;
  readonly id: string;
  readonly isVoided: boolean;
}

/** It stays in the log, struck out, and counts no longer. */
export const voidSelfStudyCommand: Command<Input, State, { readonly reason: string }, { id: string }> = {
  name: 'study.void-self-study',
  load: async (tx, { personId, entryId }, { actor }) => {
    await lockLog(tx, personId);
    const student = await studentAtHand(tx, personId, actor);
    if (isRefusal(student)) return student;
    const entry = await tx
      .selectFrom('self_study')
      .select('voided_at')
      .where('region_id', '=', student.regionId)
      .where('id', '=', entryId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return entry === undefined ? refuse('not-found') : { student, id: entryId, isVoided: entry.voided_at !== null };
  },
  // Loading found nobody but oneself and those for whose branch one records.
  permit: () => ({ verb: 'read' }) as Permit,
  decide: ({ isVoided }, { reason }) => (isVoided ? refuse('self-study-voided-already') : { reason }),
  save: async (tx, { reason }, { student, id }, { actor, at }) => {
    await tx
      .updateTable('self_study')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName, void_reason: reason })
      .where('region_id', '=', student.regionId)
      .where('id', '=', id)
      .execute();
  },
  record: ({ reason }, { student, id }) => [
    {
      regionId: student.regionId,
      unitId: student.unitId,
      kind: 'study.self-study-voided',
      subjectId: id,
      place: { path: student.path, linked: [student.partyPath] },
      occurredAt: null,
      summary: { reason },
      head: { entry: id, reason },
      personal: [],
    },
  ],
  answer: (_facts, { id }) => ({ id }),
};
