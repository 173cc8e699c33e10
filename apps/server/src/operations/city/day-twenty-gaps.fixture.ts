import { listRoots } from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import type { Client } from 'pg';
import type { Visitor } from '../visitor.ts';

/** Something that is so with some and not so with all. */
interface Kind {
  readonly kind: string;
  readonly some: number;
  readonly of: number;
}

/** Of the conditions of the stages that are open on day 20: units that meet them, of those that they hold for. */
export async function conditionsMet(auditor: Visitor): Promise<readonly Kind[]> {
  const { nodes } = await auditor.call(listRoots, {});
  const organisationId = nodes.find(({ tree }) => tree === 'place')?.id ?? '';
  const { conditions } = await auditor.call(readOverview, { params: { organisationId }, query: { batch: 2 } });
  return conditions
    .filter(({ stageCode, notSet }) => (stageCode === 'study' || stageCode === 'key-steps') && notSet === 0)
    .map(({ code, met, notMet, waiting }) => ({ kind: code, some: met, of: met + notMet + waiting }));
}

/** What is the matter in the second batch on that day, kind by kind; counted in the records. */
export async function gapsOn(client: Client, today: string): Promise<readonly Kind[]> {
  const { rows } = await client.query<Kind>(gaps, [today]);
  return rows;
}

/** Each of these tells a kind, whether something is of it, and the rows that could be. */
const ofUnits = `
  select k.kind, k.is from taking t
  join participation_stage s on s.participation_id = t.id and s.opened_at is not null
  left join lateral (select sum(v.dissatisfied) as angry, sum(v.satisfied + v.basically_satisfied + v.dissatisfied + v.dont_know) as valid,
      count(*) as votes from assessment a left join tally_assessment v on v.assessment_id = a.id where a.participation_id = t.id) vote on true
  cross join lateral (values
    ('unit: voted, few dissatisfied', vote.valid > 0 and 10 * vote.angry < vote.valid),
    ('unit: voted, one in ten dissatisfied', vote.valid > 0 and 10 * vote.angry >= vote.valid),
    ('unit: votes are being counted', vote.votes > 0 and vote.valid is null),
    ('unit: votes together with others', exists (select 1 from assessment_pool_unit p where p.participation_id = t.id)),
    ('unit: ends earlier than it might', s.ends_on < s.window_to),
    ('unit: applied', exists (select 1 from transition a where a.participation_id = t.id)),
    ('unit: was given more days', s.ends_on > s.first_ends_on),
    ('unit: no team', not exists (select 1 from team_unit u where u.unit_id = t.unit_id and u.to_on is null)),
    ('unit: no head', not exists (select 1 from appointment p where p.organisation_id = t.unit_id and p.role = 'head' and p.to_on is null)),
    ('unit: no contact', not exists (select 1 from appointment p where p.organisation_id = t.unit_id and p.role = 'clerk' and p.to_on is null))
  ) as k (kind, "is")`;

const ofWhatIsOwed = `
  select o.kind || ': ' || k.kind, k.is from taking t
  join obligation o on o.participation_id = t.id and o.cancelled_at is null
  left join obligation_discharge d on d.obligation_id = o.id and d.voided_at is null
  left join obligation_exemption e on e.obligation_id = o.id and e.voided_at is null
  cross join lateral (values
    ('done', d.id is not null and d.discharged_on <= d.due_on),
    ('late', d.discharged_on > d.due_on),
    ('overdue', d.id is null and e.id is null and o.due_on < $1::date),
    ('still to come', d.id is null and e.id is null and o.due_on >= $1::date)
  ) as k (kind, "is")`;

const ofTheRest = `
  select 'request: ' || k.kind, k.is from stage_request r left join stage_request_decision d on d.request_id = r.id
  cross join lateral (values ('waits', d.outcome is null), ('approved', d.outcome = 'approved'), ('refused', d.outcome = 'refused'),
    ('fewer days', r.shorter_stage is not null)) as k (kind, "is")
  union all
  select 'lecture: ' || k.kind, k.is from activity a join taking t on t.unit_id = a.host_unit_id left join lecture l on l.activity_id = a.id
  left join lecture_script s on s.lecture_id = l.id and s.is_own
  cross join lateral (values ('an expert', l.capacity = 'expert'), ('nobody is named', l.id is null),
    ('the head, own script', l.capacity = 'head' and s.id is not null), ('the head, no script', l.capacity = 'head' and s.id is null)) as k (kind, "is")
  where a.kind like '%-lecture'
  union all
  select 'branch: ' || k.kind, k.is from organisation b
  join branch_serves_unit h on h.branch_id = b.id and h.is_host join taking t on t.unit_id = h.unit_id
  cross join lateral (select count(*) as held, count(*) filter (where a.kind = 'mobilisation-meeting') as mobilised
    from activity a where a.host_branch_id = b.id) m
  cross join lateral (values ('nothing held', m.held = 0), ('not mobilised', m.held > 0 and m.mobilised = 0)) as k (kind, "is")
  union all
  select 'place: ' || k.kind, k.is from organisation o
  left join held_for f on f.organisation_id = o.id and f.withdrawn_at is null
  cross join lateral (values ('not mobilised', f.id is null), ('mobilised by its leader', exists (
    select 1 from lecture l join appointment a on a.person_id = l.lecturer_id and a.organisation_id = o.id
    where l.activity_id = f.activity_id and l.capacity = 'leader' and l.withdrawn_at is null))) as k (kind, "is")
  where o.kind = 'region'
  union all
  select 'meeting: recorded late', a.is_late from activity a join taking t on t.unit_id = a.host_unit_id
  union all
  select 'note: careless', n.returned_at is not null from study_note n join taking t on t.unit_id = n.unit_id
  union all
  select 'floating: not reached', c.outcome = 'not-reached' from contact c
  union all
  select 'paper: returned', c.outcome = 'returned' from deliverable_check c join deliverable d on d.id = c.deliverable_id
    join obligation o on o.id = d.obligation_id join taking t on t.id = o.participation_id
  union all
  select 'paper: waits', not exists (select 1 from deliverable_check c where c.deliverable_id = d.id)
    from deliverable d join obligation o on o.id = d.obligation_id join taking t on t.id = o.participation_id
  union all
  select 'paper: let off', exists (select 1 from obligation_exemption e where e.obligation_id = o.id)
    from obligation o join taking t on t.id = o.participation_id where o.kind = 'deliverable'`;

const gaps = `
  with taking as (
    select p.id, p.unit_id from participation p join batch b on b.id = p.batch_id where b.number = 2 and p.ended_at is null
  ), told (kind, "is") as (${ofUnits} union all ${ofWhatIsOwed} union all ${ofTheRest})
  select kind, count(*) filter (where "is")::int as some, count(*)::int as of from told group by kind order by kind`;
