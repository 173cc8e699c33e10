import type { RouteAnswer } from '@muster/contract';
import type { listTransitions } from '@muster/contract/gate';
import { mayActOn, type Verb } from '@muster/core/access';
import { sql } from 'kysely';
import { columnsOf, heldIn, seenIn } from '../platform/held-in.ts';
import { askedAmongAll, type Participation } from '../campaign/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import type { Actor } from '../platform/identity.ts';
import { linkedColumn } from '../platform/place.ts';

type Answer = RouteAnswer<typeof listTransitions>;
type Transition = Answer['transitions'][number];

interface StepRow {
  readonly step: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly at: string;
  readonly note: string | null;
}

function rows(tx: ReadTx) {
  return tx
    .selectFrom('transition as t')
    .innerJoin('organisation as u', (join) =>
      join.onRef('u.region_id', '=', 't.region_id').onRef('u.id', '=', 't.unit_id'),
    )
    .leftJoin('transition_decision as d', (join) =>
      join.onRef('d.region_id', '=', 't.region_id').onRef('d.transition_id', '=', 't.id'),
    )
    .innerJoin('campaign as c', 'c.id', 't.campaign_id')
    .select([
      't.id',
      't.campaign_id',
      'c.closed_on',
      't.unit_id',
      'u.name as unit_name',
      't.stage_code',
      't.applied_by',
      't.ended_at',
      't.recorded_at',
      't.path',
    ])
    .select(['d.outcome', 'd.decided_by_name', 'd.note as decision_note', 'd.recorded_at as decided_at'])
    .select(linkedColumn('t.linked').as('linked'))
    .select(sql<boolean>`t.unit_id in (select units_of_self())`.as('is_of_it'))
    .select(
      sql<
        StepRow[]
      >`coalesce((select jsonb_agg(jsonb_build_object('step', s.step, 'actorId', s.actor_id, 'actorName', s.actor_name,
        'at', s.recorded_at, 'note', s.note) order by s.recorded_at)
        from transition_step s where s.region_id = t.region_id and s.transition_id = t.id), '[]')`.as('steps'),
    )
    .select(
      sql<Transition['order']>`(select jsonb_build_object('id', o.id, 'dueOn', o.due_on,
          'state', coalesce(v.outcome, case when a.id is null then 'open' else 'answered' end))
        from finding f
        join order_to_correct o on o.region_id = f.region_id and o.finding_id = f.id
        left join order_answer a on a.region_id = o.region_id and a.order_id = o.id
          and not exists (select from order_answer l where l.region_id = a.region_id and l.order_id = a.order_id and l.version > a.version)
        left join order_verification v on v.region_id = a.region_id and v.answer_id = a.id
        where f.region_id = t.region_id and f.transition_id = t.id order by o.recorded_at, o.id limit 1)`.as('order'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

/** Those of units, each in one campaign, by the unit's id, earliest first; every attempt stays visible. */
export async function transitionsOfUnits(
  tx: ReadTx,
  of: readonly Pick<Participation, 'unitId' | 'campaignId'>[],
  actor: Actor,
): Promise<ReadonlyMap<string, Transition[]>> {
  const units = of.map(({ unitId }) => unitId);
  const campaigns = of.map(({ campaignId }) => campaignId);
  const found = await rows(tx)
    .where(sql<boolean>`(t.unit_id, t.campaign_id) in (select * from unnest(${units}::uuid[], ${campaigns}::uuid[]))`)
    .orderBy('t.recorded_at')
    .modifyEnd(kept)
    .execute();
  return Map.groupBy(
    found.map((row) => transitionOf(row, actor)),
    ({ unit }) => unit.id,
  );
}

/**
 * Open ones that one may see, of the campaign asked for, else of all that run, by place in the tree: those whose next step is one's own, or
 * all the others. What waits for oneself in a campaign that is not asked for is counted.
 */
export async function openTransitions(
  tx: ReadTx,
  {
    awaiting,
    after,
    limit,
  }: { readonly awaiting: 'me' | 'others'; readonly after?: string | undefined; readonly limit: number },
  context: Pick<Context, 'actor' | 'said'>,
): Promise<Answer> {
  const { actor } = context;
  const asked = await askedAmongAll(tx, context);
  const beneath = (verb: Verb) => heldIn(actor.grants, [verb], columnsOf('t'));
  const open = sql`
    select t.region_id, t.id, t.campaign_id, t.path, t.recorded_at, case
        when t.applied_by = ${actor.personId}::uuid or e.actor_id = ${actor.personId}::uuid
          or t.unit_id in (select units_of_self()) then null
        when e.actor_id is null and ${beneath('endorse-transition')} then 'endorse'
        when e.actor_id is not null and ${beneath('decide-transition')} then 'decide' end as step
    from transition t
    join campaign c on c.id = t.campaign_id and c.closed_on is null
    left join transition_step e on e.region_id = t.region_id and e.transition_id = t.id and e.step = 'endorsed'
    where t.ended_at is null and ${seenIn(actor.grants, columnsOf('t'))}`;
  const shownHere = asked === null ? sql`true` : sql`campaign_id = ${asked}::uuid`;
  const wanted = awaiting === 'me' ? sql`${shownHere} and step is not null` : sql`${shownHere} and step is null`;
  const counted = await sql<{ all: number; endorse: number; decide: number }>`
    with open as (${open})
    select (count(*) filter (where ${wanted}))::int as all, (count(*) filter (where ${shownHere} and step = 'endorse'))::int as endorse,
      (count(*) filter (where ${shownHere} and step = 'decide'))::int as decide from open`.execute(tx);
  const { all = 0, endorse = 0, decide = 0 } = counted.rows[0] ?? {};
  const { rows: elsewhere } = await sql<Answer['elsewhere'][number]>`
    with open as (${open})
    select campaign_id as "campaignId", count(*)::int as awaiting from open
    where step is not null and not ${shownHere} group by campaign_id order by campaign_id`.execute(tx);
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(path, recorded_at, id) > (select l.path, l.recorded_at, l.id from transition l where l.id = ${after}::uuid)`;
  const keys = await sql<{ id: string }>`
    with open as (${open})
    select id from open where ${wanted} and ${beyond} order by path, recorded_at, id limit ${limit + 1}`.execute(tx);
  const shown = keys.rows.slice(0, limit).map(({ id }) => id);
  const found =
    shown.length === 0
      ? []
      : await rows(tx).where('t.id', 'in', shown).orderBy('t.path').orderBy('t.recorded_at').orderBy('t.id').execute();
  return {
    transitions: found.map((row) => transitionOf(row, actor)),
    all,
    mine: { endorse, decide },
    next: keys.rows.length > limit ? (shown.at(-1) ?? null) : null,
    elsewhere,
  };
}

function transitionOf(row: Row, actor: Actor): Transition {
  const steps = row.steps.map((step) => ({ ...step, at: new Date(step.at).toISOString() }));
  const endorsedBy = steps.find((step) => step.step === 'endorsed')?.actorId ?? null;
  const returned = steps.some((step) => step.step === 'returned');
  const lapsed = row.ended_at === null && row.closed_on !== null;
  const open = row.ended_at === null && !lapsed;
  const place = { path: row.path, linked: row.linked, campaignId: row.campaign_id };
  const notDecide = [row.applied_by, endorsedBy].includes(actor.personId)
    ? 'somebody-else-must'
    : row.is_of_it
      ? 'decider-is-of-the-unit'
      : null;
  const endorses = open && endorsedBy === null && mayActOn(actor.grants, 'endorse-transition', place);
  const decides = open && endorsedBy !== null && mayActOn(actor.grants, 'decide-transition', place);
  const shown = steps.map(({ actorId: _actor, ...step }) => step);
  if (row.outcome !== null && row.decided_at !== null) {
    shown.push({
      step: row.outcome,
      actorName: row.decided_by_name ?? '',
      at: row.decided_at.toISOString(),
      note: row.decision_note,
    });
  }
  return {
    id: row.id,
    campaignId: row.campaign_id,
    unit: { id: row.unit_id, name: row.unit_name },
    stageCode: row.stage_code,
    state:
      row.outcome === 'passed' || row.outcome === 'refused'
        ? row.outcome
        : returned
          ? 'returned'
          : lapsed
            ? 'lapsed'
            : endorsedBy === null
              ? 'applied'
              : 'endorsed',
    steps: shown,
    order: row.order,
    may: {
      endorse: endorses && notDecide === null,
      decide: decides && notDecide === null,
      notDecide: endorses || decides ? notDecide : null,
    },
  };
}
