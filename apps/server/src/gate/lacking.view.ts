import { stateOf, type DeliverableState, type Outcome } from '@muster/core/obligation';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

export interface Lacking {
  readonly personId: string;
  readonly name: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly total: number;
  readonly collective: number;
}

/** Every member of the unit with the minutes earned in the stage in whichever branch, by branch and name: the gate names those who lack some. */
export async function earnedByMember(tx: ReadTx, participation: Participation, stageCode: string): Promise<Lacking[]> {
  const { rows } = await sql<Lacking>`
    with roll as (
      select m.region_id, m.person_id, m.branch_id from membership m
      where m.region_id = ${participation.regionId} and m.unit_id = ${participation.unitId} and m.to_on is null and m.standing <> 'applicant')
    select m.person_id as "personId", p.name, m.branch_id as "branchId", b.name as "branchName",
           coalesce(e.minutes, 0) as total, coalesce(e.collective_minutes, 0) as collective
    from roll m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join study_earned(${participation.regionId}, ${participation.campaignId}::uuid, (select array_agg(person_id) from roll)) e
      on e.person_id = m.person_id and e.stage_code = ${stageCode}
    order by b.path, p.name, m.person_id`.execute(tx);
  return rows;
}

/** How many members the unit has, whoever asks: those that one may not see by name are counted all the same. */
export async function membersCounted(tx: ReadTx, { regionId, id }: Pick<Node, 'regionId' | 'id'>): Promise<number> {
  const { rows } = await sql<{ members: number }>`
    select members from assessment_electorate(${regionId}, ${id}::uuid)`.execute(tx);
  return rows[0]?.members ?? 0;
}

export interface Holder {
  readonly role: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisationName: string;
}

/** Heads, clerks and secretaries of the unit and its branches: whose turn it is. */
export async function holdersOf(tx: ReadTx, organisationIds: readonly string[]): Promise<Holder[]> {
  const rows = await tx
    .selectFrom('appointment as a')
    .innerJoin('person as p', (join) => join.onRef('p.region_id', '=', 'a.region_id').onRef('p.id', '=', 'a.person_id'))
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.region_id', '=', 'a.region_id').onRef('o.id', '=', 'a.organisation_id'),
    )
    .select(['a.role', 'p.name', 'o.id as organisation_id', 'o.name as organisation_name'])
    .where('a.organisation_id', 'in', [...organisationIds])
    .where('a.role', 'in', ['head', 'clerk', 'secretary'])
    .where('a.to_on', 'is', null)
    .orderBy('o.path')
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({
    role: row.role,
    name: row.name,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
  }));
}

export interface LatestAssessment {
  readonly id: string;
  /** Of which it asks: of a joint vote all that take part in it. */
  readonly unitIds: readonly string[];
  /**
   * What was ordered to be corrected since it was `confirmed`: `ordered`, and the unit has to act; `answered`, and waits for whoever
   * verifies it; `mended`, once one such order is verified, so that there may be another vote.
   */
  readonly state: 'counting' | 'agreed' | 'confirmed' | Mending | 'too-few';
  /** The order that was answered and waits. */
  readonly orderId: string | null;
}

type Mending = 'ordered' | 'answered' | 'mended';

/** The last attempt of the stage and how far its counting is. */
export async function latestAssessment(
  tx: ReadTx,
  participation: Participation,
  stageCode: string,
): Promise<LatestAssessment | null> {
  const { rows } = await sql<VoteRow & { id: string; unitIds: string[]; orderId: string | null }>`
    select s.id, o.mending, o."orderId", coalesce((select sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) from tally_assessment t
        where t.region_id = s.region_id and t.assessment_id = s.id) < s.fewest_papers, false) as "tooFew",
      exists (select from tally_assessment t where t.region_id = s.region_id and t.assessment_id = s.id) as confirmed,
      coalesce((select count(distinct c.teller_id) = 2 and count(distinct (c.voters, c.satisfied, c.basically_satisfied, c.dissatisfied, c.dont_know, c.void)) = count(distinct c.voters)
        from tally_teller c where c.region_id = s.region_id and c.assessment_id = s.id
          and c.round = (select max(round) from tally_teller l where l.region_id = s.region_id and l.assessment_id = s.id)), false) as agreed,
      array(select s.unit_id::text union select j.unit_id::text from assessment_pool_unit j
        where j.region_id = s.region_id and j.pool_id = s.pool_id) as "unitIds"
    from assessment s
    cross join lateral (
      select case when bool_or(e.verified) then 'mended' when bool_or(e.waits) then 'answered' when count(*) > 0 then 'ordered' end as mending,
        (array_agg(e.id order by e.due_on, e.id) filter (where e.waits))[1] as "orderId"
      from (
        select o.id, o.due_on, exists (select from order_verification v
            where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified') as verified,
          exists (select from order_answer a where a.region_id = o.region_id and a.order_id = o.id and not exists (
            select from order_verification v where v.region_id = a.region_id and v.answer_id = a.id)) as waits
        from order_to_correct o
        where o.region_id = s.region_id and o.participation_id = s.participation_id and o.stage_code = s.stage_code
          and o.recorded_at > (select max(t.confirmed_at) from tally_assessment t
            where t.region_id = s.region_id and t.assessment_id = s.id)) e) o
    where s.region_id = ${participation.regionId} and s.participation_id = ${participation.id} and s.stage_code = ${stageCode}
    order by s.attempt desc limit 1`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  return { id: row.id, unitIds: row.unitIds, state: voteState(row), orderId: row.orderId };
}

type VoteRow = Readonly<Record<'confirmed' | 'tooFew' | 'agreed', boolean>> & { readonly mending: Mending | null };

function voteState(row: VoteRow): LatestAssessment['state'] {
  if (row.tooFew) return 'too-few';
  if (row.confirmed) return row.mending ?? 'confirmed';
  return row.agreed ? 'agreed' : 'counting';
}

export interface OwedInStage {
  readonly id: string;
  readonly code: string;
  readonly dueOn: string;
  readonly state: DeliverableState;
}

/** What the unit owes in the stage, and how far each of it is. */
export async function owedInStage(tx: ReadTx, participation: Participation, stageCode: string): Promise<OwedInStage[]> {
  const { rows } = await sql<{
    id: string;
    code: string;
    dueOn: string;
    version: number | null;
    outcome: Outcome | null;
  }>`
    select o.id, o.duty_code as code, o.due_on as "dueOn", d.version, c.outcome
    from obligation o
    left join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
      and not exists (select from deliverable later
        where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)
    left join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
    where o.region_id = ${participation.regionId} and o.participation_id = ${participation.id} and o.stage_code = ${stageCode}
      and o.kind = 'deliverable'
    order by o.due_on, o.id`.execute(tx);
  return rows.map(({ version, outcome, ...owed }) => ({
    ...owed,
    state: stateOf(version === null ? null : { outcome }),
  }));
}
