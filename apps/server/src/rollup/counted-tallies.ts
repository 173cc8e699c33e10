import { sql } from 'kysely';

/**
 * What was voted, from the sheets of the tellers' last round and from the published boards, by SQL that shares nothing with the functions
 * that make a tally. A tally is a record, by which units are judged and figures are counted: it is held against what it was made from, and never
 * mended. Of votes that were confirmed, as their tallies, the ledger or the ends of their polls say; two sheets that differ give a range. Steps of
 * a `with`; the last one is `tally_difference`.
 */
export const countedTallies = sql`last_round as materialized (
    select region_id, assessment_id, max(round) as round from tally_teller group by 1, 2
  ), sheet as (
    select t.region_id, t.assessment_id, t.voters, min(t.satisfied) as satisfied, min(t.basically_satisfied) as basically_satisfied,
      min(t.dissatisfied) as dissatisfied, min(t.dont_know) as dont_know, min(t.void) as void,
      max(t.satisfied) as most_satisfied, max(t.basically_satisfied) as most_basically_satisfied, max(t.dissatisfied) as most_dissatisfied,
      max(t.dont_know) as most_dont_know, max(t.void) as most_void
    from last_round r
    join tally_teller t on t.region_id = r.region_id and t.assessment_id = r.assessment_id and t.round = r.round
    group by 1, 2, 3
  ), polled as materialized (
    select p.region_id, p.assessment_id, bool_and(cardinality(p.raters) = 1) as apart,
      bool_and(e.poll_id is not null) as ended,
      bool_and(coalesce(e.ended_as = 'counted' and t.cast_ballots::bigint * p.turnout_den >= (p.manifest -> 'electorate' ->> 'count')::bigint * p.turnout_num, false)) as holds
    from ballot_poll p
    left join ballot_end e on e.region_id = p.region_id and e.poll_id = p.id
    left join tally_poll t on t.region_id = p.region_id and t.poll_id = p.id
    group by 1, 2
  ), board as (
    select p.region_id, p.assessment_id, case when v.apart then p.raters[1] else 'together' end as voters,
      (p.manifest -> 'electorate' ->> 'count')::int as eligible, case when v.holds then o.chosen -> 0 else '[0, 0, 0, 0, 0]'::jsonb end as chosen,
      case when v.holds then o.void else 0 end as void
    from polled v
    join ballot_poll p on p.region_id = v.region_id and p.assessment_id = v.assessment_id
    left join tally_poll_opened o on o.region_id = p.region_id and o.poll_id = p.id
  ), vote_sheet as (
    select a.region_id, a.id as assessment_id, s.voters, e.eligible, s.satisfied, s.basically_satisfied, s.dissatisfied, s.dont_know, s.void,
      s.most_satisfied, s.most_basically_satisfied, s.most_dissatisfied, s.most_dont_know, s.most_void
    from assessment a
    join sheet s on s.region_id = a.region_id and s.assessment_id = coalesce(a.counted_in, a.id)
    left join tally_electorate e on e.region_id = a.region_id and e.assessment_id = a.id and e.voters = s.voters
    union all
    select a.region_id, a.id, b.voters, b.eligible, n.satisfied, n.basically_satisfied, n.dissatisfied, n.dont_know, n.void,
      n.satisfied, n.basically_satisfied, n.dissatisfied, n.dont_know, n.void
    from assessment a
    join board b on b.region_id = a.region_id and b.assessment_id = coalesce(a.counted_in, a.id)
    -- How many chose nothing stands first.
    cross join lateral (select (b.chosen ->> 1)::int as satisfied, (b.chosen ->> 2)::int as basically_satisfied, (b.chosen ->> 3)::int as dissatisfied,
      (b.chosen ->> 4)::int as dont_know, b.void + (b.chosen ->> 0)::int as void) n
  ), vote_counted as materialized (
    select s.* from vote_sheet s
    join assessment a on a.region_id = s.region_id and a.id = s.assessment_id
    where exists (select from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id)
      or exists (select from ledger_entry l where l.region_id = a.region_id and l.subject_id = coalesce(a.counted_in, a.id)
        and l.kind = 'assessment.confirmed')
      or exists (select from polled v where v.region_id = a.region_id and v.assessment_id = coalesce(a.counted_in, a.id) and v.ended)
  ), tally_difference as materialized (
    select a.region_id, a.participation_id, a.stage_code, a.attempt || ':' || coalesce(t.voters, c.voters) as measure,
      case when t.voters is not null then concat_ws(' ', t.satisfied, t.basically_satisfied, t.dissatisfied, t.dont_know, t.void, '/', t.eligible) end as stored,
      case when c.voters is not null then concat_ws(' ', ${range('satisfied')}, ${range('basically_satisfied')}, ${range('dissatisfied')},
        ${range('dont_know')}, ${range('void')}, '/', c.eligible) end as counted
    from tally_assessment t
    full join vote_counted c on c.region_id = t.region_id and c.assessment_id = t.assessment_id and c.voters = t.voters
    join assessment a on a.region_id = coalesce(t.region_id, c.region_id) and a.id = coalesce(t.assessment_id, c.assessment_id)
    where (t.eligible, t.satisfied, t.basically_satisfied, t.dissatisfied, t.dont_know, t.void)
        is distinct from (c.eligible, c.satisfied, c.basically_satisfied, c.dissatisfied, c.dont_know, c.void)
      or (t.satisfied, t.basically_satisfied, t.dissatisfied, t.dont_know, t.void)
        is distinct from (c.most_satisfied, c.most_basically_satisfied, c.most_dissatisfied, c.most_dont_know, c.most_void)
  )`;

/** One number, or from which to which where the tellers differ. */
function range(answer: string) {
  const [least, most] = [sql.ref(`c.${answer}`), sql.ref(`c.most_${answer}`)];
  return sql`case when ${least} = ${most} then ${least}::text else ${least} || '..' || ${most} end`;
}
