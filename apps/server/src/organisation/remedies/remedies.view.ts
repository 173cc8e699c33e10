import type { RouteAnswer } from '@muster/contract';
import type { listRemedies } from '@muster/contract/organisation';
import { mayActOn } from '@muster/core/access';
import { judgeReport, type Kind } from '@muster/core/organisation';
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Actor } from '../../platform/identity.ts';
import type { Node } from '../queries.ts';

type Answer = RouteAnswer<typeof listRemedies>;
type Remedy = Answer['putRight'][number]['remedy'];

interface Row extends Omit<Remedy, 'may'> {
  readonly organisationId: string;
  readonly kind: Kind;
  readonly name: string;
  readonly above: string | null;
  readonly path: string;
  readonly linked: string[];
  readonly lastReportedBy: string | null;
  readonly isOfIt: boolean;
}

const putRightAtMost = 100;

interface Wish {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Weak, paralysed and empty organisations at a node and beneath, in the order of the tree. */
export async function remediesBeneath(
  tx: ReadTx,
  node: Node,
  { after, limit }: Wish,
  actor: Actor,
  today: string,
): Promise<Answer> {
  const { regionId, place } = node;
  const unwell = sql`o.region_id = ${regionId} and (o.path <@ ${place.path}::ltree or o.linked <@ ${place.path}::ltree)
    and o.state <> 'normal' and o.closed_on is null`;
  const beyond =
    after === undefined
      ? sql`true`
      : sql`exists (select from organisation l where l.region_id = ${regionId} and l.id = ${after}::uuid
          and (o.tree < l.tree or (o.tree = l.tree and (o.path, o.id) > (l.path, l.id))))`;
  const { rows } = await sql<Answer['rows'][number]['organisation'] & { state: string }>`
    select o.id, o.kind, o.name, above.name as above, o.state
    from organisation o left join organisation above on above.region_id = o.region_id and above.id = o.parent_id
    where ${unwell} and ${beyond}
    order by o.tree desc, o.path, o.id limit ${limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  const ids = shown.map(({ id }) => id);
  const remedies = await readRemedies(
    tx,
    regionId,
    sql`m.organisation_id = any (${ids}::uuid[]) and m.ended_at is null`,
    actor,
  );
  const open = new Map(remedies.map((each) => [each.organisationId, each]));
  const ended = await readRemedies(
    tx,
    regionId,
    sql`${beneath(node)} and m.ended_at is not null order by m.recorded_at desc, m.id desc limit ${putRightAtMost}`,
    actor,
  );
  return {
    rows: shown.map(({ state, ...organisation }) => {
      const remedy = open.get(organisation.id);
      return {
        organisation,
        state: state as Remedy['state'],
        remedy: remedy === undefined ? null : remedyOf(remedy, actor),
        isOverdue: remedy !== undefined && remedy.dueOn < today,
      };
    }),
    next: rows.length > limit ? (ids.at(-1) ?? null) : null,
    counts: await countsOf(tx, node, unwell, today),
    putRight: ended.map((row) => ({
      organisation: { id: row.organisationId, kind: row.kind, name: row.name, above: row.above },
      remedy: remedyOf(row, actor),
    })),
  };
}

const beneath = ({ place: { path } }: Node) => sql`(m.path <@ ${path}::ltree or m.linked <@ ${path}::ltree)`;

/** Of all of them, however many a page shows. A report waits until somebody checks it, and nothing is reported meanwhile. */
async function countsOf(tx: ReadTx, node: Node, unwell: RawBuilder<unknown>, today: string): Promise<Answer['counts']> {
  const { rows } = await sql<Answer['counts']>`
    select count(*)::int as "inAll", (count(*) filter (where m.id is null))::int as "withoutRemedy",
      (count(*) filter (where m.due_on < ${today}::date))::int as overdue,
      (count(*) filter (where exists (
        select from organisation_remedy_report p where p.region_id = m.region_id and p.remedy_id = m.id
          and not exists (select from organisation_remedy_check c where c.region_id = p.region_id and c.report_id = p.id)
      )))::int as "awaitingCheck",
      (select count(*)::int from organisation_remedy m
        where m.region_id = ${node.regionId} and ${beneath(node)} and m.ended_at is not null) as "putRight"
    from organisation o
    left join organisation_remedy m on m.region_id = o.region_id and m.organisation_id = o.id and m.ended_at is null
    where ${unwell}`.execute(tx);
  return rows[0] ?? { inAll: 0, withoutRemedy: 0, overdue: 0, awaitingCheck: 0, putRight: 0 };
}

/** All remedies that one organisation has had, the last one first. */
export async function remediesAt(tx: ReadTx, { regionId, id }: Node, actor: Actor): Promise<Remedy[]> {
  const ofIt = sql`m.organisation_id = ${id}::uuid order by m.recorded_at desc, m.id desc`;
  return (await readRemedies(tx, regionId, ofIt, actor)).map((row) => remedyOf(row, actor));
}

async function readRemedies(tx: ReadTx, regionId: number, which: RawBuilder<unknown>, actor: Actor): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select m.id, m.state, m.finding, m.remedy, m.due_on as "dueOn", m.responsible_name as responsible, m.flagged_by_name as "flaggedBy",
      to_json(m.recorded_at) #>> '{}' as "flaggedAt", to_json(m.ended_at) #>> '{}' as "endedAt",
      o.id as "organisationId", o.kind, o.name, above.name as above, m.path::text as path, m.linked::text[] as linked,
      coalesce(r.reports, '[]') as reports, r."lastReportedBy",
      organisation_is_of(m.region_id, m.organisation_id, ${actor.personId}::uuid) as "isOfIt"
    from organisation_remedy m
    join organisation o on o.region_id = m.region_id and o.id = m.organisation_id
    left join organisation above on above.region_id = o.region_id and above.id = o.parent_id
    left join lateral (
      select json_agg(json_build_object('id', p.id, 'note', p.note, 'by', p.reported_by_name, 'at', p.recorded_at,
          'check', case when c.report_id is null then null else
            json_build_object('outcome', c.outcome, 'note', c.note, 'by', c.checked_by_name, 'at', c.recorded_at) end)
          order by p.recorded_at desc, p.id desc) as reports,
        (array_agg(p.reported_by order by p.recorded_at desc, p.id desc))[1] as "lastReportedBy"
      from organisation_remedy_report p
      left join organisation_remedy_check c on c.region_id = p.region_id and c.report_id = p.id
      where p.region_id = m.region_id and p.remedy_id = m.id
    ) r on true
    where m.region_id = ${regionId} and ${which}`.execute(tx);
  return rows;
}

function remedyOf(row: Row, { grants, personId }: Actor): Remedy {
  const { organisationId: _o, kind: _k, name: _n, above: _a, path, linked, lastReportedBy, isOfIt, ...shown } = row;
  const [last] = shown.reports;
  const state = {
    isEnded: shown.endedAt !== null,
    lastReport:
      last === undefined ? null : { id: last.id, reportedBy: lastReportedBy ?? '', isChecked: last.check !== null },
  };
  const manages = mayActOn(grants, 'manage-organisations', { path, linked });
  const records = mayActOn(grants, 'record-activity', { path, linked });
  const awaits = !state.isEnded && state.lastReport !== null && !state.lastReport.isChecked;
  return {
    ...shown,
    may: {
      report: (manages || records) && judgeReport(state) === null,
      check: manages && awaits && !isOfIt && state.lastReport?.reportedBy !== personId,
    },
  };
}
