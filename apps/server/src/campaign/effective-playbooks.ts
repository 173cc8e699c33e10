import type { Place } from '@muster/core/access';
import type { Merged, Playbook } from '@muster/core/campaign';
import { sql, type RawBuilder } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { pinnedDocuments } from './pinned-documents.ts';
import { storedPlaybooks, type Lineage } from './stored-playbooks.ts';

/**
 * The playbook that each of these participations is held to, by its id: the campaign's with the layers above the unit, as they lay when
 * its stage at hand opened. A layer put later holds from the next stage that opens.
 */
export function effectivePlaybooks(
  tx: ReadTx,
  participationIds: readonly string[],
): Promise<ReadonlyMap<string, Playbook>> {
  return playbooksBy(tx, participationIds, pinnedDocuments);
}

/** The playbook by which the next stage of each would open now. */
export function playbooksAhead(
  tx: ReadTx,
  participationIds: readonly string[],
): Promise<ReadonlyMap<string, Playbook>> {
  return playbooksBy(tx, participationIds, sql<Lineage | null>`null::text[]`);
}

async function playbooksBy(
  tx: ReadTx,
  participationIds: readonly string[],
  pinned: RawBuilder<Lineage | null>,
): Promise<ReadonlyMap<string, Playbook>> {
  if (participationIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; lineage: Lineage }>`
    with running as materialized (
      select c.id, playbook_lineage(c.playbook_id) as lineage from campaign c
      where c.id in (select campaign_id from participation where id = any (${[...participationIds]}::uuid[]))
    )
    select p.id, coalesce(${pinned}, r.lineage || array(
      select d.hash from campaign_layer l cross join unnest(playbook_lineage(l.playbook_id)) with ordinality as d (hash, depth)
      where l.campaign_id = p.campaign_id and l.superseded_at is null and (l.path @> p.path or l.path @> any (p.linked))
      order by nlevel(l.path), l.path, d.depth)) as lineage
    from participation p join running r on r.id = p.campaign_id
    where p.id = any (${[...participationIds]}::uuid[]) ${kept}`.execute(tx);
  const playbookOf = await storedPlaybooks(
    tx,
    rows.map(({ lineage }) => lineage),
  );
  return new Map(rows.map(({ id, lineage }) => [id, playbookOf(lineage).playbook]));
}

/** What holds under documents that were pinned, for each of these. */
export async function playbooksUnder(
  tx: ReadTx,
  lineages: readonly Lineage[],
): Promise<readonly { readonly documents: Lineage; readonly playbook: Playbook }[]> {
  const playbookOf = await storedPlaybooks(tx, lineages);
  return lineages.map((documents) => ({ documents, playbook: playbookOf(documents).playbook }));
}

/** A layer that lies on a node now. */
export interface PutLayer {
  readonly id: string;
  readonly playbookId: string;
  /** Its documents, from above: itself last. */
  readonly lineage: Lineage;
  readonly organisationId: string;
  readonly path: string;
  readonly at: Date;
}

/** Layers of a campaign that lie on a node, above it or beneath it, from above. */
export function layersAround(tx: ReadTx, campaignId: string, place: Place): Promise<PutLayer[]> {
  const paths = [place.path, ...place.linked];
  return layersOf(tx, campaignId, sql`l.path @> any (${paths}::ltree[]) or l.path <@ any (${paths}::ltree[])`);
}

/** Layers lie on places: those over the units that are served from a node of the party tree. */
function layersOverServed(tx: ReadTx, campaignId: string, path: string): Promise<PutLayer[]> {
  return layersOf(
    tx,
    campaignId,
    sql`exists (select from participation p
      where p.campaign_id = l.campaign_id and p.ended_at is null and p.path <@ l.path and p.linked <@ ${path}::ltree)`,
  );
}

async function layersOf(tx: ReadTx, campaignId: string, which: RawBuilder<unknown>): Promise<PutLayer[]> {
  const { rows } = await sql<PutLayer>`
    select l.id, l.playbook_id as "playbookId", playbook_lineage(l.playbook_id) as lineage, l.organisation_id as "organisationId",
      l.path, l.recorded_at as at
    from campaign_layer l
    where l.campaign_id = ${campaignId} and l.superseded_at is null and (${which})
    order by nlevel(l.path), l.path`.execute(tx);
  return rows;
}

export function liesAbove(layer: PutLayer, { path, linked }: Place): boolean {
  return [path, ...linked].some((each) => each === layer.path || each.startsWith(`${layer.path}.`));
}

/**
 * Everything that is asked of somebody at a node or beneath it, for figures that add up over units under different layers. Of two
 * layers side by side the first names what both have.
 */
export async function playbookBeneath(
  tx: ReadTx,
  campaign: { readonly id: string; readonly lineage: Lineage },
  { tree, place }: Pick<Node, 'tree' | 'place'>,
): Promise<Playbook> {
  const layers =
    tree === 'party' ? await layersOverServed(tx, campaign.id, place.path) : await layersAround(tx, campaign.id, place);
  return (await mergedFrom(tx, campaign.lineage, layers)).playbook;
}

/** All that is said anywhere in these campaigns, by their ids: for whoever has to call a kind or a reason by its name. */
export async function playbooksEverywhere(
  tx: ReadTx,
  campaigns: readonly { readonly id: string; readonly lineage: Lineage }[],
): Promise<ReadonlyMap<string, Playbook>> {
  const { rows } = await sql<{ campaignId: string; lineage: Lineage }>`
    select l.campaign_id as "campaignId", playbook_lineage(l.playbook_id) as lineage
    from campaign_layer l where l.superseded_at is null order by nlevel(l.path), l.path`.execute(tx);
  const lineages = campaigns.map(({ id, lineage }) => [
    ...lineage,
    ...rows.filter((row) => row.campaignId === id).flatMap((row) => row.lineage),
  ]);
  const playbookOf = await storedPlaybooks(tx, lineages);
  return new Map(campaigns.map(({ id }, index) => [id, playbookOf(lineages[index] ?? []).playbook]));
}

/** What is asked at a node: the campaign's playbook with the layers put on it and above it. */
export async function playbookAt(
  tx: ReadTx,
  campaign: { readonly id: string; readonly lineage: Lineage },
  place: Place,
): Promise<Playbook> {
  const layers = (await layersAround(tx, campaign.id, place)).filter((layer) => liesAbove(layer, place));
  return (await mergedFrom(tx, campaign.lineage, layers)).playbook;
}

/** What is asked at each of these nodes, in their order: queries do not depend on how many they are. */
export async function playbooksAt(
  tx: ReadTx,
  campaign: { readonly id: string; readonly lineage: Lineage },
  places: readonly Place[],
): Promise<readonly Playbook[]> {
  const [first, ...others] = places.flatMap(({ path, linked }) => [path, ...linked]);
  const around = first === undefined ? [] : await layersAround(tx, campaign.id, { path: first, linked: others });
  const lineages = places.map((place) => [
    ...campaign.lineage,
    ...around.filter((layer) => liesAbove(layer, place)).flatMap(({ lineage }) => lineage),
  ]);
  const playbookOf = await storedPlaybooks(tx, lineages);
  return lineages.map((lineage) => playbookOf(lineage).playbook);
}

/** The campaign's documents with these layers over them. */
export async function mergedFrom(tx: ReadTx, lineage: Lineage, layers: readonly PutLayer[]): Promise<Merged> {
  const whole = [...lineage, ...layers.flatMap((layer) => layer.lineage)];
  return (await storedPlaybooks(tx, [whole]))(whole);
}
