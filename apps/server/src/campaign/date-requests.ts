import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Participation } from './participations.ts';

export interface DateRequest {
  readonly regionId: number;
  readonly id: string;
  readonly unitId: string;
  readonly participationId: string;
  readonly askedBy: string;
  readonly isDecided: boolean;
  readonly isShorter: boolean;
  readonly place: Place;
}

export async function requestIsOpen(
  tx: ReadTx,
  { regionId, id }: Pick<Participation, 'regionId' | 'id'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('stage_request')
    .select('id')
    .where('region_id', '=', regionId)
    .where('participation_id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findDateRequest(tx: ReadTx, id: string): Promise<DateRequest | null> {
  const { rows } = await sql<Omit<DateRequest, 'place'> & { readonly path: string; readonly linked: string[] }>`
    select region_id as "regionId", id, unit_id as "unitId", participation_id as "participationId", asked_by as "askedBy",
      ended_at is not null as "isDecided", shorter_stage is not null or shorter_total_days is not null as "isShorter",
      path, linked::text[] as linked
    from stage_request where id = ${id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const { path, linked, ...request } = row;
  return { ...request, place: { path, linked } };
}

/** Conditions of the open stage that are set and hold for the unit, and how many of them are not met at this moment. */
export async function judgedNow(
  tx: ReadTx,
  { regionId, id, openStage }: Participation,
): Promise<{ readonly judging: number; readonly unmet: number }> {
  if (openStage === null) return { judging: 0, unmet: 0 };
  const { rows } = await sql<{ readonly judging: number; readonly unmet: number }>`
    select judging, unmet from campaign_judging(${regionId}::int, ${id}::uuid, ${openStage.code})`.execute(tx);
  return rows[0] ?? { judging: 0, unmet: 0 };
}

/** The units that whoever asks is of, as a member or by an office there; the database asks the same again. */
export async function unitsOfSelf(tx: ReadTx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ readonly id: string }>`select id from units_of_self() id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Whether whoever asks is of the unit. */
export async function isOfUnit(tx: ReadTx, unitId: string): Promise<boolean> {
  return (await unitsOfSelf(tx)).has(unitId);
}
