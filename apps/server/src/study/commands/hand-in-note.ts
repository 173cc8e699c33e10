import { createHash } from 'node:crypto';
import type { Permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { handInNote, sameWords, writingsAsked } from '@muster/core/study';
import { sql } from 'kysely';
import { discharge } from '../../obligation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import { findPerson } from '../../roster/index.ts';
import { requiredOf, type Required } from '../reading/required-of.ts';
import { lockLog, studentAtHand, type Student } from '../self-study/student-at-hand.ts';

interface Input {
  readonly personId: string;
  readonly writing: string;
  readonly text: string | null;
  readonly file: { readonly name: string; readonly base64: string } | null;
}

interface State {
  readonly student: Student & { readonly branchId: string };
  readonly required: Required;
  readonly categories: readonly string[];
  readonly file: CheckedFile | null;
  readonly owed: readonly OwedNote[];
  /** How many notes of this writing stand already. */
  readonly standing: number;
}

/** Of this writing and not done: each that was returned, the first first; then all that are asked for, as one. */
interface OwedNote {
  readonly id: string;
  readonly askedNumber: number | null;
}

interface Facts {
  readonly id: string;
  readonly writing: string;
  readonly text: string | null;
  readonly salt: Uint8Array;
  readonly same: Uint8Array;
}

/** A member's own words, or a photograph of them; it closes the first that is owed again, and all that is asked with the last of it. */
export const handInNoteCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.hand-in-note',
  load: async (tx, { personId, writing, file }, circumstances) => {
    await lockLog(tx, personId);
    const student = await studentAtHand(tx, personId, circumstances.actor);
    if (isRefusal(student)) return student;
    const person = await findPerson(tx, personId);
    const required = await requiredOf(tx, { regionId: student.regionId, id: personId }, circumstances);
    if (person === null || required === null) return refuse('stage-not-open');
    if (required.participation.closedOn !== null) return refuse('campaign-closed');
    const { rows } = await sql<{ branchId: string; standing: number; owed: OwedNote[] }>`
      select m.branch_id as "branchId", (
        select count(*)::int from study_note n
        where n.region_id = m.region_id and n.person_id = m.person_id and n.campaign_id = ${required.participation.campaignId}::uuid
          and n.stage_code = ${required.stageCode} and n.writing_code = ${writing} and n.returned_at is null) as standing, (
        select coalesce(json_agg(json_build_object('id', o.id, 'askedNumber', o.asked_number)
          order by o.asked_number is not null, o.recorded_at, o.id), '[]')
        from obligation o
        where o.region_id = m.region_id and o.person_id = m.person_id and o.kind = 'note' and o.duty_code = ${writing}
          and o.campaign_id = ${required.participation.campaignId}::uuid and o.stage_code = ${required.stageCode} and o.cancelled_at is null
          and not exists (select from obligation_discharge d where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null)) as owed
      from membership m where m.region_id = ${student.regionId} and m.person_id = ${personId}::uuid and m.to_on is null`.execute(
      tx,
    );
    const [at] = rows;
    if (at === undefined) return refuse('not-a-member');
    const state = {
      student: { ...student, branchId: at.branchId },
      required,
      categories: person.categories,
      owed: at.owed,
      standing: at.standing,
    };
    if (file === null) return { ...state, file: null };
    const checked = await circumstances.files.check({ name: file.name, bytes: Buffer.from(file.base64, 'base64') });
    return isRefusal(checked) ? checked : { ...state, file: checked };
  },
  // Loading found nobody but oneself and those for whose branch one records.
  permit: () => ({ verb: 'read' }) as Permit,
  decide: ({ required, categories, file }, { writing, text }, { newId, bytes }) => {
    const { stage, participation, isOpen } = required;
    const asked = isOpen ? writingsAsked(stage, participation.track, categories) : null;
    const handed = handInNote(asked, { writing, text, hasFile: file !== null });
    if (isRefusal(handed)) return handed;
    const words = text === null ? '' : sameWords(text);
    const same = words === '' ? Buffer.from(file?.sha256 ?? '', 'hex') : createHash('sha256').update(words).digest();
    return { id: newId(), writing, text, salt: bytes(16), same };
  },
  save: async (tx, { id, writing, text, salt, same }, state, circumstances) => {
    const { student, required, file } = state;
    const { actor, at, files, timeZone } = circumstances;
    const { regionId, personId, unitId, branchId, path, partyPath } = student;
    if (file !== null) {
      // To be opened along either tree.
      await files.keepWith(tx, actor.personId, { regionId, place: { path: partyPath, linked: [] }, ...file }, at);
      await files.keepWith(tx, actor.personId, { regionId, place: { path, linked: [] }, ...file }, at);
    }
    await tx
      .insertInto('study_note')
      .values({
        region_id: regionId,
        id,
        person_id: personId,
        branch_id: branchId,
        unit_id: unitId,
        campaign_id: required.participation.campaignId,
        stage_code: required.stageCode,
        writing_code: writing,
        body: text,
        file_sha256: file === null ? null : Buffer.from(file.sha256, 'hex'),
        file_name: file?.name ?? null,
        same_hash: Buffer.from(same),
        salt: Buffer.from(salt),
        recorded_by: actor.personId,
        recorded_by_name: actor.personName,
        recorded_at: at,
        path,
        party_path: partyPath,
      })
      .execute();
    const obligationIds = closedBy(state);
    if (obligationIds.length === 0) return;
    const closes = { regionId, obligationIds, recordKind: 'note', recordId: id };
    await discharge(tx, circumstances, { ...closes, on: civilDateAt(at, timeZone) });
  },
  record: ({ id, writing, text, salt }, { student, required, file }) => [
    {
      regionId: student.regionId,
      unitId: student.unitId,
      kind: 'study.note-handed-in',
      subjectId: id,
      place: { path: student.path, linked: [student.partyPath] },
      occurredAt: null,
      summary: {},
      head: { note: id, stage: required.stageCode, writing, file: file?.sha256 ?? null },
      personal: [{ salt, value: { note: id, person: student.personId, text } }],
    },
  ],
  answer: ({ id }) => ({ id }),
};

/** With one more note. */
function closedBy({ owed, standing }: Pick<State, 'owed' | 'standing'>): string[] {
  const again = owed.filter(({ askedNumber }) => askedNumber === null).slice(0, 1);
  const whole = owed.filter(({ askedNumber }) => askedNumber !== null && standing + 1 >= askedNumber);
  return [...again, ...whole].map(({ id }) => id);
}
