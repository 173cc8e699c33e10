import { sql } from 'kysely';
import type { CivilDate } from '@muster/core/kernel';
import type { Tx } from '../platform/database/db.ts';
import { addDeltas } from '../platform/outbox.ts';
import type { Changing } from './changing.view.ts';
import { refreshLinks } from './place-writes.ts';

interface Link {
  readonly branchId: string;
  readonly unitId: string;
  readonly isHost: boolean;
  readonly path: string;
  readonly partyPath: string;
}

/** The branches of a unit serve the other from the day on, the units of a branch are served by the other. */
export async function takeOverLinks(tx: Tx, from: Changing, into: Changing, on: CivilDate): Promise<void> {
  if (from.kind !== 'unit' && from.kind !== 'branch') return;
  const { regionId } = from;
  const old = await openLinks(tx, from);
  if (old.length === 0) return;
  const there = await openLinks(tx, into);
  await sql`
    update branch_serves_unit set to_on = greatest(${on}::date, from_on)
    where region_id = ${regionId} and to_on is null and ${from.id}::uuid in (branch_id, unit_id)`.execute(tx);
  const wanted = from.kind === 'unit' ? ofUnit(old, into) : ofBranch(old, into, there);
  await sql`
    insert into branch_serves_unit as s (region_id, branch_id, unit_id, from_on, is_host, path, party_path)
    select ${regionId}, r."branchId", r."unitId", ${on}::date, r."isHost", r.path, r."partyPath"
    from json_to_recordset(${JSON.stringify(wanted)}::json) as r("branchId" uuid, "unitId" uuid, "isHost" boolean, path ltree, "partyPath" ltree)
    where not exists (select from branch_serves_unit b where b.region_id = ${regionId} and b.branch_id = r."branchId"
      and b.unit_id = r."unitId" and b.to_on is null)
    on conflict (region_id, branch_id, unit_id, from_on) do update set to_on = null, is_host = excluded.is_host`.execute(
    tx,
  );
  // Where the link is there already, its unit keeps house from now on if the other did.
  await sql`
    update branch_serves_unit s set is_host = true
    from json_to_recordset(${JSON.stringify(wanted)}::json) as r("branchId" uuid, "unitId" uuid, "isHost" boolean)
    where s.region_id = ${regionId} and s.branch_id = r."branchId" and s.unit_id = r."unitId" and s.to_on is null
      and r."isHost" and not s.is_host`.execute(tx);
  await addDeltas(tx, [...hosting(old, regionId, -1), ...hosting(wanted, regionId, 1)]);
  const others = old.map((link) => (from.kind === 'unit' ? link.branchId : link.unitId));
  await refreshLinks(tx, regionId, [...others, into.id]);
}

async function openLinks(tx: Tx, { regionId, id }: Changing): Promise<readonly Link[]> {
  const { rows } = await sql<Link>`
    select branch_id as "branchId", unit_id as "unitId", is_host as "isHost", path::text as path, party_path::text as "partyPath"
    from branch_serves_unit
    where region_id = ${regionId} and to_on is null and ${id}::uuid in (branch_id, unit_id)
    order by is_host desc, unit_id, branch_id`.execute(tx);
  return rows;
}

function ofUnit(old: readonly Link[], into: Changing): readonly Link[] {
  return old.map((link) => ({ ...link, unitId: into.id, path: into.path }));
}

/** A branch has one host: its own, or, where it had none, the host of the branch that it takes in. */
function ofBranch(old: readonly Link[], into: Changing, there: readonly Link[]): readonly Link[] {
  const hasHost = there.some(({ isHost }) => isHost);
  return old.map((link) => ({ ...link, branchId: into.id, partyPath: into.path, isHost: link.isHost && !hasHost }));
}

function hosting(links: readonly Link[], regionId: number, amount: 1 | -1) {
  return links
    .filter(({ isHost }) => isHost)
    .map(({ path, partyPath }) => ({ regionId, campaignId: null, measure: 'branches', amount, path, partyPath }));
}
