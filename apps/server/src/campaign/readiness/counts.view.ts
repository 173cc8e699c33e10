import type { ReadinessMeasure } from '@muster/core/campaign';
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { CoveredUnit } from '../units-in-scope.view.ts';

/** How much is lacking, of how much, and the first of it by place in the tree. */
export interface Count {
  readonly lacking: number;
  readonly all: number | null;
  readonly first: readonly { readonly id: string; readonly name: string }[];
}

/** What the units of a batch are counted in. */
interface Scope {
  readonly campaignId: string;
  /** Those that the batch claims. */
  readonly units: readonly CoveredUnit[];
  /** Everything beneath the nodes that its rules name. */
  readonly beneath: readonly CoveredUnit[];
}

const namedAtMost = 5;

/** Each measure that is asked for, once; every one is a statement over all units, found by their keys. */
export async function countReadiness(
  tx: ReadTx,
  asked: ReadonlySet<ReadinessMeasure>,
  scope: Scope,
): Promise<ReadonlyMap<ReadinessMeasure, Count>> {
  const counts = new Map<ReadinessMeasure, Count>();
  for (const measure of asked) counts.set(measure, await counters[measure](tx, scope));
  return counts;
}

const counters: Record<ReadinessMeasure, (tx: ReadTx, scope: Scope) => Promise<Count>> = {
  'organisation.unwell': unwell,
  'roster.transfers-open': transfersOpen,
  'campaign.units-unplaced': (_tx, { beneath }) => Promise.resolve(unplaced(beneath)),
  'access.branches-without-secretary': branchesWithoutSecretary,
  'access.units-without-staff': unitsWithoutStaff,
  'supervision.units-without-team': unitsWithoutTeam,
};

/** Weak, paralysed or empty: who is looked at by somebody else and found well again is normal, and not among them. */
function unwell(tx: ReadTx, { units }: Scope): Promise<Count> {
  return counted(
    tx,
    units,
    sql`
    select o.id, o.name, o.path, o.state <> 'normal' as lacking
    from (select region_id, id from wanted
          union select region_id, id from serving
          union select b.region_id, b.parent_id from serving s
            join organisation b on b.region_id = s.region_id and b.id = s.id
            where b.parent_id is not null) n
    join organisation o on o.region_id = n.region_id and o.id = n.id and o.closed_on is null`,
  );
}

function branchesWithoutSecretary(tx: ReadTx, { units }: Scope): Promise<Count> {
  return counted(
    tx,
    units,
    sql`
    select o.id, o.name, o.path, ${hasNo('secretary')} as lacking
    from serving s
    join organisation o on o.region_id = s.region_id and o.id = s.id and o.closed_on is null`,
  );
}

function unitsWithoutStaff(tx: ReadTx, { units }: Scope): Promise<Count> {
  return counted(
    tx,
    units,
    sql`
    select o.id, o.name, o.path, ${hasNo('head')} or ${hasNo('clerk')} as lacking
    from wanted w join organisation o on o.region_id = w.region_id and o.id = w.id`,
  );
}

/** In this campaign: a team of another one does not answer for it here. */
function unitsWithoutTeam(tx: ReadTx, { campaignId, units }: Scope): Promise<Count> {
  return counted(
    tx,
    units,
    sql`
    select o.id, o.name, o.path, not exists (
        select from team_unit u
        join supervision_team t on t.region_id = u.region_id and t.id = u.team_id
        where u.region_id = o.region_id and u.unit_id = o.id and u.to_on is null and t.campaign_id = ${campaignId}::uuid) as lacking
    from wanted w join organisation o on o.region_id = w.region_id and o.id = w.id`,
  );
}

/** Nobody is named: who goes where is for those who handle it. */
async function transfersOpen(tx: ReadTx, { units }: Scope): Promise<Count> {
  const { rows } = await sql<{ lacking: number }>`
    with wanted as materialized (${wanted(units)})
    select count(*)::int as lacking from transfer t
    where t.outcome is null and t.region_id in (select region_id from wanted)
      and (t.from_unit_id in (select id from wanted) or t.to_unit_id in (select id from wanted))`.execute(tx);
  return { lacking: rows[0]?.lacking ?? 0, all: null, first: [] };
}

function unplaced(beneath: readonly CoveredUnit[]): Count {
  const lacking = beneath.filter(({ coverage }) => coverage.state !== 'covered');
  const first = lacking.slice(0, namedAtMost).map(({ unitId, name }) => ({ id: unitId, name }));
  return { lacking: lacking.length, all: beneath.length, first };
}

function hasNo(role: 'secretary' | 'head' | 'clerk'): RawBuilder<boolean> {
  return sql`not exists (select from appointment a
    where a.region_id = o.region_id and a.organisation_id = o.id and a.role = ${role} and a.to_on is null)`;
}

function wanted(units: readonly CoveredUnit[]): RawBuilder<unknown> {
  const regions = units.map(({ regionId }) => regionId);
  const ids = units.map(({ unitId }) => unitId);
  return sql`select region_id, id from unnest(${regions}::int[], ${ids}::uuid[]) w (region_id, id)`;
}

async function counted(tx: ReadTx, units: readonly CoveredUnit[], looked: RawBuilder<unknown>): Promise<Count> {
  const { rows } = await sql<Count>`
    with wanted as materialized (${wanted(units)}),
    serving as (
      select distinct s.region_id, s.branch_id as id from wanted w
      join branch_serves_unit s on s.region_id = w.region_id and s.unit_id = w.id and s.to_on is null),
    looked as materialized (${looked})
    select (count(*) filter (where lacking))::int as lacking, count(*)::int as "all",
      (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) order by f.path), '[]')
        from (select id, name, path from looked where lacking order by path limit ${namedAtMost}) f) as first
    from looked`.execute(tx);
  return rows[0] ?? { lacking: 0, all: 0, first: [] };
}
