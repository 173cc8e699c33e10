import type { Place } from '@muster/core/access';
import { ownJoining, type JoiningRule } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { playbooksAt } from './effective-playbooks.ts';
import { askedOf } from './queries.ts';
import type { Lineage } from './stored-playbooks.ts';

/**
 * How old members are when they join, at each of these leaves, in their order: as the playbook of the campaign at hand there says, for the
 * rule goes with what that campaign calls a member. Ours where no campaign runs or its playbook says nothing.
 */
export async function joiningRules(tx: ReadTx, leaves: readonly Place[], asking: Asking): Promise<JoiningRule[]> {
  const atHand = await atHandOf(tx, leaves, asking);
  const rules = new Map<Place, JoiningRule | null>();
  for (const [id, ofIt] of Map.groupBy(leaves, (_, index) => atHand[index]?.id ?? null)) {
    const campaign = atHand.find((one) => one?.id === id);
    if (campaign === undefined || campaign === null) continue;
    const playbooks = await playbooksAt(tx, campaign, ofIt);
    ofIt.forEach((leaf, index) => rules.set(leaf, playbooks[index]?.joining ?? null));
  }
  return leaves.map((leaf) => rules.get(leaf) ?? ownJoining);
}

export async function joiningRule(tx: ReadTx, leaf: Place, asking: Asking): Promise<JoiningRule> {
  const [rule = ownJoining] = await joiningRules(tx, [leaf], asking);
  return rule;
}

interface AtHand {
  readonly id: string;
  readonly lineage: Lineage;
}

/** As `idAtHand`, of many leaves in one query, in their order; null where there is none. */
async function atHandOf(tx: ReadTx, leaves: readonly Place[], asking: Asking): Promise<readonly (AtHand | null)[]> {
  if (leaves.length === 0) return [];
  const paths = leaves.map(({ path }) => path);
  const linked = leaves.map(({ path, linked: [first] }) => first ?? path);
  const { rows } = await sql<AtHand & { readonly place: number }>`
    with leaf as materialized (
      select path, linked, place from unnest(${paths}::text[]::ltree[], ${linked}::text[]::ltree[]) with ordinality as l (path, linked, place)
    ),
    running as materialized (select c.*, playbook_lineage(c.playbook_id) as lineage from campaign c)
    select distinct on (leaf.place) leaf.place::int as place, c.id, c.lineage
    from leaf cross join running c
    left join participation p on p.campaign_id = c.id and p.path = leaf.path and p.ended_at is null
    where c.path @> leaf.path or c.path @> leaf.linked or p.id is not null
    order by leaf.place, c.id is not distinct from ${askedOf(asking)}::uuid desc, c.closed_on is null desc, p.id is not null desc,
      c.started_on desc, c.id desc`.execute(tx);
  const found = new Map(rows.map(({ place, id, lineage }) => [place, { id, lineage }]));
  return leaves.map((_, index) => found.get(index + 1) ?? null);
}
