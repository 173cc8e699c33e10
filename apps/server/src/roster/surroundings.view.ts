import { covers } from '@muster/core/access';
import { ownJoining } from '@muster/core/campaign';
import type { KnownBranch, RosterSurroundings } from '@muster/core/roster';
import { sql } from 'kysely';
import { joiningRules } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { leafPlace } from '../platform/place.ts';
import { memberCategories } from './member-categories.ts';
import { membersAround } from './members-around.view.ts';
import { unsettledAmong } from './unsettled.view.ts';

/** What an import of members beneath a node may mean, and the salt of everybody who may be changed by it. */
export interface RosterGround {
  readonly around: Omit<RosterSurroundings, 'heldElsewhere' | 'namesakesOutside'>;
  readonly salts: ReadonlyMap<string, Uint8Array>;
}

/** `fetched` hears of each of these people twice: with the membership, and with the name. */
export async function rosterGround(
  tx: ReadTx,
  node: Node,
  people: readonly string[],
  asking: Asking & { readonly actor: Actor },
  fetched: (people: number) => void,
): Promise<RosterGround> {
  const branches = await ofAge(tx, await branchesBeneath(tx, node), asking);
  const { members, salts } = await membersAround(tx, node, people, asking.actor, fetched);
  const left = new Set(members.flatMap(({ membership }) => (membership === null ? [] : [membership.unitId])));
  const closed = await closedBeneath(tx, node);
  return {
    around: {
      base: { name: node.name, isClosed: closed.some(({ id }) => id === node.id) },
      branches,
      ownBranch: branches.find(({ id }) => id === node.id) ?? null,
      members,
      unsettled: await unsettledAmong(tx, node.regionId, [...left]),
      closed: new Map(closed.flatMap(({ code, name }) => (code === null ? [] : [[code, name] as const]))),
      categories: await memberCategories(tx),
    },
    salts,
  };
}

type ServedUnit = KnownBranch['units'][number];
type BranchBeneath = Omit<KnownBranch, 'units'> & { readonly units: readonly Omit<ServedUnit, 'joining'>[] };

/** With how old members are when they join: of every leaf at once. */
async function ofAge(tx: ReadTx, branches: readonly BranchBeneath[], asking: Asking): Promise<KnownBranch[]> {
  const leaves = branches.flatMap(({ path, units }) => units.map((unit) => leafPlace(unit.path, path)));
  const rules = (await joiningRules(tx, leaves, asking)).values();
  return branches.map(({ units, ...branch }) => ({
    ...branch,
    units: units.map((unit) => ({ ...unit, joining: rules.next().value ?? ownJoining })),
  }));
}

async function branchesBeneath(tx: ReadTx, { regionId, tree, place }: Node): Promise<BranchBeneath[]> {
  const beneath = tree === 'party' ? sql`b.path <@ ${place.path}::ltree` : sql`b.linked <@ ${place.path}::ltree`;
  const { rows } = await sql<BranchBeneath>`
    select b.id, coalesce(b.code, b.credit_code) as code, b.path::text as path, json_agg(json_build_object(
      'id', u.id, 'code', u.code, 'creditCode', u.credit_code, 'path', u.path::text, 'isHost', s.is_host)) as units
    from organisation b
    join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.to_on is null
    join organisation u on u.region_id = s.region_id and u.id = s.unit_id
    where b.region_id = ${regionId} and b.kind = 'branch' and b.closed_on is null and ${beneath}
    group by b.id, b.code, b.credit_code, b.path`.execute(tx);
  return rows.map((row) => ({
    ...row,
    units: row.units.map((unit) => ({ ...unit, isBeneath: tree === 'party' || covers(place.path, unit.path) })),
  }));
}

/** Branches and units that nobody can be put into any more, and the node itself where it is closed. */
async function closedBeneath(
  tx: ReadTx,
  { regionId, id, place }: Node,
): Promise<readonly { readonly id: string; readonly code: string | null; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; code: string | null; name: string }>`
    select id, coalesce(code, credit_code) as code, name from organisation
    where region_id = ${regionId} and closed_on is not null
      and (id = ${id}::uuid or kind in ('unit', 'branch') and (path <@ ${place.path}::ltree or linked <@ ${place.path}::ltree))`.execute(
    tx,
  );
  return rows;
}
