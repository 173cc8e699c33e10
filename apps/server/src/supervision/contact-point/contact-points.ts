import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import type { ReadTx, Tx } from '../../platform/database/db.ts';
import { linkedColumn } from '../../platform/place.ts';
import type { Place } from '@muster/core/access';

export interface ContactPoint {
  readonly regionId: number;
  readonly id: string;
  readonly campaignId: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate | null;
  readonly place: Place;
}

/** One that one may see: at a place that one reads, or one's own. */
export async function findContactPoint(tx: ReadTx, id: string): Promise<ContactPoint | null> {
  return (await pointRows(tx).where('p.id', '=', id).execute()).map(pointOf)[0] ?? null;
}

/** What becomes of a contact point is decided one after the other. */
export async function lockContactPoint(tx: ReadTx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('supervision.contact-point ' || ${id}, 0))`.execute(tx);
}

/** What its leader, and nobody else, now does there may be said in the ledger there, wherever that one's offices are. */
export async function enterContactPoint(tx: Tx, id: string): Promise<void> {
  await sql`select supervision_at_point(${id}::uuid)`.execute(tx);
}

function pointRows(tx: ReadTx) {
  return tx
    .selectFrom('region as r')
    .innerJoin('contact_point as p', 'p.region_id', 'r.region_id')
    .select([
      'p.region_id',
      'p.id',
      'p.campaign_id',
      'p.person_id',
      'p.organisation_id',
      'p.from_on',
      'p.to_on',
      'p.path',
    ])
    .select(linkedColumn('p.linked').as('linked'));
}

function pointOf(row: {
  readonly region_id: number;
  readonly id: string;
  readonly campaign_id: string;
  readonly person_id: string;
  readonly organisation_id: string;
  readonly from_on: string;
  readonly to_on: string | null;
  readonly path: string;
  readonly linked: readonly string[];
}): ContactPoint {
  return {
    regionId: row.region_id,
    id: row.id,
    campaignId: row.campaign_id,
    personId: row.person_id,
    organisationId: row.organisation_id,
    fromOn: row.from_on,
    toOn: row.to_on,
    place: { path: row.path, linked: row.linked },
  };
}

/** Of a contact point itself; people by their id alone. */
export function pointFact(
  point: Pick<ContactPoint, 'regionId' | 'id' | 'campaignId' | 'personId' | 'organisationId' | 'place'>,
  kind: string,
  details: Readonly<Record<string, string>>,
): LedgerFact {
  return {
    regionId: point.regionId,
    unitId: point.organisationId,
    kind,
    subjectId: point.id,
    place: point.place,
    occurredAt: null,
    summary: {},
    head: {
      contactPoint: point.id,
      campaign: point.campaignId,
      person: point.personId,
      organisation: point.organisationId,
      ...details,
    },
    personal: [],
  };
}
