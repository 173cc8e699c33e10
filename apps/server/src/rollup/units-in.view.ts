import type { RouteAnswer } from '@muster/contract';
import type { listUnitsIn } from '@muster/contract/rollup';
import { sql } from 'kysely';
import { campaignAtHand } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listUnitsIn>;

interface Wish {
  readonly stage: string;
  readonly of: 'stage' | 'band';
  readonly value: string;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The units behind a count of stages or of bands, by place in the tree. */
export async function unitsIn(
  tx: ReadTx,
  node: Node,
  { stage, of, value, after, limit }: Wish,
  asking: Asking,
): Promise<Answer> {
  const campaign = await campaignAtHand(tx, node, asking);
  if (campaign === null) return { rows: [], all: 0, next: null };
  const keys = await sql<{ page: string[]; total: number }>`
    select page::text[] as page, total from rollup_standing_page(${node.regionId}, ${node.tree}, ${node.place.path}::ltree, ${campaign.id}::uuid,
      ${stage}, ${of}, ${value}, ${after ?? null}::uuid, ${limit + 1})`.execute(tx);
  const { page, total } = keys.rows[0] ?? { page: [], total: 0 };
  const shown = page.slice(0, limit);
  const { rows } = await sql<{
    participation_id: string;
    id: string;
    name: string;
    num: number | null;
    den: number | null;
    as_of: Date;
  }>`
    select s.participation_id, s.unit_id as id, u.name, s.num, s.den, s.as_of
    from rollup_standing s join organisation u on u.region_id = s.region_id and u.id = s.unit_id
    where s.region_id = ${node.regionId} and s.participation_id = any (${shown}::uuid[]) and s.stage_code = ${stage} and s.item = ${of}
    order by s.path, s.participation_id`.execute(tx);
  return {
    rows: rows.map((row) => ({
      participationId: row.participation_id,
      unit: { id: row.id, name: row.name },
      num: row.num,
      den: row.den,
      asOf: row.as_of.toISOString(),
    })),
    all: total,
    next: page.length > limit ? (shown.at(-1) ?? null) : null,
  };
}
