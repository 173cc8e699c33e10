import type { RouteAnswer } from '@muster/contract';
import type { listRemedies } from '@muster/contract/organisation';
import { mayActOn } from '@muster/core/access';
import { judgeReport, type Kind } from '@muster/core/organisation';
import { sql } from 'kysely';
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

/** What an office sees at once; more than these are looked for beneath a lower node. */
const rowsAtMost = 2000;
const putRightAtMost = 100;

/** Weak, paralysed and empty organisations at a node and beneath, in the order of the tree. */
export async function remediesBeneath(tx: ReadTx, node: Node, actor: Actor, today: string): Promise<Answer> {
  const { rows } = await sql<Answer['rows'][number]['organisation'] & { state: string }>`
    select o.id, o.kind, o.name, above.name as above, o.state
    from organisation o left join organisation above on above.region_id = o.region_id and above.id = o.parent_id
    where o.region_id = ${node.regionId} and (o.path <@ ${node.place.path}::ltree or o.linked <@ ${node.place.path}::ltree)
      and o.state <> 'normal' and o.closed_on is null
    order by o.tree desc, o.path limit ${rowsAtMost}`.execute(tx);
  const remedies = await remediesOf(tx, node, actor, { beneath: true });
  const open = new Map(remedies.filter(({ endedAt }) => endedAt === null).map((each) => [each.organisationId, each]));
  const weak = rows.map(({ state, ...organisation }) => {
    const remedy = open.get(organisation.id);
    return {
      organisation: {
        id: organisation.id,
        kind: organisation.kind,
        name: organisation.name,
        above: organisation.above,
      },
      state: state as Remedy['state'],
      remedy: remedy === undefined ? null : remedyOf(remedy, actor),
      isOverdue: remedy !== undefined && remedy.dueOn < today,
    };
  });
  const ended = remedies.filter(({ endedAt }) => endedAt !== null);
  return {
    rows: weak,
    counts: {
      inAll: weak.length,
      withoutRemedy: weak.filter(({ remedy }) => remedy === null).length,
      overdue: weak.filter(({ isOverdue }) => isOverdue).length,
      awaitingCheck: weak.filter(({ remedy }) => remedy?.reports[0]?.check === null).length,
      putRight: ended.length,
    },
    putRight: ended.slice(0, putRightAtMost).map((row) => ({
      organisation: { id: row.organisationId, kind: row.kind, name: row.name, above: row.above },
      remedy: remedyOf(row, actor),
    })),
  };
}

/** All remedies that one organisation has had, the last one first. */
export async function remediesAt(tx: ReadTx, node: Node, actor: Actor): Promise<Remedy[]> {
  return (await remediesOf(tx, node, actor, { beneath: false })).map((row) => remedyOf(row, actor));
}

async function remediesOf(
  tx: ReadTx,
  { regionId, id, place }: Node,
  actor: Actor,
  { beneath }: { readonly beneath: boolean },
): Promise<Row[]> {
  const within = beneath
    ? sql`(m.path <@ ${place.path}::ltree or m.linked <@ ${place.path}::ltree)`
    : sql`m.organisation_id = ${id}::uuid`;
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
    where m.region_id = ${regionId} and ${within}
    order by m.recorded_at desc, m.id desc limit ${rowsAtMost}`.execute(tx);
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
