import type { RemedyState } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import { findNode, type Node } from '../queries.ts';

export interface LoadedRemedy extends RemedyState {
  readonly id: string;
  readonly node: Node;
  readonly state: string;
}

/** A remedy with its organisation and its last report, locked by whoever acts on it. */
export async function loadRemedy(tx: ReadTx, id: string): Promise<LoadedRemedy | null> {
  const { rows } = await sql<{ organisationId: string; state: string; isEnded: boolean }>`
    select m.organisation_id as "organisationId", m.state, m.ended_at is not null as "isEnded"
    from region r join organisation_remedy m on m.region_id = r.region_id and m.id = ${id}::uuid for update of m`.execute(
    tx,
  );
  const [row] = rows;
  const node = row === undefined ? null : await findNode(tx, row.organisationId);
  if (row === undefined || node === null) return null;
  const last = await sql<NonNullable<RemedyState['lastReport']>>`
    select p.id, p.reported_by as "reportedBy", c.report_id is not null as "isChecked"
    from organisation_remedy_report p
    left join organisation_remedy_check c on c.region_id = p.region_id and c.report_id = p.id
    where p.region_id = ${node.regionId} and p.remedy_id = ${id}::uuid
    order by p.recorded_at desc, p.id desc limit 1`.execute(tx);
  return { id, node, state: row.state, isEnded: row.isEnded, lastReport: last.rows[0] ?? null };
}

/** What the ledger says of a remedy. */
export function remedyFact(
  { node }: { readonly node: Node },
  kind: string,
  summary: Readonly<Record<string, string>>,
  head: Readonly<Record<string, string | null>>,
  subjectId: string,
) {
  return {
    regionId: node.regionId,
    unitId: node.kind === 'unit' ? node.id : null,
    kind,
    subjectId,
    place: node.place,
    occurredAt: null,
    summary: { organisation: node.name, ...summary },
    head: { organisation: node.id, ...head },
    personal: [],
  };
}
