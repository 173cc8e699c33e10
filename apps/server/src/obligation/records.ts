import type { PlaceInCampaign } from '@muster/core/access';
import type { Bilingual } from '@muster/core/campaign';
import type { Form, Outcome, OwedState, Version } from '@muster/core/obligation';
import { refuse, type CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import { lockParticipations, refuseClosed } from '../campaign/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { markAllDirty } from '../platform/outbox.ts';

/** Something owed, with the last version that was handed in. */
export interface OwedRecord extends OwedState {
  readonly regionId: number;
  readonly id: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly code: string;
  readonly title: Bilingual;
  readonly dueOn: CivilDate;
  readonly place: PlaceInCampaign;
  /** Since when its campaign is closed. */
  readonly closedOn: CivilDate | null;
}

interface Row {
  readonly regionId: number;
  readonly id: string;
  readonly campaignId: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly stageCode: string;
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly form: Form;
  readonly dueOn: CivilDate;
  readonly path: string;
  readonly linked: string[];
  readonly closedOn: CivilDate | null;
  readonly takesPart: boolean;
  readonly evidenceClosed: boolean;
  readonly version: number | null;
  readonly submittedBy: string | null;
  readonly outcome: Outcome | null;
}

/** Read after its participation is locked, so that handing in, checking and applying follow one another. */
export async function lockObligation(tx: Tx, id: string): Promise<OwedRecord | Refused> {
  return (await lockObligations(tx, [id])).get(id) ?? refuse('not-found');
}

/** By id, whatever of them is there; as many queries for one as for a thousand. */
export async function lockObligations(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OwedRecord | Refused>> {
  const before = await findObligations(tx, ids);
  await lockParticipations(
    tx,
    before.map(({ regionId, participationId }) => ({ regionId, id: participationId })),
  );
  const found = await findObligations(tx, ids);
  return new Map(found.map((owed) => [owed.id, refuseClosed(owed) ?? owed]));
}

async function findObligations(tx: ReadTx, ids: readonly string[]): Promise<OwedRecord[]> {
  const { rows } = await sql<Row>`
    select o.region_id as "regionId", o.id, o.campaign_id as "campaignId", o.participation_id as "participationId", o.unit_id as "unitId", o.stage_code as "stageCode",
      o.duty_code as code, o.title_zh as "titleZh", o.title_en as "titleEn", o.form, o.due_on as "dueOn", o.path::text as path, o.linked::text[] as linked,
      p.ended_at is null as "takesPart", v.closed_on as "closedOn",
      exists (select from transition t where t.region_id = o.region_id and t.participation_id = o.participation_id
        and t.stage_code = o.stage_code and t.ended_at is null) as "evidenceClosed",
      d.version, d.submitted_by as "submittedBy", c.outcome
    from obligation o
    join participation p on p.region_id = o.region_id and p.id = o.participation_id
    join campaign v on v.id = o.campaign_id
    left join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
      and not exists (select from deliverable later
        where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)
    left join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
    where o.id = any (${[...ids]}::uuid[]) and o.kind = 'deliverable'`.execute(tx);
  return rows.map(
    ({ path, linked, campaignId, version, submittedBy, outcome, titleZh, titleEn, ...owed }): OwedRecord => ({
      ...owed,
      title: { zh: titleZh, en: titleEn },
      place: { path, linked, campaignId },
      last: version === null || submittedBy === null ? null : { number: version, submittedBy, outcome },
    }),
  );
}

export interface HandedInVersion {
  readonly id: string;
  readonly obligationId: string;
  readonly version: Version;
  readonly handedInAt: Date;
}

/** One version with the obligation it answers. */
export async function findDeliverable(tx: ReadTx, id: string): Promise<HandedInVersion | null> {
  return (await versions(tx).where('d.id', '=', id).execute()).map(versionOf)[0] ?? null;
}

/** Every version of what these ids owe. */
export async function findVersions(tx: ReadTx, obligationIds: readonly string[]): Promise<HandedInVersion[]> {
  const rows = await versions(tx)
    .where(sql<boolean>`d.obligation_id = any (${[...obligationIds]}::uuid[])`)
    .execute();
  return rows.map(versionOf);
}

function versions(tx: ReadTx) {
  return tx
    .selectFrom('deliverable as d')
    .leftJoin('deliverable_check as c', (join) =>
      join.onRef('c.region_id', '=', 'd.region_id').onRef('c.deliverable_id', '=', 'd.id'),
    )
    .select(['d.id', 'd.obligation_id', 'd.version', 'd.submitted_by', 'd.recorded_at'])
    .select(sql<Outcome | null>`c.outcome`.as('outcome'));
}

function versionOf(row: {
  readonly id: string;
  readonly obligation_id: string;
  readonly version: number;
  readonly submitted_by: string;
  readonly recorded_at: Date;
  readonly outcome: Outcome | null;
}): HandedInVersion {
  return {
    id: row.id,
    obligationId: row.obligation_id,
    version: { number: row.version, submittedBy: row.submitted_by, outcome: row.outcome },
    handedInAt: row.recorded_at,
  };
}

/** Has the standing of the units worked out again. */
export async function markUnits(tx: Tx, owed: readonly OwedRecord[]): Promise<void> {
  const units = new Map(owed.map(({ regionId, participationId: id, place }) => [id, { regionId, id, ...place }]));
  await markAllDirty(tx, [...units.values()]);
}
