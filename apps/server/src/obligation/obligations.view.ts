import type { RouteAnswer } from '@muster/contract';
import type { listObligations, readObligation } from '@muster/contract/obligation';
import { mayActOn, type PlaceInCampaign } from '@muster/core/access';
import { countedDay } from '@muster/core/campaign';
import { isOverdue, stateOf, type Form, type Outcome } from '@muster/core/obligation';
import { sql, type RawBuilder } from 'kysely';
import { idAtHand } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { unitsOf } from './units-of-person.view.ts';

type Obligation = RouteAnswer<typeof listObligations>['obligations'][number];
type Deliverable = RouteAnswer<typeof readObligation>['deliverables'][number];

/** Who looks, and when: what is overdue and what one may do depend on it. */
export interface Onlooker {
  readonly actor: Actor;
  readonly today: string;
  readonly timeZone: string;
}

export interface Wanted {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly state?: 'open' | 'waiting' | 'returned' | 'accepted' | 'overdue' | 'late' | undefined;
}

interface Row {
  readonly id: string;
  readonly campaignId: string;
  readonly closedOn: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly stageCode: string;
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly form: Form;
  readonly dueOn: string;
  readonly firstDueOn: string;
  readonly path: string;
  readonly linked: string[];
  readonly isOpen: boolean;
  readonly version: number | null;
  readonly submittedBy: string | null;
  readonly submittedAt: Date | null;
  readonly isLate: boolean;
  /** Neither let off nor asked no longer. */
  readonly isAsked: boolean;
  readonly letOff: string | null;
  readonly outcome: Outcome | null;
}

/** The last version of what is owed, and what was said of it. */
const lastVersion = sql`
  left join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
    and not exists (select from deliverable later
      where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)
  left join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id`;

const stands = sql`cross join lateral obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) s`;

/** Every deliverable that one may see, with the last version handed in and what was said of it. */
const owed = (timeZone: string): RawBuilder<unknown> => sql`
  select o.id, o.campaign_id as "campaignId", v.closed_on as "closedOn", o.unit_id as "unitId", u.name as "unitName", o.stage_code as "stageCode", o.duty_code as code,
    o.title_zh as "titleZh", o.title_en as "titleEn", o.form, o.due_on as "dueOn", o.first_due_on as "firstDueOn",
    o.path, o.linked,
    p.ended_at is null and v.closed_on is null and not exists (select from transition t
      where t.region_id = o.region_id and t.participation_id = o.participation_id and t.stage_code = o.stage_code and t.ended_at is null) as "isOpen",
    d.version, d.submitted_by as "submittedBy", d.recorded_at as "submittedAt",
    coalesce((d.recorded_at at time zone ${timeZone})::date > d.due_on, false) as "isLate", c.outcome,
    o.cancelled_at is null and not s.is_exempt as "isAsked",
    (select e.reason from obligation_exemption e
      where s.is_exempt and e.region_id = o.region_id and e.obligation_id = o.id and e.voided_at is null limit 1) as "letOff"
  from obligation o
  join organisation u on u.region_id = o.region_id and u.id = o.unit_id
  join participation p on p.region_id = o.region_id and p.id = o.participation_id
  join campaign v on v.id = o.campaign_id
  ${lastVersion}
  ${stands}
  where o.kind = 'deliverable'`;

/** A page of what is owed in the campaign at hand at and beneath a node of either tree: by due date, then by the order of the tree. */
export async function obligationsAt(
  tx: ReadTx,
  node: Node,
  wanted: Wanted,
  onlooker: Onlooker,
  asking: Asking,
): Promise<RouteAnswer<typeof listObligations>> {
  const campaignId = await idAtHand(tx, node, asking);
  if (campaignId === null) return { obligations: [], all: 0, next: null };
  const { place } = node;
  const here =
    node.kind === 'unit'
      ? sql`o.region_id = ${node.regionId} and o.unit_id = ${node.id}`
      : sql`(o.path <@ ${place.path}::ltree or ${place.path}::ltree @> any (o.linked))`;
  const kept = sql`
    from obligation o ${wanted.state === undefined ? sql`` : sql`${lastVersion} ${stands}`}
    where o.kind = 'deliverable' and o.campaign_id = ${campaignId}::uuid
      and ${here} and ${matches(wanted.state, onlooker)}`;
  const beyond =
    wanted.after === undefined
      ? sql`true`
      : sql`(o.due_on, o.path, o.id) > (select o.due_on, o.path, o.id from obligation o where o.id = ${wanted.after})`;
  // First which they are and then all about them: of the rest of a city's nothing but the place and the day is looked at, and that once.
  const { rows } = await sql<{ readonly all: number } & (Row | { readonly id: null })>`
    with kept as materialized (select o.id, o.due_on, o.path ${kept}),
    page as (select o.id from kept o where ${beyond} order by o.due_on, o.path, o.id limit ${wanted.limit + 1}),
    w as (${owed(onlooker.timeZone)} and o.id in (select id from page))
    select counted.*, w.*, w.path::text as path, w.linked::text[] as linked
    from (select count(*) as all from kept) counted left join w on true order by w."dueOn", w.path, w.id`.execute(tx);
  const found = rows.flatMap((row) => (row.id === null ? [] : [row]));
  const page = found.slice(0, wanted.limit);
  const mine = await unitsOf(tx, onlooker.actor.personId);
  return {
    obligations: page.map((row) => answerOf(row, onlooker, mine)),
    all: rows[0]?.all ?? 0,
    next: found.length > wanted.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function matches(state: Wanted['state'], { today, timeZone }: Onlooker): RawBuilder<unknown> {
  switch (state) {
    case undefined:
      return sql`true`;
    case 'open':
      return sql`d.version is null and o.cancelled_at is null and not s.is_exempt`;
    case 'waiting':
      return sql`d.version is not null and c.outcome is null`;
    case 'returned':
    case 'accepted':
      return sql`c.outcome = ${state}`;
    case 'overdue':
      return sql`o.due_on < least(${today}::date, (select v.closed_on from campaign v where v.id = o.campaign_id)) and (d.version is null or c.outcome = 'returned')
        and o.cancelled_at is null and not s.is_exempt`;
    case 'late':
      return sql`(d.recorded_at at time zone ${timeZone})::date > d.due_on`;
  }
}

/** What the units that one checks for by name have handed in, and nobody has looked at. */
export async function toCheckBy(tx: ReadTx, onlooker: Onlooker): Promise<Obligation[]> {
  const { actor } = onlooker;
  const units = actor.grants
    .filter(({ verb }) => verb === 'check-deliverable')
    .map(({ organisationId }) => organisationId);
  if (units.length === 0) return [];
  const { rows } = await sql<Row>`
    with w as (${owed(onlooker.timeZone)} and o.unit_id = any (${units}::uuid[]) and d.version is not null and c.outcome is null)
    select w.*, w.path::text as path, w.linked::text[] as linked from w where w."isOpen"
    order by w."dueOn", w.path, w.id limit 200`.execute(tx);
  const mine = await unitsOf(tx, actor.personId);
  return rows.map((row) => answerOf(row, onlooker, mine)).filter(({ may }) => may.check);
}

/** One with all its versions, the last first; null where it is not to be seen. */
export async function obligationWithVersions(
  tx: ReadTx,
  id: string,
  onlooker: Onlooker,
): Promise<{ readonly place: PlaceInCampaign; readonly answer: RouteAnswer<typeof readObligation> } | null> {
  const { rows } = await sql<Row>`
    with w as (${owed(onlooker.timeZone)})
    select w.*, w.path::text as path, w.linked::text[] as linked from w where w.id = ${id}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const mine = await unitsOf(tx, onlooker.actor.personId);
  return {
    place: { path: row.path, linked: row.linked, campaignId: row.campaignId },
    answer: { obligation: answerOf(row, onlooker, mine), deliverables: await versionsOf(tx, id, onlooker) },
  };
}

async function versionsOf(tx: ReadTx, obligationId: string, { timeZone }: Onlooker): Promise<Deliverable[]> {
  const rows = await tx
    .selectFrom('deliverable as d')
    .leftJoin('deliverable_check as c', (join) =>
      join.onRef('c.region_id', '=', 'd.region_id').onRef('c.deliverable_id', '=', 'd.id'),
    )
    .select(['d.id', 'd.version', 'd.body', 'd.file_sha256', 'd.file_name', 'd.file_bytes', 'd.submitted_by_name'])
    .select(['d.recorded_at', 'c.note', 'c.checked_by_name', 'c.recorded_at as checked_at'])
    .select(sql<Outcome | null>`c.outcome`.as('outcome'))
    .select(sql<boolean>`(d.recorded_at at time zone ${timeZone})::date > d.due_on`.as('is_late'))
    .where('d.obligation_id', '=', obligationId)
    .orderBy('d.version', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    text: row.body,
    file:
      row.file_sha256 === null || row.file_name === null
        ? null
        : { sha256: row.file_sha256.toString('hex'), name: row.file_name, bytes: row.file_bytes ?? 0 },
    submittedBy: row.submitted_by_name,
    submittedAt: row.recorded_at.toISOString(),
    isLate: row.is_late,
    check:
      row.outcome === null || row.checked_by_name === null || row.checked_at === null
        ? null
        : {
            outcome: row.outcome,
            note: row.note,
            checkedBy: row.checked_by_name,
            checkedAt: row.checked_at.toISOString(),
          },
  }));
}

function answerOf(row: Row, { actor, today }: Onlooker, mine: ReadonlySet<string>): Obligation {
  const state = stateOf(row.version === null ? null : { outcome: row.outcome });
  const place = { path: row.path, linked: row.linked, campaignId: row.campaignId };
  return {
    id: row.id,
    campaignId: row.campaignId,
    unit: { id: row.unitId, name: row.unitName },
    stageCode: row.stageCode,
    code: row.code,
    title: { zh: row.titleZh, en: row.titleEn },
    form: row.form,
    dueOn: row.dueOn,
    firstDueOn: row.firstDueOn,
    state,
    isOverdue: row.isAsked && isOverdue(state, row.dueOn, countedDay(row, today)),
    versions: row.version ?? 0,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    isLate: row.isLate,
    letOff: row.letOff,
    may: {
      submit: row.isOpen && state !== 'accepted' && mayActOn(actor.grants, 'submit-deliverable', place),
      check:
        row.isOpen &&
        state === 'waiting' &&
        row.submittedBy !== actor.personId &&
        !mine.has(row.unitId) &&
        mayActOn(actor.grants, 'check-deliverable', place),
    },
  };
}
