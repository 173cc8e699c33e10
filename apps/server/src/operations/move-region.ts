import { civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import { record } from '../ledger/index.ts';
import { inTransactionAlone, type Db, type Tx } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';

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
const operator = { id: '00000000-0000-0000-0000-000000000000', name: 'operator' };

interface Ends {
  readonly fromRegion: number;
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly parentId: string;
  readonly partyParentId: string;
}

/** Closes rows in one region and opens them in another, hours carried as credits that cite the old entries. Throws what is wrong, in words. */
export function moveRegion(db: Db, move: RegionMove, timeZone: string, at: Date): Promise<RegionMoved> {
  return inTransactionAlone(db, EVERYWHERE, async (tx) => {
    const ends = await findEnds(tx, move);
    const { rows } = await sql<RegionMoved>`
      select organisations, members, credits from organisation_move_region(${ends.fromRegion}::int, ${ends.id}::uuid, ${move.toRegion}::int,
        ${ends.parentId}::uuid, ${ends.partyParentId}::uuid, ${civilDateAt(at, timeZone)}::date, ${operator.id}::uuid, ${operator.name},
        ${move.reason}, ${at}::timestamptz)`.execute(tx);
    const [moved] = rows;
    if (moved === undefined) throw new Error('The move answered nothing.');
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
  if (found === undefined) throw new Error(`No open organisation outside region ${toRegion} has the code ${code}.`);
  if (found.places > 1) throw new Error(`${found.places} regions have an organisation with the code ${code}.`);
  const { fromRegion, id, name, path, parentId, partyParentId } = found;
  if (parentId === null) throw new Error(`Region ${toRegion} has no organisation with the code ${under}.`);
  if (partyParentId === null) throw new Error(`Region ${toRegion} has no organisation with the code ${partyUnder}.`);
  if (fromRegion === null || id === null || name === null || path === null) throw new Error('A row without a key.');
  return { fromRegion, id, name, path, parentId, partyParentId };
}
