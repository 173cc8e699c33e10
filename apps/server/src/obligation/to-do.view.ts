import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { readToDo } from '@muster/contract/obligation';
import { mayActOn, type Place } from '@muster/core/access';
import { countedDay } from '@muster/core/campaign';
import { standingOf, wasLate, type Addressee, type ObligationKind } from '@muster/core/obligation';
import { sql, type RawBuilder } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { Onlooker } from './obligations.view.ts';

type Answer = RouteAnswer<typeof readToDo>;
type Wanted = RouteInput<typeof readToDo>['query'];

interface Row {
  readonly id: string;
  readonly campaignId: string;
  readonly closedOn: string | null;
  readonly kind: ObligationKind;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly stageCode: string;
  readonly addressee: Addressee;
  readonly unitId: string;
  readonly unitName: string | null;
  readonly unitPlace: Place | null;
  readonly branchId: string | null;
  readonly branchName: string | null;
  readonly branchPlace: Place | null;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly dueOn: string;
  readonly firstDueOn: string;
  readonly dischargedOn: string | null;
  readonly dueThen: string | null;
  readonly isCancelled: boolean;
  readonly isWaiting: boolean;
  readonly isExempt: boolean;
  readonly asksForTime: boolean;
  readonly askedNumber: number | null;
  readonly written: number;
  readonly spokeAt: string | null;
  readonly originKind: string | null;
  readonly originId: string | null;
}

/** What a page is a part of, and one row more than fits on it. */
interface Counted extends Pick<Answer, 'overdue' | 'open' | 'kinds' | 'all'> {
  readonly found?: readonly Row[];
}

const scope = sql`nullif(current_setting('muster.scope', true), '')::ltree[]`;

/**
 * Everything owed by units that take part, and of those that do no longer what was settled or ended with them. What is owed by a branch or a person that one may not see is left out:
 * who serves one branch of a unit does not read the names of another. Who has moved on is seen where the duty stayed.
 */
const owed = (whose: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select o.region_id, o.id, o.kind, o.due_on, o.path, x.discharged_on, x.due_on as due_then,
    o.cancelled_at is not null as is_cancelled, w.is_waiting, w.is_exempt, v.closed_on
  from obligation o
  join campaign v on v.id = o.campaign_id
  left join participation p on p.region_id = o.region_id and p.id = o.participation_id
  left join organisation b on b.region_id = o.region_id and b.id = o.branch_id
  left join person e on e.region_id = o.region_id and e.id = o.person_id
  left join lateral (
    select d.discharged_on, d.due_on from obligation_discharge d
    where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null
    order by d.discharged_on, d.id limit 1) x on true
  cross join lateral obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) w
  where (p.ended_at is null or o.cancelled_at is not null or x.discharged_on is not null or w.is_exempt) and ${whose}
    and (o.addressee <> 'branch' or b.id is not null) and (o.addressee <> 'person' or e.id is not null or b.path <@ any (${scope}) or b.linked <@ any (${scope}))`;

/**
 * What one owes oneself, and for whom one acts: a unit that one hands in for, a branch that one records for, with what its members have
 * to make up, since that is recorded for them, and what went back to them, since that is called for. In all campaigns that run: to look at one is no reason to miss a day of another.
 */
export function owedBy(actor: Actor): RawBuilder<unknown> {
  const held = (verb: string) =>
    actor.grants.filter((grant) => grant.verb === verb).map((grant) => grant.organisationId);
  return sql`v.closed_on is null and (o.person_id = ${actor.personId}
    or (o.addressee = 'unit' and o.unit_id = any (${held('submit-deliverable')}::uuid[]))
    or ((o.addressee = 'branch' or o.kind = 'make-up' or (o.kind = 'note' and o.origin_kind = 'note')) and o.branch_id = any (${held('record-activity')}::uuid[])))`;
}

/** In the campaign at hand: a branch's own and its people's; of a unit with all that counts for it; of everything beneath a node above them. */
export function owedAt(
  { id, regionId, kind, place }: Node,
  campaignId: string | null,
  personId: string | undefined,
): RawBuilder<unknown> {
  const here =
    kind === 'branch'
      ? sql`o.region_id = ${regionId} and o.branch_id = ${id}`
      : kind === 'unit'
        ? sql`o.region_id = ${regionId} and o.unit_id = ${id}`
        : sql`(o.path <@ ${place.path}::ltree or ${place.path}::ltree @> any (o.linked))`;
  const there = sql`o.campaign_id is not distinct from ${campaignId}::uuid and ${here}`;
  return personId === undefined ? there : sql`${there} and o.person_id = ${personId}`;
}

const placeOf = (node: string): RawBuilder<unknown> => sql`(
  select json_build_object('path', n.path::text, 'linked', n.linked::text[]) from organisation n
  where n.region_id = o.region_id and n.id = ${sql.ref(node)})`;

/** What a line says besides, asked for those alone that are shown: to count, nobody's name is needed. */
const shown = sql<Row>`
    select o.id, o.campaign_id as "campaignId", w.closed_on as "closedOn", o.kind, o.title_zh as "titleZh", o.title_en as "titleEn", o.stage_code as "stageCode", o.addressee,
      o.unit_id as "unitId", u.name as "unitName", o.branch_id as "branchId", b.name as "branchName",
      o.person_id as "personId", coalesce(e.name, (select g.name from obligation_owing(o.region_id, array[o.id]) g)) as "personName", o.due_on as "dueOn", o.first_due_on as "firstDueOn",
      w.discharged_on as "dischargedOn", w.due_then as "dueThen", w.is_cancelled as "isCancelled", w.is_waiting as "isWaiting",
      w.is_exempt as "isExempt", exists (select from obligation_extension r
        where r.region_id = o.region_id and r.obligation_id = o.id and r.outcome is null) as "asksForTime",
      o.asked_number as "askedNumber", case when o.asked_number is null then 0 else (
        select count(*)::int from study_note n
        where n.region_id = o.region_id and n.person_id = o.person_id and n.campaign_id = o.campaign_id and n.stage_code = o.stage_code
          and n.writing_code = o.duty_code and n.returned_at is null) end as written,
      case when o.kind = 'lecture' and o.person_id is not null and w.discharged_on is null then (
        select l.activity_id from lecture l
        cross join lateral study_activities(o.region_id, array[l.activity_id]) a
        where l.region_id = o.region_id and l.lecturer_id = o.person_id and l.withdrawn_at is null and a.voided_at is null
          and a.campaign_id = o.campaign_id and o.stage_code = coalesce((
            select n.stage_code from study_sheets(l.region_id, array[l.activity_id], null) s
            join attendance n on n.region_id = s.region_id and n.sheet_id = s.id
            where s.superseded_at is null and (n.unit_id = o.unit_id or n.person_id = o.person_id)
            order by n.unit_id = o.unit_id desc, n.stage_code = o.stage_code desc limit 1), a.stage_code)
          and not exists (select from lecture_script t where t.region_id = l.region_id and t.lecture_id = l.id and t.is_own)
        order by l.recorded_at desc, l.id limit 1) end as "spokeAt",
      ${placeOf('o.unit_id')} as "unitPlace", ${placeOf('o.branch_id')} as "branchPlace",
      o.origin_kind as "originKind", o.origin_id as "originId"
    from shown w
    join obligation o on o.region_id = w.region_id and o.id = w.id
    left join organisation u on u.region_id = o.region_id and u.id = o.unit_id
    left join organisation b on b.region_id = o.region_id and b.id = o.branch_id
    left join person e on e.region_id = o.region_id and e.id = o.person_id
    order by o.due_on, o.path, o.id`;

/** One of them; null where it is not to be seen. */
export async function oneOwed(
  tx: ReadTx,
  id: string,
  { actor, today }: Pick<Onlooker, 'actor' | 'today'>,
): Promise<Answer['owed'][number] | null> {
  const { rows } = await sql<Row>`
    with shown as (${owed(sql`o.id = ${id}`)}) ${shown}`.execute(tx);
  const [row] = rows;
  return row === undefined ? null : answerOf(row, actor, today);
}

/** A page of it, the earliest due first, which is what is overdue. */
export async function toDo(
  tx: ReadTx,
  whose: RawBuilder<unknown>,
  wanted: Wanted,
  { actor, today }: Pick<Onlooker, 'actor' | 'today'>,
): Promise<Answer> {
  const kept = sql`${matches(wanted.state)} and ${wanted.kind === undefined ? sql`true` : sql`w.kind = ${wanted.kind}`}`;
  const beyond =
    wanted.after === undefined
      ? sql`true`
      : sql`(w.due_on, w.path, w.id) > (select o.due_on, o.path, o.id from obligation o where o.id = ${wanted.after})`;
  // All of it is gone through once: to find the page, and to count.
  const { rows } = await sql<Counted>`
    with every as materialized (${owed(whose)}),
    w as (
      select *, case when is_cancelled then 'cancelled' when discharged_on is not null then 'discharged'
        when is_exempt then 'exempt' when is_waiting then 'waiting' when due_on < least(${today}::date, closed_on) then 'overdue' else 'open' end as standing
      from every),
    shown as (select * from w where ${kept} and ${beyond} order by w.due_on, w.path, w.id limit ${wanted.limit + 1}),
    page as (${shown})
    select count(*) filter (where standing = 'overdue') as overdue, count(*) filter (where standing = 'open') as open,
      coalesce(array_agg(distinct kind), '{}') as kinds, count(*) filter (where ${kept}) as "all",
      (select coalesce(json_agg(page), '[]') from page) as found from w`.execute(tx);
  const { found = [], ...counted } = rows[0] ?? { overdue: 0, open: 0, kinds: [], all: 0 };
  const page = found.slice(0, wanted.limit);
  return {
    owed: page.map((row) => answerOf(row, actor, today)),
    ...counted,
    next: found.length > wanted.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function matches(state: Wanted['state']): RawBuilder<unknown> {
  switch (state) {
    case 'due':
      return sql`w.standing in ('open', 'overdue')`;
    case 'all':
      return sql`true`;
    case 'late':
      return sql`w.discharged_on > w.due_then`;
    default:
      return sql`w.standing = ${state}`;
  }
}

function answerOf(row: Row, actor: Actor, today: string): Answer['owed'][number] {
  const mayOpen = (place: Place | null) => place !== null && mayActOn(actor.grants, 'read', place);
  const { titleZh, titleEn, unitId, unitName, branchId, branchName, personId, personName, dueThen, ...rest } = row;
  const { isCancelled, isWaiting, isExempt, askedNumber, written, unitPlace, branchPlace, closedOn, ...owing } = rest;
  const discharged = row.dischargedOn === null || dueThen === null ? null : { on: row.dischargedOn, dueOn: dueThen };
  return {
    ...owing,
    title: { zh: titleZh, en: titleEn },
    unit: named(unitId, unitName),
    branch: named(branchId, branchName),
    person: named(personId, personName),
    mayOpen: { unit: mayOpen(unitPlace), branch: mayOpen(branchPlace) },
    standing: standingOf(
      { dueOn: row.dueOn, discharged, isExempt, isCancelled, isWaiting },
      countedDay({ closedOn }, today),
    ),
    isLate: wasLate({ discharged }),
    asked: askedNumber === null ? null : { number: askedNumber, done: written },
  };
}

function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name };
}
