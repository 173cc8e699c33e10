import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Node } from './queries.ts';

export interface Figures {
  readonly units: number;
  readonly branches: number;
  readonly members: number;
  readonly activities: number;
  /** Units that take part in the campaign with the most of them. */
  readonly takingPart: number;
  readonly asOf: string | null;
}

/** Figures at a node and beneath, from the roll-up: what was not folded yet is missing. */
export async function figuresAt(tx: ReadTx, { regionId, id }: Pick<Node, 'regionId' | 'id'>): Promise<Figures> {
  const { rows } = await sql<Omit<Figures, 'asOf'> & { asOf: Date | null }>`
    with here as (select * from rollup_figures(${regionId}, ${id}::uuid))
    select
      coalesce((select sum(amount) from here where measure = 'units'), 0)::int as units,
      coalesce((select sum(amount) from here where measure = 'branches'), 0)::int as branches,
      coalesce((select sum(amount) from here where measure = 'members'), 0)::int as members,
      coalesce((select sum(amount) from here where measure = 'activities'), 0)::int as activities,
      coalesce((select max(units) from (select sum(amount) as units from here where measure like 'stage:%' group by campaign_id, stage_code) s), 0)::int
        as "takingPart",
      (select as_of from rollup_folded where region_id = ${regionId}) as "asOf"`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a select without from has one row');
  return { ...row, asOf: row.asOf?.toISOString() ?? null };
}
