import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { pinnedDocuments } from './pinned-documents.ts';

/**
 * How many units beneath a node are in a stage that opened before each of these documents was put: there it is still to come. Null for
 * whoever may not read the node, who would count what is in sight alone.
 */
export async function unitsToCome(
  tx: ReadTx,
  node: Node,
  campaignId: string,
  { actor, documents }: Pick<Asking, 'actor'> & { readonly documents: readonly string[] },
): Promise<ReadonlyMap<string, number> | null> {
  if (node.kind === 'unit' || node.kind === 'branch' || !mayActOn(actor.grants, 'read', node.place)) return null;
  if (documents.length === 0) return new Map();
  const { rows } = await sql<{ document: string; units: number }>`
    with pinned as materialized (
      select ${pinnedDocuments} as documents from participation p
      where p.region_id = ${node.regionId} and p.campaign_id = ${campaignId}::uuid and p.ended_at is null
        and (p.path <@ ${node.place.path}::ltree or p.linked <@ ${node.place.path}::ltree))
    select d.document, count(*)::int as units
    from pinned cross join unnest(${[...documents]}::text[]) d (document)
    where not d.document = any (pinned.documents)
    group by d.document`.execute(tx);
  return new Map(rows.map(({ document, units }) => [document, units]));
}
