import { civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import pg from 'pg';
import { record } from '../ledger/index.ts';
import { inTransactionAlone, type Db, type Tx } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { OperationRefused } from './operation-refused.ts';

export interface RegionMove {
  /** Code of the region or unit that goes, with all beneath it. */
  readonly code: string;
  readonly toRegion: number;
  /** Codes of the nodes there that it hangs under, in each tree. */
  readonly under: string;
  readonly partyUnder: string;
  readonly reason: string;
}

export interface RegionMoved {
  readonly organisations: number;
  readonly members: number;
  readonly credits: number;
}

/** Whoever runs the installation is nobody of its rosters. */
const operator = { id: '00000000-0000-0000-0000-000000000000', name: '运维人员 / operator' };

interface Ends {
  readonly fromRegion: number;
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly parentId: string;
  readonly partyParentId: string;
}

/** Closes rows in one region and opens them in another, hours carried as credits that cite the old entries. Refused with a sentence. */
export async function moveRegion(db: Db, move: RegionMove, timeZone: string, at: Date): Promise<RegionMoved> {
  try {
    return await moveRows(db, move, timeZone, at);
  } catch (error) {
    throw refusalOf(error, move);
  }
}

function moveRows(db: Db, move: RegionMove, timeZone: string, at: Date): Promise<RegionMoved> {
  return inTransactionAlone(db, EVERYWHERE, async (tx) => {
    const ends = await findEnds(tx, move);
    const { rows } = await sql<RegionMoved>`
      select organisations, members, credits from organisation_move_region(${ends.fromRegion}::int, ${ends.id}::uuid, ${move.toRegion}::int,
        ${ends.parentId}::uuid, ${ends.partyParentId}::uuid, ${civilDateAt(at, timeZone)}::date, ${operator.id}::uuid, ${operator.name},
        ${move.reason}, ${at}::timestamptz)`.execute(tx);
    const [moved] = rows;
    if (moved === undefined) throw new Error('The move answered nothing.');
    await sql`select organisation_move_closed(${ends.fromRegion}::int, ${ends.id}::uuid, ${move.toRegion}::int, ${ends.partyParentId}::uuid)`.execute(
      tx,
    );
    await sql`select study_move_plans(${ends.fromRegion}::int, ${move.toRegion}::int, ${operator.id}::uuid, ${operator.name}, ${move.reason},
      ${at}::timestamptz)`.execute(tx);
    const fact = {
      unitId: null,
      kind: 'organisation.region-moved',
      subjectId: ends.id,
      occurredAt: null,
      summary: { organisation: ends.name, from: ends.fromRegion, to: move.toRegion, ...moved },
      head: { organisation: ends.id, from: ends.fromRegion, to: move.toRegion, reason: move.reason, ...moved },
      personal: [],
    };
    const place = await tx
      .selectFrom('organisation')
      .select('path')
      .where('region_id', '=', move.toRegion)
      .where('id', '=', ends.id)
      .executeTakeFirstOrThrow();
    await record(
      tx,
      [
        { ...fact, regionId: ends.fromRegion, place: { path: ends.path, linked: [] } },
        { ...fact, regionId: move.toRegion, place: { path: place.path, linked: [] } },
      ],
      { actor: null, at },
    );
    return moved;
  });
}

async function findEnds(tx: Tx, { code, toRegion, under, partyUnder }: RegionMove): Promise<Ends> {
  const { rows } = await sql<{ [Key in keyof Ends]: Ends[Key] | null } & { places: number }>`
    select o.region_id as "fromRegion", o.id, o.name, o.path::text as path,
      (select id from organisation where region_id = ${toRegion} and code = ${under} and closed_on is null) as "parentId",
      (select id from organisation where region_id = ${toRegion} and code = ${partyUnder} and closed_on is null) as "partyParentId",
      (select count(*)::int from organisation where code = ${code} and closed_on is null and region_id <> ${toRegion}) as places
    from organisation o where o.code = ${code} and o.closed_on is null and o.region_id <> ${toRegion} limit 1`.execute(
    tx,
  );
  const [found] = rows;
  if (found === undefined) throw new OperationRefused(await whyNotFound(tx, code, toRegion));
  if (found.places > 1)
    throw new OperationRefused(
      `${found.places} regions have an open organisation with the code ${code}: change one of them.`,
    );
  const { fromRegion, id, name, path, parentId, partyParentId } = found;
  const missing = parentId === null ? under : partyParentId === null ? partyUnder : null;
  if (missing !== null) throw new OperationRefused(await whyNoEnd(tx, toRegion, missing));
  if (
    fromRegion === null ||
    id === null ||
    name === null ||
    path === null ||
    parentId === null ||
    partyParentId === null
  )
    throw new Error('A row without a key.');
  return { fromRegion, id, name, path, parentId, partyParentId };
}

async function whyNotFound(tx: Tx, code: string, toRegion: number): Promise<string> {
  const there = await tx
    .selectFrom('organisation')
    .select('name')
    .where('code', '=', code)
    .where('region_id', '=', toRegion)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  return there === undefined
    ? `No open organisation has the code ${code}: check it ("muster export organisations" lists the codes).`
    : `${there.name} (${code}) is in region ${toRegion} already.`;
}

async function whyNoEnd(tx: Tx, toRegion: number, code: string): Promise<string> {
  const region = await tx.selectFrom('region').select('name').where('region_id', '=', toRegion).executeTakeFirst();
  return region === undefined
    ? `There is no region ${toRegion}: "muster make-region ${toRegion}" makes one with its two roots.`
    : `Region ${toRegion} has no open organisation with the code ${code}: check it.`;
}

/** The rules that the database holds, in words. */
const sentences: Readonly<Record<string, (move: RegionMove, detail: string) => string>> = {
  organisation__region_move_ends: ({ code, under, partyUnder }) =>
    `${code} is to be a place or unit beneath another, ${under} a place and ${partyUnder} a committee or general branch: check the three codes.`,
  organisation__region_move_closed_set: ({ code }) =>
    `A branch of ${code} also serves a unit that stays: import that branch again without that unit, which needs another branch for its members first, or name the place that holds both units.`,
  organisation__region_move_between_stages: ({ code }) =>
    `Something is under way in ${code} that stays behind: settle open transfers, applications and orders to correct first; once the open stage has an assessment, wait for its end.`,
  planned_activity__region_move_together: ({ code }, detail) =>
    `Meetings of several branches stand open in ${code}, and go along only when all their branches go and none has written its sheet: ${detail}. Have the missing sheets written, or the meetings called off, first.`,
  membership__one_open: ({ code, toRegion }) =>
    `Somebody of ${code} is a member in region ${toRegion}, too: end one of the two memberships first.`,
  person__code_unique: ({ code, toRegion }) =>
    `Region ${toRegion} has another person with the code of somebody of ${code}: give one of the two another code.`,
  organisation__code_unique: ({ code, toRegion }) =>
    `Region ${toRegion} has had an organisation with a code from beneath ${code}: give one of the two another code.`,
  organisation__name_unique: ({ code, under }) =>
    `An organisation right beneath ${under} has the name of ${code} or of one of its branches: rename one of them.`,
};

function refusalOf(error: unknown, move: RegionMove): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  if (error.code === '55P03')
    return new OperationRefused(
      'Others kept on recording for five seconds; nothing was changed. Try again at a quieter time.',
    );
  const sentence = sentences[error.constraint ?? ''];
  return sentence === undefined ? error : new OperationRefused(sentence(move, error.detail ?? ''));
}
