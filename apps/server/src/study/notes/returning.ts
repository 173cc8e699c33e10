import type { Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { effectivePlaybooks, lockedParticipation, participationIn, type Participation } from '../../campaign/index.ts';
import { owe, takeAlong } from '../../obligation/index.ts';
import type { Circumstances, Refused } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';

interface NoteRow {
  readonly id: string;
  readonly regionId: number;
  readonly personId: string;
  /** Of the writer now. */
  readonly unitId: string;
  /** Where it was handed in, branch and unit. */
  readonly branchId: string;
  readonly writtenAt: string;
  readonly campaignId: string;
  readonly stageCode: string;
  readonly writing: string;
  readonly salt: Uint8Array;
  readonly path: string;
  readonly partyPath: string;
  readonly isReturned: boolean;
  /** Where its writer is a member now; as it was written where that is nowhere. */
  readonly writer: { readonly isMember: boolean; readonly hasMoved: boolean; readonly isAsked: boolean };
}

/** A note that may go back, and where another one would be owed: at the writer's unit now, if one reads it, or from there on its way. */
export interface NoteAtHand {
  readonly note: NoteRow;
  readonly place: Place;
  readonly participation: Participation;
  readonly title: { readonly zh: string; readonly en: string };
}

export interface Return {
  readonly reason: string;
  readonly salt: Uint8Array;
}

/** Locked until the transaction ends. */
export async function noteAtHand(tx: Tx, noteId: string): Promise<NoteAtHand | Refused> {
  const { rows } = await sql<NoteRow>`
    select n.id, n.region_id as "regionId", n.person_id as "personId", coalesce(w.unit_id, n.unit_id) as "unitId",
      n.branch_id as "branchId", n.unit_id as "writtenAt", n.campaign_id as "campaignId", n.stage_code as "stageCode",
      n.writing_code as writing, n.salt, n.path::text, n.party_path::text as "partyPath", n.returned_at is not null as "isReturned",
      json_build_object('isMember', w.unit_id is not null, 'hasMoved', w.unit_id <> n.unit_id, 'isAsked', w.is_asked) as writer
    from region r join study_note n on n.region_id = r.region_id and n.id = ${noteId}::uuid
    cross join lateral study_note_writers(n.region_id, array[n.id]) w
    for update of n`.execute(tx);
  const [note] = rows;
  if (note === undefined) return refuse('not-found');
  const found =
    (await participationIn(tx, note.unitId, note.campaignId)) ??
    (await participationIn(tx, note.writtenAt, note.campaignId));
  if (found === null) return refuse('stage-not-open');
  const participation = await lockedParticipation(tx, found);
  if (isRefusal(participation)) return participation;
  const stage = (await effectivePlaybooks(tx, [participation.id]))
    .get(participation.id)
    ?.stages.find(({ code }) => code === note.stageCode);
  const title = stage?.writings.find(({ code }) => code === note.writing)?.title ?? {
    zh: note.writing,
    en: note.writing,
  };
  return { note, participation, title, place: { path: note.path, linked: [note.partyPath] } };
}

/** Once, by somebody else, and while its stage is open where the writer is now. */
export function refuseReturn({ note }: NoteAtHand, actorId: string): Refused | null {
  if (note.isReturned) return refuse('note-returned-already');
  if (actorId === note.personId) return refuse('somebody-else-must');
  const { isMember, hasMoved, isAsked } = note.writer;
  if (isAsked) return null;
  if (!isMember) return refuse('not-a-member');
  return refuse(hasMoved ? 'note-writer-elsewhere' : 'stage-not-open');
}

/** The note no longer counts, and its writer owes another one by the end of the stage. */
export async function keepReturn(
  tx: Tx,
  { reason }: Return,
  { note, participation, title }: NoteAtHand,
  { actor, at, newId }: Circumstances,
): Promise<void> {
  await tx
    .updateTable('study_note')
    .set({ returned_at: at, returned_by: actor.personId, returned_by_name: actor.personName, return_reason: reason })
    .where('region_id', '=', note.regionId)
    .where('id', '=', note.id)
    .execute();
  const { personId, branchId, regionId, campaignId, stageCode, writing } = note;
  const { id: participationId, unitId, place } = participation;
  const where = { regionId, campaignId, stageCode, unitId, branchId, participationId };
  await owe(tx, at, newId, [
    {
      ...where,
      addressee: 'person',
      personId,
      kind: 'note',
      dutyCode: writing,
      title,
      anchor: 'end',
      offsetDays: 0,
      originKind: 'note',
      originId: note.id,
      path: place.path,
      linked: place.linked,
    },
  ]);
  // To the branch of now, which whoever returns it may not read: it goes the way on which what was owed at the transfer went.
  await takeAlong(tx, { regionId, moves: [{ personId }] });
}

export function factOfReturn({ reason, salt }: Return, { note, participation, place }: NoteAtHand): LedgerFact {
  return {
    regionId: note.regionId,
    unitId: participation.unitId,
    kind: 'study.note-returned',
    subjectId: note.id,
    place,
    occurredAt: null,
    summary: {},
    head: { note: note.id, stage: note.stageCode, writing: note.writing },
    personal: [{ salt, value: { note: note.id, person: note.personId, reason } }],
  };
}
