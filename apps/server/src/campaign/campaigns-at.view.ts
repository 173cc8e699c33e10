import type { RouteAnswer } from '@muster/contract';
import type { readCampaignsAt } from '@muster/contract/campaign';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { idAtHand, idsAt, type At } from './queries.ts';

type Answer = RouteAnswer<typeof readCampaignsAt>;

/** What may be chosen at a node, and what lies further down: above two of them there may be none. */
export async function campaignsAt(tx: ReadTx, node: Node, asking: Asking): Promise<Answer> {
  const here = await idsAt(tx, node, asking);
  const atHand = await idAtHand(tx, node, asking);
  const { rows } = await sql<Answer['beneath'][number]>`
    select c.id, json_build_object('zh', c.name_zh, 'en', c.name_en) as name, c.closed_on as "closedOn",
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name, 'kind', o.kind) end as root
    from campaign c left join organisation o on o.region_id = c.root_region_id and o.id = c.root_id
    where c.id not in (select campaigns_at(${node.place.path}::ltree, ${[...node.place.linked]}::text[]::ltree[])) and (c.path <@ ${node.place.path}::ltree
      or exists (select from participation p where p.campaign_id = c.id and p.linked <@ ${node.place.path}::ltree))
    order by c.path, c.started_on desc, c.id desc`.execute(tx);
  return { atHand, here, beneath: rows };
}

/** Where somebody has a say and where they belong, as one place; null for somebody without either. */
export function placesOf({ grants, home }: Actor): At | null {
  const [path, ...linked] = [...new Set([...grants.map((grant) => grant.path), ...home])];
  return path === undefined ? null : { place: { path, linked } };
}
