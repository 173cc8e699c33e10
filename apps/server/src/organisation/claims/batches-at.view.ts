import type { RouteAnswer } from '@muster/contract';
import type { readReconciliation } from '@muster/contract/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Node } from '../queries.ts';

export type Batch = RouteAnswer<typeof readReconciliation>['batches'][number];

interface Row {
  readonly id: string;
  readonly number: number;
  readonly zh: string | null;
  readonly en: string | null;
  readonly campaign: Batch['campaign'];
}

/** The opened batches of the campaigns at a node, by campaign and number, and those that are named. */
export async function batchesAt(tx: ReadTx, { place }: Node, named: readonly string[] = []): Promise<Batch[]> {
  const { rows } = await sql<Row>`
    select b.id, b.number, b.title_zh as zh, b.title_en as en,
      json_build_object('id', c.id, 'name', json_build_object('zh', c.name_zh, 'en', c.name_en)) as campaign
    from batch b join campaign c on c.id = b.campaign_id
    where b.id = any (${named}::uuid[])
      or (b.opened_at is not null and c.id in (select campaigns_at(${place.path}::ltree, ${[...place.linked]}::text[]::ltree[])))
    order by c.closed_on is null desc, c.started_on desc, c.id desc, b.number`.execute(tx);
  return rows.map(({ id, number, zh, en, campaign }) => ({
    id,
    number,
    title: zh === null ? null : { zh, en: en ?? zh },
    campaign,
  }));
}

export async function isBatch(tx: ReadTx, id: string): Promise<boolean> {
  const found = await tx.selectFrom('batch').select('id').where('id', '=', id).executeTakeFirst();
  return found !== undefined;
}
