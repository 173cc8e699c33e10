import type { RouteAnswer } from '@muster/contract';
import type { listBurdens } from '@muster/contract/opinion';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

export interface PersonPlace {
  readonly regionId: number;
  readonly id: string;
  readonly path: string;
}

export async function personPlace(tx: ReadTx, personId: string): Promise<PersonPlace | null> {
  const row = await tx
    .selectFrom('person')
    .select(['region_id', 'id', 'path'])
    .where('id', '=', personId)
    .executeTakeFirst();
  return row === undefined ? null : { regionId: row.region_id, id: row.id, path: row.path };
}

/** What burdens people at and beneath a place, latest first, with the place they belong to and never their name. */
export async function burdensBeneath(
  tx: ReadTx,
  path: string,
  after: string | undefined,
  limit: number,
): Promise<RouteAnswer<typeof listBurdens>> {
  let query = tx
    .selectFrom('burden_report as report')
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.path', '=', 'report.path').onRef('o.region_id', '=', 'report.region_id'),
    )
    .select(['report.id', 'report.page', 'report.body', 'report.recorded_at', 'o.name'])
    .where(sql<boolean>`report.path <@ ${path}::ltree`)
    .orderBy('report.id', 'desc')
    .limit(limit + 1);
  if (after !== undefined) query = query.where('report.id', '<', after);
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  return {
    reports: shown.map((row) => ({
      id: row.id,
      page: row.page,
      body: row.body,
      recordedAt: row.recorded_at.toISOString(),
      organisationName: row.name ?? '',
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
