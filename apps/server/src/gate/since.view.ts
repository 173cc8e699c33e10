import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import type { Judgement } from '@muster/core/gate';
import { sql, type RawBuilder } from 'kysely';
import type { Participation, ParticipationStage } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';

type Gate = RouteAnswer<typeof readGate>;

/** Of each with an open application, verdicts that are no longer what they were when the unit applied; by the application's id. */
export async function flippedSince(
  tx: ReadTx,
  applied: readonly {
    readonly regionId: number;
    readonly transitionId: string;
    readonly judgements: readonly Judgement[];
  }[],
): Promise<ReadonlyMap<string, Gate['flipped']>> {
  const { rows } = await sql<{ of: string; code: string; was: string }>`
    select s.transition_id as of, c ->> 'code' as code, c ->> 'verdict' as was
    from transition_step s cross join lateral jsonb_array_elements(s.judged -> 'conditions') c
    where (s.region_id, s.transition_id) in (
        select * from unnest(${applied.map(({ regionId }) => regionId)}::int[], ${applied.map(({ transitionId }) => transitionId)}::uuid[]))
      and s.step = 'applied' ${kept}`.execute(tx);
  const then = Map.groupBy(rows, ({ of }) => of);
  return new Map(
    applied.map(({ transitionId, judgements }) => {
      const now = new Map(judgements.map(({ condition, verdict }) => [condition.code, verdict as string]));
      const flipped = (then.get(transitionId) ?? []).filter(({ code, was }) => now.has(code) && now.get(code) !== was);
      return [transitionId, flipped.map(({ code, was }) => ({ code, was }))];
    }),
  );
}

/**
 * Who came off the count of each unit since its stage opened, whether or not they are counted again: a denominator that shrank and grew
 * back is seen. Each once, by the last time; by the participation's id. Without a name where one may not see the person any more, and where to
 * as far as one sees the transfer. Whose branch goes into another of the same unit comes off nothing.
 */
export async function cameOff(
  tx: ReadTx,
  of: readonly { readonly participation: Participation; readonly stage: ParticipationStage }[],
): Promise<ReadonlyMap<string, Gate['cameOff']>> {
  const { rows } = await sql<{ of: string; who: Gate['cameOff'][number] }>`
    with asked as (
      select * from unnest(${of.map(({ participation }) => participation.regionId)}::int[], ${of.map(({ participation }) => participation.id)}::uuid[],
          ${of.map(({ participation }) => participation.unitId)}::uuid[], ${of.map(({ stage }) => stage.startsOn)}::date[],
          ${of.map(({ stage }) => stage.openedAt)}::timestamptz[], ${of.map(({ participation }) => participation.campaignId)}::uuid[],
          ${of.map(({ stage }) => stage.code)}::text[]) as a (region, id, unit, starts_on, opened_at, campaign, stage)
    ), off as (
      select a.region, a.id, a.unit, m.person_id, m.end_reason as how, m.to_on as "on", m.from_on, m.branch_id, m.id as membership
      from asked a
      join membership m on m.region_id = a.region and m.unit_id = a.unit and m.standing <> 'applicant' and m.to_on >= a.starts_on
      where not (m.end_reason = 'merged' and exists (select from membership onward where onward.region_id = m.region_id
        and onward.person_id = m.person_id and onward.unit_id = m.unit_id and onward.id <> m.id and onward.from_on = m.to_on))
      union all
      select a.region, a.id, a.unit, c.person_id, 'applicant', c.on_date, m.from_on, null, null from asked a
      join membership m on m.region_id = a.region and m.unit_id = a.unit
      join standing_change c on c.region_id = m.region_id and c.membership_id = m.id and c.standing_after = 'applicant'
        and c.recorded_at >= a.opened_at
    ), last as (
      select distinct on (id, person_id) * from off order by id, person_id, "on" desc, from_on desc, membership desc nulls last
    ), gone as (
      select t.id, t.membership_id, t.from_unit_id = t.to_unit_id as within from last
      join transfer t on t.region_id = last.region and t.from_branch_id = last.branch_id and t.membership_id = last.membership
        and t.outcome = 'accepted'
    ), lacking as materialized (
      ${minutesLacked(sql`select l.id, l.region, l.person_id, a.campaign, a.stage from last l join asked a on a.id = l.id`)}
    )
    select last.id as of, jsonb_build_object('personId', last.person_id, 'name', p.name, 'how', last.how, 'on', last.on,
      'to', case when gone.within then w.to_branch else w.to_unit end,
      'isBack', exists (select from membership now where now.region_id = last.region and now.person_id = last.person_id
        and now.unit_id = last.unit and now.to_on is null and now.standing <> 'applicant'),
      'lacks', lacking.minutes) as who
    from last
    left join lacking on lacking.id = last.id and lacking.person_id = last.person_id
    left join gone on gone.membership_id = last.membership
    left join roster_transfer_words((select array_agg(id) from gone)) w on w.transfer_id = gone.id
    left join person p on p.region_id = last.region and p.id = last.person_id
    order by last.on, p.name, last.person_id ${kept}`.execute(tx);
  return new Map([...Map.groupBy(rows, ({ of: id }) => id)].map(([id, own]) => [id, own.map(({ who }) => who)]));
}

/**
 * Members who were transferred to each unit after it had passed a stage and still lack what that stage asked of each, by the participation's
 * id. They are counted in no condition of it; who was here when it passed, went and came back is not among them.
 */
export async function arrivedSince(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, Gate['arrived']>> {
  const { rows } = await sql<{ of: string; who: Gate['arrived'][number] }>`
    with came as (
      select w.id, w.region, w.campaign, s.stage_code as stage, s.position, m.person_id, max(t.moved_on) as "on"
      from unnest(${participations.map(({ regionId }) => regionId)}::int[], ${participations.map(({ id }) => id)}::uuid[],
          ${participations.map(({ unitId }) => unitId)}::uuid[], ${participations.map(({ campaignId }) => campaignId)}::uuid[]) as w (region, id, unit, campaign)
      join participation_stage s on s.region_id = w.region and s.participation_id = w.id and s.closed_at is not null
      join transfer t on t.region_id = w.region and t.to_unit_id = w.unit and t.from_unit_id <> w.unit and t.outcome = 'accepted' and t.settled_at > s.closed_at
      join membership m on m.region_id = w.region and m.unit_id = w.unit and m.person_id = t.person_id and m.to_on is null and m.standing <> 'applicant'
      where not exists (select from membership b
        where b.region_id = m.region_id and b.person_id = m.person_id and b.unit_id = m.unit_id and b.recorded_at <= s.closed_at
          and (b.to_on is null or b.to_on >= (s.closed_at at time zone (select time_zone from instance))::date))
      group by 1, 2, 3, 4, 5, 6
    ), lacking as materialized (
      ${minutesLacked(sql`select id, region, person_id, campaign, stage from came`)}
    )
    select came.id as of, jsonb_build_object('personId', p.id, 'name', p.name, 'stageCode', came.stage, 'on', came."on", 'minutes', lacking.minutes) as who
    from came
    join lacking on lacking.id = came.id and lacking.person_id = came.person_id and lacking.stage = came.stage and lacking.minutes > 0
    join person p on p.region_id = came.region and p.id = came.person_id
    order by came.position, p.name, p.id ${kept}`.execute(tx);
  return new Map([...Map.groupBy(rows, ({ of }) => of)].map(([id, own]) => [id, own.map(({ who }) => who)]));
}

/** Of people, each asked in a stage of a participation: how many minutes are missing of what it asks of a member, total or collective, whichever is more. */
function minutesLacked(people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select w.id, w.person_id, w.stage,
      max(greatest(0, c.member_needs - coalesce(case c.measure when 'study.minutes' then e.minutes else e.collective_minutes end, 0))) as minutes
    from (${people}) w
    join membership m on m.region_id = w.region and m.person_id = w.person_id and m.to_on is null
    join stage_condition c on c.region_id = w.region and c.participation_id = w.id and c.stage_code = w.stage and c.applies and c.member_needs is not null
    left join lateral study_earned(w.region, w.campaign, array[w.person_id]) e on e.stage_code = w.stage
    where c.measure in ('study.minutes', 'study.collective-minutes')
    group by 1, 2, 3`;
}
