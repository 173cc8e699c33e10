import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { inSnapshot, type Db, type Tx } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { foldWithin, holdFolding, noCampaign, standWithin } from './fold.ts';

export interface Difference {
  readonly path: string;
  readonly name: string;
  readonly stageCode: string;
  readonly measure: string;
  readonly stored: number;
  readonly counted: number;
}

/**
 * Every figure counted anew from the record tables alone, at every node of both trees, by SQL that shares nothing with the folding.
 * Verdicts are worked out by integer SQL here and by the rules of the core there.
 */
const counted = sql`
  with verdicts as (
    select c.region_id, c.participation_id, c.stage_code, c.condition_code,
      case when not c.applies then 'not-applicable' when c.threshold_num is null then 'not-set' when m.num is null then 'waiting'
           when (m.den > 0 or c.measure in ('supervision.orders-closed', 'study.made-up')) and (case c.comparison when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
                                                 else m.num * c.threshold_den < c.threshold_num * m.den end) then 'met'
           else 'not-met' end as verdict
    from stage_condition c cross join lateral gate_measure(c.region_id, c.participation_id, c.stage_code, c.measure, c.member_needs, c.subject) m
  ), unit_place as (
    -- A unit that was closed after its campaign stays where its branches were last.
    select p.region_id, p.id, p.campaign_id, p.path,
      (select case when count(*) = 1 then min(b.party_path::text)::ltree else lca(array_agg(b.party_path)) end from (
         select s.party_path from branch_serves_unit s where s.region_id = p.region_id and s.unit_id = p.unit_id and s.to_on is null
         union all
         select was from unnest(p.linked) was where not exists (
           select from branch_serves_unit s where s.region_id = p.region_id and s.unit_id = p.unit_id and s.to_on is null)) b) as party_path
    from participation p where p.ended_at is null
  ), leaves as (
    select region_id, ${noCampaign}::uuid as campaign_id, '' as stage_code, 'units' as measure, 1 as amount, path, null::ltree as party_path
      from organisation where kind = 'unit' and closed_on is null
    union all
    select o.region_id, ${noCampaign}::uuid, '', 'branches', 1, s.path, o.path
      from organisation o join branch_serves_unit s on s.region_id = o.region_id and s.branch_id = o.id and s.is_host and s.to_on is null
      where o.kind = 'branch' and o.closed_on is null
    union all
    select region_id, ${noCampaign}::uuid, '', 'members', 1, path, party_path from membership where to_on is null and standing <> 'applicant'
    union all
    select m.region_id, ${noCampaign}::uuid, '', 'floating', 1, m.path, m.party_path
      from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
      where m.to_on is null and m.standing <> 'applicant' and 'floating' = any (p.categories)
    union all
    select region_id, campaign_id, stage_code, 'activities', 1, path, party_path from activity where voided_at is null
    union all
    select t.region_id, a.campaign_id, a.stage_code, case t.presence when 'present' then 'attendances' else 'absences' end, 1, t.path, t.party_path
      from attendance t
      join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where a.voided_at is null and s.superseded_at is null
    union all
    select u.region_id, u.campaign_id, s.stage_code,
        'stage:' || case when s.closed_at is not null then 'closed' when s.opened_at is not null then 'open' else 'ahead' end, 1, u.path, u.party_path
      from participation_stage s join unit_place u on u.region_id = s.region_id and u.id = s.participation_id
    union all
    select u.region_id, u.campaign_id, v.stage_code, 'condition:' || v.condition_code || ':' || v.verdict, 1, u.path, u.party_path
      from verdicts v join unit_place u on u.region_id = v.region_id and u.id = v.participation_id
    union all
    select u.region_id, u.campaign_id, r.stage_code, 'band:' || b.place - 1, 1, u.path, u.party_path
      from (select a.region_id, a.participation_id, a.stage_code, sum(t.satisfied + t.basically_satisfied) as content,
              sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid
            from (select distinct on (region_id, participation_id, stage_code) * from assessment
                  order by region_id, participation_id, stage_code, attempt desc) a
            join tally_assessment t on t.region_id = a.region_id and t.assessment_id = a.id
            group by 1, 2, 3) r
      join unit_place u on u.region_id = r.region_id and u.id = r.participation_id
      join campaign c on c.id = u.campaign_id join playbook p on p.id = c.playbook_id
      cross join lateral (
        select place from jsonb_array_elements(p.body -> 'bands') with ordinality e (band, place)
        where r.valid > 0 and r.content * 100 >= coalesce((band ->> 'min')::numeric, 0) * r.valid
          and (band ->> 'below' is null or r.content * 100 < (band ->> 'below')::numeric * r.valid)
        order by place limit 1) b
    union all
    select u.region_id, u.campaign_id, o.stage_code, w.what || o.kind || ':' || o.due_on || w.state, 1, u.path, u.party_path
      from obligation o
      join unit_place u on u.region_id = o.region_id and u.id = o.participation_id
      left join (
        select region_id, obligation_id from obligation_exemption where voided_at is null
        except select region_id, obligation_id from obligation_discharge where voided_at is null) let
        on let.region_id = o.region_id and let.obligation_id = o.id
      left join (
        select region_id, obligation_id from obligation_discharge where voided_at is null
        union
        select region_id, obligation_id from (
          select distinct on (d.region_id, d.obligation_id) d.region_id, d.obligation_id, c.deliverable_id from deliverable d
            left join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
            order by d.region_id, d.obligation_id, d.version desc) last where deliverable_id is null
        union
        select b.region_id, b.id from (
          select distinct on (a.region_id, a.order_id) a.region_id, a.order_id, v.answer_id from order_answer a
            left join order_verification v on v.region_id = a.region_id and v.answer_id = a.id
            order by a.region_id, a.order_id, a.version desc) last
          join obligation b on b.region_id = last.region_id and b.origin_kind = 'order' and b.origin_id = last.order_id
          where last.answer_id is null) done
        on done.region_id = o.region_id and done.obligation_id = o.id
      cross join (values ('asked:', ':all'), ('owed:', ':open'), ('exempt:', ':all')) w (what, state)
      where o.cancelled_at is null and (let.obligation_id is not null) = (w.what = 'exempt:') and (w.what <> 'owed:' or done.obligation_id is null)
  ), at_nodes as (
    select region_id, campaign_id, stage_code, measure, amount, subpath(path, 0, level) as path
      from leaves cross join lateral generate_series(1, nlevel(path)) level
    union all
    select region_id, campaign_id, stage_code, measure, amount, subpath(party_path, 0, level)
      from leaves cross join lateral generate_series(1, nlevel(party_path)) level where party_path is not null and party_path <> ''
  )
  select region_id, path, campaign_id, stage_code, measure, sum(amount) as amount from at_nodes group by 1, 2, 3, 4, 5`;

/** What the counters say beside what the records say, wherever they differ, while others go on recording. */
export function findDifferences(db: Db): Promise<Difference[]> {
  return alone(db, async (tx) => {
    await foldWithin(tx);
    const { rows } = await sql<Difference>`
      with counted as (${counted}),
      stored as (select region_id, path, campaign_id, stage_code, measure, amount from rollup_counter where amount <> 0)
      select coalesce(s.path, c.path)::text as path, coalesce(o.name, '') as name, coalesce(s.stage_code, c.stage_code) as "stageCode",
        coalesce(s.measure, c.measure) as measure, coalesce(s.amount, 0) as stored, coalesce(c.amount, 0) as counted
      from stored s
      full join counted c on c.region_id = s.region_id and c.path = s.path and c.campaign_id = s.campaign_id
        and c.stage_code = s.stage_code and c.measure = s.measure
      left join organisation o on o.region_id = coalesce(s.region_id, c.region_id) and o.path = coalesce(s.path, c.path)
      where coalesce(s.amount, 0) <> coalesce(c.amount, 0)
      order by coalesce(s.path, c.path), measure`.execute(tx);
    return rows;
  });
}

/** Throws the counters away and makes them again from the records; answers how many there are. */
export function recount(db: Db): Promise<number> {
  return alone(db, async (tx) => {
    await restart(tx);
    await standWithin(tx);
    await sql`
      insert into rollup_counter (region_id, path, campaign_id, stage_code, measure, amount, as_of)
      select region_id, path, campaign_id, stage_code, measure, amount, now() from (${counted}) c`.execute(tx);
    const { rows } = await sql<{ kept: number }>`select count(*) as kept from rollup_counter`.execute(tx);
    return rows[0]?.kept ?? 0;
  });
}

const tries = 200;
const betweenMs = 50;

/** In one picture of the database, and with nobody else folding meanwhile; waits for its turn. */
async function alone<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await inSnapshot(db, EVERYWHERE, async (tx) => {
        if (!(await holdFolding(tx))) throw new SomebodyElse();
        return work(tx);
      });
    } catch (error) {
      const again = error instanceof SomebodyElse || (error instanceof pg.DatabaseError && error.code === '40001');
      if (!again || left === 0) throw error;
      await setTimeout(betweenMs);
    }
  }
}

class SomebodyElse extends Error {
  override readonly message = 'Another process kept folding figures; try again.';
}

/** Empty counters and standings, every participation marked, so that its standings are worked out again. */
async function restart(tx: Tx): Promise<void> {
  await sql`delete from rollup_delta`.execute(tx);
  await sql`delete from rollup_counter`.execute(tx);
  await sql`delete from rollup_standing`.execute(tx);
  await sql`
    insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation
    on conflict (region_id, participation_id) do nothing`.execute(tx);
}
