import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import type { CivilDate } from '@muster/core/kernel';
import { stateOf, type DeliverableState, type Outcome } from '@muster/core/obligation';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { stagesOf, validPapers } from './queries.ts';

type Finding = RouteAnswer<typeof readGate>['findings'][number];

export interface Lacking {
  readonly personId: string;
  readonly name: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly total: number;
  readonly collective: number;
}

interface InStage {
  readonly participation: Participation;
  readonly stageCode: string;
}

/**
 * Every member of each unit with the minutes earned in its stage in whichever branch, by branch and name, by the participation's id: the
 * gate names those who lack some.
 */
export async function earnedByMember(
  tx: ReadTx,
  of: readonly InStage[],
): Promise<ReadonlyMap<string, readonly Lacking[]>> {
  const { rows } = await sql<{ of: string; member: Lacking }>`
    with asked as (
      select * from unnest(${of.map(({ participation }) => participation.regionId)}::int[], ${of.map(({ participation }) => participation.id)}::uuid[],
          ${of.map(({ participation }) => participation.campaignId)}::uuid[], ${of.map(({ participation }) => participation.unitId)}::uuid[],
          ${of.map(({ stageCode }) => stageCode)}::text[]) as a (region, id, campaign, unit, stage)
    ), roll as materialized (
      select a.id, a.region, a.campaign, a.stage, m.person_id, m.branch_id from asked a
      join membership m on m.region_id = a.region and m.unit_id = a.unit and m.to_on is null and m.standing <> 'applicant'
    ), earned as materialized (
      select g.region, g.campaign, e.* from (select region, campaign, array_agg(distinct person_id) as people from roll group by 1, 2) g
      cross join lateral study_earned(g.region, g.campaign, g.people) e
    )
    select m.id as of, jsonb_build_object('personId', m.person_id, 'name', p.name, 'branchId', m.branch_id, 'branchName', b.name,
      'total', coalesce(e.minutes, 0), 'collective', coalesce(e.collective_minutes, 0)) as member
    from roll m
    join person p on p.region_id = m.region and p.id = m.person_id
    join organisation b on b.region_id = m.region and b.id = m.branch_id
    left join earned e on e.region = m.region and e.campaign = m.campaign and e.person_id = m.person_id and e.stage_code = m.stage
    order by b.path, p.name, m.person_id ${kept}`.execute(tx);
  return new Map([...Map.groupBy(rows, ({ of: id }) => id)].map(([id, own]) => [id, own.map(({ member }) => member)]));
}

export interface Electorate {
  readonly members: number;
  readonly representatives: number;
}

/** How many members and representatives each unit has, by its id, whoever asks: those that one may not see by name are counted all the same. */
export async function electoratesCounted(
  tx: ReadTx,
  units: readonly Pick<Node, 'regionId' | 'id'>[],
): Promise<ReadonlyMap<string, Electorate>> {
  const { rows } = await sql<Electorate & { id: string }>`
    select u.id, e.members, e.representatives from unnest(${units.map(({ regionId }) => regionId)}::int[], ${units.map(({ id }) => id)}::uuid[]) as u (region, id)
    cross join lateral assessment_electorate(u.region, u.id) e ${kept}`.execute(tx);
  return new Map(rows.map(({ id, ...electorate }) => [id, electorate]));
}

export interface Holder {
  readonly unitId: string;
  readonly role: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisationName: string;
}

/** Whose turn it is: heads and clerks of units, whoever asks; and secretaries of those branches that one sees. */
export async function holdersOf(tx: ReadTx, units: readonly Pick<Node, 'regionId' | 'id'>[]): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select h.unit_id as "unitId", h.role, h.name, h.organisation_id as "organisationId", h.organisation_name as "organisationName"
    from access_holders(${units.map(({ regionId }) => regionId)}::int[], ${units.map(({ id }) => id)}::uuid[]) h ${kept}`.execute(
    tx,
  );
  return rows;
}

export interface LatestAssessment {
  readonly id: string;
  /** Of the last attempt that had an outcome, which stands until another has one; null where none had. */
  readonly outcomeId: string | null;
  /** Where a joint vote is counted, at the one that hosts it; null where it is counted here. */
  readonly countedIn: string | null;
  /** Of which it asks: of a joint vote all that take part in it. */
  readonly unitIds: readonly string[];
  /**
   * What was ordered to be corrected since it was `confirmed`: `ordered`, and the unit has to act; `answered`, and waits for whoever
   * verifies it; `mended`, once one such order is verified, so that there may be another vote.
   */
  readonly state: 'counting' | 'agreed' | 'confirmed' | Mending | 'too-few';
  /** The order that was answered and waits. */
  readonly orderId: string | null;
  /** The day of that attempt. */
  readonly heldOn: CivilDate;
}

type Mending = 'ordered' | 'answered' | 'mended';

/**
 * The last attempt of the open stage of each and how far its counting is, by the participation's id; of a joint vote as far as one sees
 * the sheets of the one that counts it.
 */
export async function latestAssessments(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, LatestAssessment>> {
  const { rows } = await sql<
    VoteRow & { of: string } & Pick<
        LatestAssessment,
        'id' | 'outcomeId' | 'countedIn' | 'unitIds' | 'orderId' | 'heldOn'
      >
  >`
    select s.participation_id as of, s.id, s.held_on as "heldOn", s.counted_in as "countedIn", o.mending, o."orderId", coalesce(${validPapers('s')} < s.fewest_papers, false) as "tooFew",
      exists (select from tally_assessment t where t.region_id = s.region_id and t.assessment_id = s.id) as confirmed,
      coalesce((select count(distinct c.teller_id) = 2 and count(distinct (c.voters, c.satisfied, c.basically_satisfied, c.dissatisfied, c.dont_know, c.void)) = count(distinct c.voters)
        from tally_teller c where c.region_id = s.region_id and c.assessment_id = coalesce(s.counted_in, s.id)
          and c.round = (select max(round) from tally_teller l where l.region_id = s.region_id and l.assessment_id = c.assessment_id)), false) as agreed,
      array(select s.unit_id::text union select j.unit_id::text from assessment_pool_unit j
        where j.region_id = s.region_id and j.pool_id = s.pool_id) as "unitIds",
      (select b.id from assessment b
        where b.region_id = s.region_id and b.participation_id = s.participation_id and b.stage_code = s.stage_code and b.fewest_papers <= ${validPapers('b')}
        order by b.attempt desc limit 1) as "outcomeId"
    from (${stagesOf(participations)}) w
    cross join lateral (select * from assessment l
      where l.region_id = w.region and l.participation_id = w.id and l.stage_code = w.stage order by l.attempt desc limit 1) s
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
            where t.region_id = s.region_id and t.assessment_id = s.id)) e) o ${kept}`.execute(tx);
  return new Map(
    rows.map(({ of, id, outcomeId, countedIn, unitIds, orderId, heldOn, ...row }) => [
      of,
      { id, outcomeId, countedIn, unitIds, orderId, heldOn, state: voteState(row) },
    ]),
  );
}

export interface VotesWith {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** Who was pooled with each for the vote of its open stage, itself among them, the one first where it is counted; by the participation's id. */
export async function pooledWith(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, readonly VotesWith[]>> {
  const { rows } = await sql<{ of: string; units: VotesWith[] }>`
    select w.id as of, (
      select jsonb_agg(jsonb_build_object('id', u.unit_id, 'name', u.unit_name, 'path', u.path) order by u.position)
      from assessment_pool_unit u where u.region_id = p.region_id and u.pool_id = p.id) as units
    from (${stagesOf(participations)}) w
    join assessment_pool_unit m on m.region_id = w.region and m.participation_id = w.id
    join assessment_pool p on p.region_id = m.region_id and p.id = m.pool_id and p.stage_code = w.stage
    where not exists (select from assessment_pool_end e where e.region_id = p.region_id and e.pool_id = p.id) ${kept}`.execute(
    tx,
  );
  return new Map(rows.map(({ of, units }) => [of, units]));
}

type VoteRow = Readonly<Record<'confirmed' | 'tooFew' | 'agreed', boolean>> & { readonly mending: Mending | null };

function voteState(row: VoteRow): LatestAssessment['state'] {
  if (row.tooFew) return 'too-few';
  if (row.confirmed) return row.mending ?? 'confirmed';
  return row.agreed ? 'agreed' : 'counting';
}

export interface OwedInStage {
  readonly id: string;
  readonly kind: 'deliverable' | 'lecture' | 'make-up';
  readonly code: string;
  readonly dueOn: string;
  readonly state: DeliverableState;
  /** Who decided that it is not asked, when and why; null where it is asked, or was done besides. */
  readonly letOff: Finding['letOff'][number] | null;
}

/** Of what each unit owes in its open stage the papers, and how far each of them is, and whatever somebody was let off; by the participation's id. */
export async function owedInStage(
  tx: ReadTx,
  participations: readonly Participation[],
): Promise<ReadonlyMap<string, readonly OwedInStage[]>> {
  const { rows } = await sql<
    Omit<OwedInStage, 'state'> & { of: string; version: number | null; outcome: Outcome | null }
  >`
    select o.participation_id as of, o.id, o.kind, o.duty_code as code, o.due_on as "dueOn", d.version, c.outcome,
      case when e.id is not null and o.cancelled_at is null and not exists (select from obligation_discharge g
          where g.region_id = o.region_id and g.obligation_id = o.id and g.voided_at is null)
        then jsonb_build_object('obligationId', o.id, 'whose', p.name, 'reason', e.reason, 'by', e.granted_by_name, 'at', e.recorded_at) end as "letOff"
    from (${stagesOf(participations)}) w
    join obligation o on o.region_id = w.region and o.participation_id = w.id and o.stage_code = w.stage
      and o.kind in ('deliverable', 'lecture', 'make-up')
    left join obligation_exemption e on e.region_id = o.region_id and e.obligation_id = o.id and e.voided_at is null
    left join person p on e.id is not null and p.region_id = o.region_id and p.id = o.person_id
    left join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
      and not exists (select from deliverable later
        where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)
    left join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
    where o.kind = 'deliverable' or e.id is not null
    order by o.due_on, o.id ${kept}`.execute(tx);
  const owed = rows.map(({ of, version, outcome, letOff, ...each }) => ({
    of,
    each: {
      ...each,
      state: stateOf(version === null ? null : { outcome }),
      letOff: letOff && { ...letOff, at: new Date(letOff.at).toISOString() },
    },
  }));
  return new Map([...Map.groupBy(owed, ({ of }) => of)].map(([id, own]) => [id, own.map(({ each }) => each)]));
}
