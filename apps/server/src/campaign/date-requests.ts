import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Participation } from './queries.ts';

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

/** How many hard conditions of the open stage do not hold at this moment. */
export async function unmetHard(tx: ReadTx, participation: Participation): Promise<number> {
  if (participation.openStage === null) return 0;
  const { rows } = await sql<{ readonly open: number }>`
    select cardinality(gate_unmet_hard(${participation.regionId}::int, ${participation.id}::uuid, ${participation.openStage.code})) as open`.execute(
    tx,
  );
  return rows[0]?.open ?? 0;
}
