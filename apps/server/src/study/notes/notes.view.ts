import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listNotes, readNotes } from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import type { Stage } from '@muster/core/campaign';
import { lengthOf, writingsAsked } from '@muster/core/study';
import { sql, type RawBuilder } from 'kysely';
import { effectivePlaybooks, idAtHand, participationAtHand } from '../../campaign/index.ts';
import { unitSeenOf, type Node } from '../../organisation/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Actor } from '../../platform/identity.ts';
import { requiredOf } from '../reading/required-of.ts';

type Asking = Pick<Context, 'actor' | 'said'>;
type Note = RouteAnswer<typeof readNotes>['notes'][number];
type Writing = RouteAnswer<typeof readNotes>['writings'][number];

interface Row extends Omit<Note, 'at' | 'returned' | 'characters' | 'mayReturn' | 'person'> {
  readonly personId: string;
  readonly personName: string;
  readonly mayOpen: boolean;
  readonly elsewhere: Note['person']['elsewhere'];
  readonly isAsked: boolean;
  readonly at: Date;
  readonly returnedAt: Date | null;
  readonly returnedBy: string | null;
  readonly returnReason: string | null;
  readonly path: string;
  readonly partyPath: string;
}

/** What a member is to write, and wrote, in the campaign at hand. */
export async function notesOf(
  tx: ReadTx,
  person: { readonly regionId: number; readonly id: string; readonly categories: readonly string[] },
  mayWrite: boolean,
  asking: Asking,
): Promise<RouteAnswer<typeof readNotes>> {
  const required = await requiredOf(tx, person, asking);
  if (required === null) return { stageCode: null, asked: [], writings: [], notes: [], mayHandIn: false };
  const { participation, stage, stages, stageCode, isOpen } = required;
  const rows = await notes(
    tx,
    person.regionId,
    sql`n.person_id = ${person.id}::uuid and n.campaign_id = ${participation.campaignId}::uuid`,
    200,
  );
  const done = (code: string) =>
    rows.filter((row) => row.writing === code && row.stageCode === stageCode && row.returnedAt === null).length;
  const asked = writingsAsked(stage, participation.track, person.categories);
  return {
    stageCode,
    asked: asked.map((writing) => ({ ...writing, done: done(writing.code) })),
    writings: writingsOf(stages),
    notes: rows.map((row) => noteAnswer(row, asking.actor, isOpen)),
    mayHandIn: mayWrite && isOpen && asked.length > 0,
  };
}

/** What members are to write, in every stage: notes of an earlier one keep their name. */
export function writingsOf(stages: readonly Stage[]): Writing[] {
  return stages.flatMap(({ writings }) => writings.map(({ code, title }) => ({ code, title })));
}

/** Of a branch, the latest first, each with who handed in the same words. */
export async function notesOfBranch(
  tx: ReadTx,
  branch: Node,
  { after, limit }: RouteInput<typeof listNotes>['query'],
  asking: Asking,
): Promise<RouteAnswer<typeof listNotes>> {
  const campaignId = await idAtHand(tx, branch, asking);
  const unit = await unitSeenOf(tx, branch.id);
  const participation = unit && (await participationAtHand(tx, unit, asking));
  const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(n.recorded_at, n.id) < (select l.recorded_at, l.id from study_note l where l.region_id = ${branch.regionId} and l.id = ${after}::uuid)`;
  const rows = await notes(
    tx,
    branch.regionId,
    sql`n.branch_id = ${branch.id}::uuid and n.campaign_id = ${campaignId}::uuid and ${beyond}`,
    limit + 1,
  );
  const shown = rows.slice(0, limit);
  const ids = shown.map(({ id }) => id);
  const same = await sql<{ noteId: string; id: string; personId: string | null; name: string | null }>`
    select note_id as "noteId", other_id as id, person_id as "personId", name
    from study_same_notes(${branch.regionId}, ${ids}::uuid[])`.execute(tx);
  const isOpen = participation?.openStage != null && participation.closedOn === null;
  return {
    writings: writingsOf(playbook?.stages ?? []),
    notes: shown.map((row) => ({
      ...noteAnswer(row, asking.actor, isOpen),
      sameAs: same.rows
        .filter(({ noteId }) => noteId === row.id)
        .map(({ id, personId, name }) => ({
          id,
          person: personId === null ? null : { id: personId, name: name ?? '' },
        })),
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** With who wrote them; the latest first. */
export async function notes(
  tx: ReadTx,
  regionId: number,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with n as materialized (
      select n.* from study_note n where n.region_id = ${regionId} and ${which} order by n.recorded_at desc, n.id desc limit ${limit})
    select n.id, n.person_id as "personId", coalesce(p.name, w.name, '') as "personName", p.id is not null as "mayOpen",
      case when w.branch_id <> n.branch_id then json_build_object('unit', w.unit_name, 'branch', w.branch_name) end as elsewhere,
      coalesce(w.is_asked, false) as "isAsked", n.stage_code as "stageCode", n.writing_code as writing,
      n.body as text, case when n.file_name is not null then json_build_object('sha256', encode(n.file_sha256, 'hex'), 'name', n.file_name) end as file,
      n.recorded_by_name as by, n.recorded_by <> n.person_id as "isByAnother", n.recorded_at as at, n.returned_at as "returnedAt",
      n.returned_by_name as "returnedBy", n.return_reason as "returnReason", n.path::text, n.party_path::text as "partyPath"
    from n
    left join study_note_writers(${regionId}, (select array_agg(id) from n)) w on w.note_id = n.id
    left join person p on p.region_id = n.region_id and p.id = n.person_id
    order by n.recorded_at desc, n.id desc`.execute(tx);
  return rows;
}

export function noteAnswer(row: Row, actor: Actor, isOpen: boolean): Note {
  const {
    personId,
    personName,
    mayOpen,
    elsewhere,
    isAsked,
    returnedAt,
    returnedBy,
    returnReason,
    path,
    partyPath,
    at,
    ...note
  } = row;
  const place = { path, linked: [partyPath] };
  return {
    ...note,
    person: { id: personId, name: personName, mayOpen, elsewhere },
    characters: note.text === null ? 0 : lengthOf(note.text),
    at: at.toISOString(),
    returned:
      returnedAt === null ? null : { by: returnedBy ?? '', at: returnedAt.toISOString(), reason: returnReason ?? '' },
    mayReturn:
      isOpen &&
      isAsked &&
      returnedAt === null &&
      actor.personId !== personId &&
      mayActOn(actor.grants, 'record-activity', place),
  };
}
