import type { readReconciliation } from '@muster/contract/organisation';
import type { RouteAnswer } from '@muster/contract';
import type { ByBatch, Claim, ClaimMeasure, Parting } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Node } from '../queries.ts';

type OnTheWire = RouteAnswer<typeof readReconciliation>['earlier'][number];

/** A claim as it is kept, with who stated it and who took it back. */
export interface KeptClaim extends Claim {
  readonly id: string;
  readonly organisationId: string;
  readonly statedBy: string | null;
  readonly recordedAt: Date;
  readonly voidedAt: Date | null;
  readonly voidedBy: string | null;
  readonly voidReason: string | null;
}

type Row = Omit<KeptClaim, 'isVoided'>;

const columns = sql`
  c.id, c.organisation_id as "organisationId", c.measure, c.part_by as "by", coalesce(c.part_code, c.part_id::text) as part, c.stated, c.source, c.batch_id as "batchId",
  c.stated_by_name as "statedBy", c.recorded_at as "recordedAt", c.voided_at as "voidedAt", c.voided_by_name as "voidedBy", c.void_reason as "voidReason"`;

/** Everything ever stated of a node, the newest first. */
export async function claimsOf(tx: ReadTx, { regionId, id }: Pick<Node, 'regionId' | 'id'>): Promise<KeptClaim[]> {
  const { rows } = await sql<Row>`
    select ${columns} from organisation_claim c
    where c.region_id = ${regionId} and c.organisation_id = ${id}::uuid
    order by c.recorded_at desc, c.id desc`.execute(tx);
  return rows.map(keptClaim);
}

/** The newest total that each of these nodes states of itself, by batch and measure. */
export async function newestTotals(
  tx: ReadTx,
  regionId: number,
  organisationIds: readonly string[],
): Promise<ByBatch<ReadonlyMap<string, KeptClaim>>> {
  const { rows } = await sql<Row>`
    select distinct on (c.batch_id, c.measure, c.organisation_id) ${columns} from organisation_claim c
    where c.region_id = ${regionId} and c.organisation_id = any (${organisationIds}::uuid[]) and c.part_by is null and c.voided_at is null
    order by c.batch_id, c.measure, c.organisation_id, c.recorded_at desc, c.id desc`.execute(tx);
  const byNode = (claims: readonly KeptClaim[]) => new Map(claims.map((each) => [each.organisationId, each]));
  const byMeasure = (claims: readonly KeptClaim[]) =>
    new Map([...Map.groupBy(claims, ({ measure }) => measure)].map(([measure, of]) => [measure, byNode(of)]));
  const byBatch = Map.groupBy(rows.map(keptClaim), ({ batchId }) => batchId);
  return new Map([...byBatch].map(([batchId, of]) => [batchId, byMeasure(of)]));
}

/**
 * The newest total that each source states of each node, of each batch or of the whole roster, at and beneath a node, in the order of the tree; also of what is linked to nothing
 * but that in the other tree, and beneath a root of everything.
 */
export async function totalsBeneath(tx: ReadTx, { regionId, parentId, place }: Node): Promise<TotalBeneath[]> {
  const here = sql`${place.path}::ltree`;
  const beneath = sql`(c.path <@ ${here} or (cardinality(c.linked) > 0 and ${here} @> all (c.linked)))`;
  const { rows } = await sql<TotalBeneath>`
    with newest as (
      select distinct on (c.measure, c.organisation_id, c.source, c.batch_id) c.* from organisation_claim c
      where c.region_id = ${regionId} and ${parentId === null ? sql`true` : beneath} and c.part_by is null and c.voided_at is null
      order by c.measure, c.organisation_id, c.source, c.batch_id, c.recorded_at desc, c.id desc
    )
    select c.organisation_id as "organisationId", o.name, o.kind, o.path::text as path, c.measure, c.stated, c.source, c.batch_id as "batchId"
    from newest c join organisation o on o.region_id = c.region_id and o.id = c.organisation_id and o.closed_on is null
    order by o.path, c.measure, c.source, c.batch_id nulls first`.execute(tx);
  return rows;
}

export interface TotalBeneath {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly measure: ClaimMeasure;
  readonly batchId: string | null;
  readonly stated: number;
  readonly source: string;
}

function keptClaim(row: Row): KeptClaim {
  return { ...row, isVoided: row.voidedAt !== null };
}

export function claimAnswer(claim: KeptClaim): OnTheWire {
  const { id, measure, by, part, stated, source, batchId, statedBy, recordedAt, voidedAt, voidedBy, voidReason } =
    claim;
  const voided = voidedAt === null ? null : { at: voidedAt.toISOString(), by: voidedBy, reason: voidReason ?? '' };
  return { id, measure, by, part, stated, source, batchId, statedBy, recordedAt: recordedAt.toISOString(), voided };
}

/** Where a part is kept: a code in one column, the id of a node in another. */
export function partColumns(
  by: Parting | null,
  part: string | null,
): { part_code: string | null; part_id: string | null } {
  return by === 'child' ? { part_code: null, part_id: part } : { part_code: part, part_id: null };
}
