import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import type { Judgement } from '@muster/core/gate';
import { sql } from 'kysely';
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
          ${of.map(({ stage }) => stage.openedAt)}::timestamptz[]) as a (region, id, unit, starts_on, opened_at)
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
    )
    select last.id as of, jsonb_build_object('personId', last.person_id, 'name', p.name, 'how', last.how, 'on', last.on,
      'to', case when gone.within then w.to_branch else w.to_unit end,
      'isBack', exists (select from membership now where now.region_id = last.region and now.person_id = last.person_id
        and now.unit_id = last.unit and now.to_on is null and now.standing <> 'applicant')) as who
    from last
    left join gone on gone.membership_id = last.membership
    left join roster_transfer_words((select array_agg(id) from gone)) w on w.transfer_id = gone.id
    left join person p on p.region_id = last.region and p.id = last.person_id
    order by last.on, p.name, last.person_id ${kept}`.execute(tx);
  return new Map([...Map.groupBy(rows, ({ of: id }) => id)].map(([id, own]) => [id, own.map(({ who }) => who)]));
}
