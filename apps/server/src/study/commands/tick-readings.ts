import type { Permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { tick } from '@muster/core/study';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { requiredOf, type Required } from '../reading/required-of.ts';
import { lockLog, studentAtHand, type Student } from '../self-study/student-at-hand.ts';

interface Input {
  readonly personId: string;
  readonly pieces: readonly string[];
  readonly read: boolean;
}

interface State {
  readonly student: Student;
  readonly required: Required | null;
  /** By oneself; what was read at a meeting is taken back there. */
  readonly ticked: readonly string[];
}

interface Facts {
  readonly pieces: readonly { readonly piece: string; readonly id: string; readonly salt: Uint8Array }[];
  readonly read: boolean;
}

/** A member's own word that something is read, by one touch; a second one takes it back. */
export const tickReadingsCommand: Command<Input, State, Facts, { changed: number }> = {
  name: 'study.tick-readings',
  load: async (tx, { personId }, circumstances) => {
    await lockLog(tx, personId);
    const student = await studentAtHand(tx, personId, circumstances.actor);
    if (isRefusal(student)) return student;
    const required = await requiredOf(tx, { regionId: student.regionId, id: personId }, circumstances);
    if (required !== null && required.participation.closedOn !== null) return refuse('campaign-closed');
    const { rows } = await sql<{ piece: string }>`
      select piece from reading
      where region_id = ${student.regionId} and person_id = ${personId}::uuid and voided_at is null
        and campaign_id = ${required?.participation.campaignId ?? null}::uuid and coalesce(carried_to, stage_code) = ${required?.stageCode ?? null}`.execute(
      tx,
    );
    return { student, required, ticked: rows.map(({ piece }) => piece) };
  },
  // Loading found nobody but oneself and those for whose branch one records.
  permit: () => ({ verb: 'read' }) as Permit,
  decide: ({ required, ticked }, { pieces, read }, { newId, bytes }) => {
    const known = tick(required?.isOpen === true ? required.pieces : null, pieces, ticked);
    if (isRefusal(known)) return known;
    const changed = read ? known : ticked.filter((piece) => pieces.includes(piece));
    return { read, pieces: changed.map((piece) => ({ piece, id: newId(), salt: bytes(16) })) };
  },
  save: async (tx, { pieces, read }, { student, required }, { actor, at }) => {
    if (required === null || pieces.length === 0) return;
    const { regionId, personId, path, partyPath } = student;
    const { stageCode, participation } = required;
    if (!read) {
      await tx
        .updateTable('reading')
        .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName })
        .where('region_id', '=', regionId)
        .where('person_id', '=', personId)
        .where('campaign_id', '=', participation.campaignId)
        .where(sql`coalesce(carried_to, stage_code)`, '=', stageCode)
        .where(
          'piece',
          'in',
          pieces.map(({ piece }) => piece),
        )
        .where('voided_at', 'is', null)
        .execute();
      return;
    }
    await tx
      .insertInto('reading')
      .values(
        pieces.map(({ id, piece, salt }) => ({
          region_id: regionId,
          id,
          person_id: personId,
          campaign_id: participation.campaignId,
          stage_code: stageCode,
          piece,
          salt: Buffer.from(salt),
          recorded_by: actor.personId,
          recorded_by_name: actor.personName,
          recorded_at: at,
          path,
          party_path: partyPath,
        })),
      )
      .execute();
  },
  record: ({ pieces, read }, { student, required }) =>
    pieces.length === 0 || required === null
      ? []
      : [
          {
            regionId: student.regionId,
            unitId: student.unitId,
            kind: read ? 'study.reading-ticked' : 'study.reading-taken-back',
            subjectId: student.personId,
            place: { path: student.path, linked: [student.partyPath] },
            occurredAt: null,
            summary: {},
            head: { stage: required.stageCode, campaign: required.participation.campaignId },
            personal: pieces.map(({ piece, salt }) => ({ salt, value: { person: student.personId, piece, read } })),
          },
        ],
  answer: ({ pieces }) => ({ changed: pieces.length }),
};
