import { bandOf } from '@muster/core/assessment';
import { judge } from '@muster/core/gate';
import { sql } from 'kysely';
import { playbooksOf } from '../campaign/index.ts';
import type { Tx } from '../platform/database/db.ts';
import { addDeltas, type Delta } from '../platform/outbox.ts';
import { hourStandings } from './hour-standings.ts';
import { stageWeeks } from './stage-weeks.ts';
import type { Standing, StandingKey as Row } from './standing.ts';

/** Puts marked participations aside, those first that have waited longest, but for some places; answers how many. */
export async function takeMarks(tx: Tx, limit: number, but: readonly string[] = []): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with claimed as materialized (
      select region_id, participation_id from rollup_dirty
      where not path <@ any (${[...but]}::text[]::ltree[])
      order by marked_at limit ${limit} for update skip locked
    ), marks as (
      delete from rollup_dirty d using claimed c where d.region_id = c.region_id and d.participation_id = c.participation_id
      returning d.region_id, d.participation_id
    ), taken as (
      insert into rollup_taken (region_id, participation_id) select region_id, participation_id from marks
      on conflict (region_id, participation_id) do nothing
    )
    select count(*) as taken from marks`.execute(tx);
  return rows[0]?.taken ?? 0;
}

/**
 * Works out the standings of the participations that were taken again, set by set. One that has ended stands nowhere; what happened in it
 * stays. What changed becomes deltas for the nodes above.
 */
export async function refreshStandings(tx: Tx): Promise<void> {
  const { rows } = await sql<Key>`delete from rollup_taken returning region_id, participation_id`.execute(tx);
  await addDeltas(tx, await standAnew(tx, rows));
}

interface Key {
  readonly region_id: number;
  readonly participation_id: string;
}

async function standAnew(tx: Tx, keys: readonly Key[]): Promise<Delta[]> {
  if (keys.length === 0) return [];
  const regions = keys.map((key) => key.region_id);
  const ids = keys.map((key) => key.participation_id);
  const now = [
    ...(await stageStandings(tx, regions, ids)),
    ...(await stageWeeks(tx, regions, ids)),
    ...(await conditionStandings(tx, regions, ids)),
    ...(await bandStandings(tx, regions, ids)),
    ...(await owedStandings(tx, regions, ids)),
    ...(await hourStandings(tx, regions, ids)),
  ];
  return replaceStandings(tx, regions, ids, now);
}

async function stageStandings(tx: Tx, regions: readonly number[], ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Row & { value: string }>`
    select p.region_id, p.id as participation_id, p.campaign_id, p.unit_id, s.stage_code, p.path, p.linked::text[] as linked,
      case when s.closed_at is not null then 'closed' when s.opened_at is not null then 'open' else 'ahead' end as value
    from unnest(${[...regions]}::int[], ${[...ids]}::uuid[]) w (region, id)
    join participation p on p.region_id = w.region and p.id = w.id and p.ended_at is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id`.execute(tx);
  return rows.map((row) => ({ ...row, item: 'stage', num: null, den: null }));
}

interface ConditionRow extends Row {
  readonly condition_code: string;
  readonly measure: string;
  readonly subject: string | null;
  readonly grain: 'member' | 'unit';
  readonly is_hard: boolean;
  readonly applies: boolean;
  readonly member_needs: number | null;
  readonly comparison: 'at-least' | 'below';
  readonly threshold_num: number | null;
  readonly threshold_den: number | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly let_off: number | null;
}

/** Of every stage that was opened: a later correction stays visible even where it changes no decision. */
async function conditionStandings(tx: Tx, regions: readonly number[], ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<ConditionRow>`
    select p.region_id, p.id as participation_id, p.campaign_id, p.unit_id, c.stage_code, p.path, p.linked::text[] as linked,
      c.condition_code, c.measure, c.subject, c.grain, c.is_hard, c.applies, c.member_needs, c.comparison, c.threshold_num, c.threshold_den, m.num, m.den, m.let_off
    from gate_measures(${[...regions]}::int[], ${[...ids]}::uuid[], null) m
    join stage_condition c on c.region_id = m.region_id and c.participation_id = m.participation_id
      and c.stage_code = m.stage_code and c.condition_code = m.condition_code
    join participation p on p.region_id = m.region_id and p.id = m.participation_id and p.ended_at is null`.execute(tx);
  return rows.map(({ let_off: letOff, ...row }) => {
    const threshold =
      row.threshold_num === null || row.threshold_den === null
        ? null
        : { num: row.threshold_num, den: row.threshold_den };
    const { grain, applies, comparison, measure, subject } = row;
    const pinned = {
      code: row.condition_code,
      measure,
      subject,
      grain,
      isHard: row.is_hard,
      applies,
      memberNeeds: row.member_needs,
      comparison,
      threshold,
    };
    return { ...row, item: `condition:${row.condition_code}`, value: judge(pinned, { ...row, letOff }).verdict };
  });
}

/** The band of the last vote that had an outcome, of whatever stage, while the next is counted, too. */
async function bandStandings(tx: Tx, regions: readonly number[], ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Row & { satisfied: number; valid: number }>`
    select distinct on (p.region_id, p.id) p.region_id, p.id as participation_id, p.campaign_id, p.unit_id, a.stage_code, p.path,
      p.linked::text[] as linked, t.satisfied, t.valid
    from unnest(${[...regions]}::int[], ${[...ids]}::uuid[]) w (region, id)
    join participation p on p.region_id = w.region and p.id = w.id and p.ended_at is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
    join assessment a on a.region_id = p.region_id and a.participation_id = p.id and a.stage_code = s.stage_code
    cross join lateral (
      select sum(t.satisfied + t.basically_satisfied) as satisfied, sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid
      from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id) t
    where t.valid >= a.fewest_papers
    order by p.region_id, p.id, s.position desc, a.attempt desc`.execute(tx);
  const playbooks = await playbooksOf(tx, [...new Set(rows.map((row) => row.campaign_id))]);
  return rows.flatMap((row) => {
    const band = bandOf({ num: row.satisfied, den: row.valid }, playbooks.get(row.campaign_id)?.bands ?? []);
    return band === null ? [] : [{ ...row, item: 'band', value: String(band), num: row.satisfied, den: row.valid }];
  });
}

/**
 * What is asked, what of it is not done yet, and what was let off, by kind and by the day on which it is due; `num` says how many there
 * are. What was let off is counted beside what is asked, never in it. Of a unit that has ended what was done or let off.
 */
async function owedStandings(tx: Tx, regions: readonly number[], ids: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Row & { kind: string; due_on: string; asked: number; open: number; exempt: number }>`
    select p.region_id, p.id as participation_id, p.campaign_id, p.unit_id, o.stage_code, p.path, p.linked::text[] as linked, o.kind, o.due_on,
      o.asked, o.exempt, o.open
    from obligation_owed(${[...regions]}::int[], ${[...ids]}::uuid[]) o
    join participation p on p.region_id = o.region_id and p.id = o.participation_id
      and (p.ended_at is null or campaign_ended_with_unit(p))`.execute(tx);
  return rows.flatMap(({ kind, due_on, asked, open, exempt, ...row }) =>
    [
      { ...row, item: `asked:${kind}:${due_on}`, value: 'all', num: asked, den: null },
      { ...row, item: `owed:${kind}:${due_on}`, value: 'open', num: open, den: null },
      { ...row, item: `exempt:${kind}:${due_on}`, value: 'all', num: exempt, den: null },
    ].filter(({ num }) => num > 0),
  );
}

/** Puts the new standings in the place of the old ones; answers what changed. What did not change is not written again. */
async function replaceStandings(
  tx: Tx,
  regions: readonly number[],
  ids: readonly string[],
  now: readonly Standing[],
): Promise<Delta[]> {
  const before = await sql<Standing>`
    select s.region_id, s.participation_id, s.campaign_id, s.unit_id, s.stage_code, s.item, s.value, s.num, s.den, s.path,
      s.linked::text[] as linked
    from unnest(${[...regions]}::int[], ${[...ids]}::uuid[]) w (region, id)
    join rollup_standing s on s.region_id = w.region and s.participation_id = w.id`.execute(tx);
  const known = new Map(before.rows.map((row) => [keyOf(row), row]));
  const written = now.filter((row) => !isSame(known.get(keyOf(row)), row));
  const kept = new Set(now.map((row) => keyOf(row)));
  const gone = before.rows.filter((row) => !kept.has(keyOf(row)));
  await removeStandings(tx, gone);
  await writeStandings(tx, written);
  const replaced = written.flatMap((row) => known.get(keyOf(row)) ?? []);
  return netted([...[...gone, ...replaced].map((row) => deltaOf(row, -1)), ...written.map((row) => deltaOf(row, 1))]);
}

/** What moved to another region has the same id there. */
const keyOf = ({ region_id, participation_id, stage_code, item }: Standing) =>
  `${region_id} ${participation_id} ${stage_code} ${item}`;

const isSame = (one: Standing | undefined, other: Standing) =>
  one !== undefined &&
  one.value === other.value &&
  one.num === other.num &&
  one.den === other.den &&
  one.unit_id === other.unit_id &&
  one.path === other.path &&
  one.linked.join(' ') === other.linked.join(' ');

async function removeStandings(tx: Tx, gone: readonly Standing[]): Promise<void> {
  if (gone.length === 0) return;
  const of = columnsOf(gone);
  await sql`
    delete from rollup_standing s
    using unnest(${of('region_id')}::int[], ${of('participation_id')}::uuid[], ${of('stage_code')}::text[], ${of('item')}::text[])
      g (region_id, participation_id, stage_code, item)
    where s.region_id = g.region_id and s.participation_id = g.participation_id and s.stage_code = g.stage_code and s.item = g.item`.execute(
    tx,
  );
}

async function writeStandings(tx: Tx, written: readonly Standing[]): Promise<void> {
  if (written.length === 0) return;
  const of = columnsOf(written);
  await sql`
    insert into rollup_standing (region_id, participation_id, campaign_id, unit_id, stage_code, item, value, num, den, path, linked, as_of)
    select p.region_id, p.id, p.campaign_id, p.unit_id, s.stage_code, s.item, s.value, s.num, s.den, p.path, p.linked, now()
    from unnest(${of('region_id')}::int[], ${of('participation_id')}::uuid[], ${of('stage_code')}::text[], ${of('item')}::text[],
        ${of('value')}::text[], ${of('num')}::bigint[], ${of('den')}::bigint[])
      s (region_id, participation_id, stage_code, item, value, num, den)
    join participation p on p.region_id = s.region_id and p.id = s.participation_id
    on conflict (region_id, participation_id, stage_code, item) do update set value = excluded.value, num = excluded.num, den = excluded.den,
      unit_id = excluded.unit_id, path = excluded.path, linked = excluded.linked, as_of = excluded.as_of`.execute(tx);
}

const columnsOf =
  (rows: readonly Standing[]) =>
  <Column extends keyof Standing>(key: Column) =>
    rows.map((row) => row[key]);

/** A unit counts once in the place tree, and once in the party tree where exactly one branch is linked to it; what it owes and its members, each by itself. */
function deltaOf(row: Standing, sign: 1 | -1): Delta {
  const [only, ...others] = row.linked;
  const amount = sign * (/^(asked|owed|exempt|hours):/.test(row.item) ? (row.num ?? 0) : 1);
  return {
    regionId: row.region_id,
    campaignId: row.campaign_id,
    stageCode: row.stage_code,
    measure: `${row.item}:${row.value}`,
    amount,
    path: row.path,
    partyPath: others.length === 0 && only !== undefined ? only : commonAncestor(row.linked),
  };
}

/** A unit with several branches stands under the node that holds them all. */
function commonAncestor(paths: readonly string[]): string | null {
  const [first, ...rest] = paths.map((path) => path.split('.'));
  if (first === undefined) return null;
  const shared = first.filter((label, index) =>
    rest.every((path) => first.slice(0, index + 1).every((each, at) => path[at] === each) && path[index] === label),
  );
  return shared.length === 0 ? null : shared.join('.');
}

/** What did not change cancels out, so that an unchanged standing costs no delta. */
function netted(deltas: readonly Delta[]): Delta[] {
  const sums = new Map<string, Delta>();
  for (const delta of deltas) {
    const key = JSON.stringify([
      delta.regionId,
      delta.campaignId,
      delta.stageCode,
      delta.measure,
      delta.path,
      delta.partyPath,
    ]);
    sums.set(key, { ...delta, amount: (sums.get(key)?.amount ?? 0) + delta.amount });
  }
  return [...sums.values()];
}
