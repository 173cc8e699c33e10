import type { PlaceInCampaign } from '@muster/core/access';
import { refuse, type CivilDate } from '@muster/core/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { Refused } from '../platform/command.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { linkedColumn } from '../platform/place.ts';
import { lockParticipations } from './lock-participation.ts';
import { idAtHand, idMeant, refuseClosed, type At } from './queries.ts';

export interface ParticipationStage {
  readonly code: string;
  readonly position: number;
  readonly startsOn: CivilDate;
  readonly earliestOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly minimumDays: number;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
}

/** One unit in one batch, with its own dates. */
export interface Participation {
  readonly regionId: number;
  readonly id: string;
  readonly campaignId: string;
  /** Since when its campaign is closed: it is read, and nothing in it is changed. */
  readonly closedOn: CivilDate | null;
  readonly batchId: string;
  readonly unitId: string;
  readonly track: string;
  readonly minimumTotalDays: number;
  readonly place: PlaceInCampaign;
  readonly stages: readonly ParticipationStage[];
  readonly openStage: ParticipationStage | null;
}

/** How a unit takes part in the campaign at hand there; null where it does not, or is not visible. */
export async function participationAtHand(
  tx: ReadTx,
  unit: At & { readonly id: string },
  asking: Asking,
): Promise<Participation | null> {
  const campaignId = await idAtHand(tx, unit, asking);
  return campaignId === null ? null : participationIn(tx, unit.id, campaignId);
}

/** How a unit takes part in the campaign that somebody means to act in. */
export async function participationMeant(
  tx: ReadTx,
  unit: At & { readonly id: string },
  asking: Asking,
): Promise<Participation | null> {
  const campaignId = await idMeant(tx, unit, asking);
  return campaignId === null ? null : participationIn(tx, unit.id, campaignId);
}

/** How a unit takes part in one campaign; null where it does not, or no longer. */
export function participationIn(tx: ReadTx, unitId: string, campaignId: string): Promise<Participation | null> {
  return readParticipation(tx, sql`p.unit_id = ${unitId}::uuid and p.campaign_id = ${campaignId}::uuid`);
}

/**
 * The participation that something belongs to, whichever campaign is at hand: locked, and read again after that. Refused where it has
 * ended or its campaign is closed.
 */
export async function lockedParticipation(
  tx: Tx,
  key: Pick<Participation, 'regionId' | 'id'>,
): Promise<Participation | Refused> {
  return (await lockedOnesOf(tx, [key])).get(key.id) ?? refuse('not-found');
}

/** Those that several things belong to, each by its id as if it were asked for alone: locked in one order. */
export async function lockedOnesOf(
  tx: Tx,
  keys: readonly Pick<Participation, 'regionId' | 'id'>[],
): Promise<ReadonlyMap<string, Participation | Refused>> {
  if (keys.length === 0) return new Map();
  await lockParticipations(tx, keys);
  const regions = keys.map(({ regionId }) => regionId);
  const ids = keys.map(({ id }) => id);
  const these = sql`(p.region_id, p.id) in (select * from unnest(${regions}::int[], ${ids}::uuid[]))`;
  return new Map((await readParticipations(tx, these)).map((found) => [found.id, refuseClosed(found) ?? found]));
}

/**
 * How units take part, by the unit's id: each in the campaign that is asked for, else in the running one begun last. All locked until
 * the transaction ends, in one order, so that two who record for the same units do not wait for each other.
 */
export async function lockedParticipations(
  tx: Tx,
  unitIds: readonly string[],
  asked: string | null,
): Promise<ReadonlyMap<string, Participation>> {
  const { rows } = await sql<{ id: string }>`
    with mine as (
      select distinct on (p.unit_id) p.region_id, p.id from participation p join campaign c on c.id = p.campaign_id
      where p.unit_id = any (${[...new Set(unitIds)]}::uuid[]) and p.ended_at is null and (${asked}::uuid is null or c.id = ${asked})
      order by p.unit_id, c.closed_on is null desc, c.started_on desc, c.id desc
    )
    select p.id from participation p join mine m on m.region_id = p.region_id and m.id = p.id
    order by p.region_id, p.id for update of p`.execute(tx);
  const found = await readParticipations(tx, sql`p.id = any (${rows.map(({ id }) => id)}::uuid[])`);
  return new Map(found.map((participation) => [participation.unitId, participation]));
}

/** How each of these units takes part in one campaign, by the unit's id; those that do not, or no longer, are left out. */
export async function participationsIn(
  tx: ReadTx,
  of: readonly { readonly unitId: string; readonly campaignId: string }[],
): Promise<ReadonlyMap<string, Participation>> {
  const units = of.map(({ unitId }) => unitId);
  const campaigns = of.map(({ campaignId }) => campaignId);
  const these = sql`(p.unit_id, p.campaign_id) in (select * from unnest(${units}::uuid[], ${campaigns}::uuid[]))`;
  return new Map((await readParticipations(tx, these)).map((found) => [found.unitId, found]));
}

async function readParticipation(tx: ReadTx, which: RawBuilder<unknown>): Promise<Participation | null> {
  return (await readParticipations(tx, which))[0] ?? null;
}

async function readParticipations(tx: ReadTx, which: RawBuilder<unknown>): Promise<Participation[]> {
  const rows = await tx
    .selectFrom('participation as p')
    .innerJoin('campaign as c', 'c.id', 'p.campaign_id')
    .select(['p.region_id', 'p.id', 'p.campaign_id', 'c.closed_on', 'p.batch_id', 'p.unit_id', 'p.track', 'p.path'])
    .select('p.minimum_total_days')
    .select(linkedColumn('p.linked').as('linked'))
    .where(sql<boolean>`${which}`)
    .where('p.ended_at', 'is', null)
    .modifyEnd(kept)
    .execute();
  const stages = await stagesOf(tx, rows);
  return rows.map((row) => {
    const own = stages.get(row.id) ?? [];
    return {
      regionId: row.region_id,
      id: row.id,
      campaignId: row.campaign_id,
      closedOn: row.closed_on,
      batchId: row.batch_id,
      unitId: row.unit_id,
      track: row.track,
      minimumTotalDays: row.minimum_total_days,
      place: { path: row.path, linked: row.linked, campaignId: row.campaign_id },
      stages: own,
      openStage: own.find((stage) => stage.openedAt !== null && stage.closedAt === null) ?? null,
    };
  });
}

/** In their order, by the participation's id. */
async function stagesOf(
  tx: ReadTx,
  participations: readonly { readonly region_id: number; readonly id: string }[],
): Promise<ReadonlyMap<string, readonly ParticipationStage[]>> {
  if (participations.length === 0) return new Map();
  const regions = participations.map(({ region_id }) => region_id);
  const ids = participations.map(({ id }) => id);
  const { rows } = await sql<ParticipationStage & { readonly of: string }>`
    select participation_id as of, stage_code as code, position, starts_on as "startsOn", earliest_on as "earliestOn",
      ends_on as "endsOn", minimum_days as "minimumDays", opened_at as "openedAt", closed_at as "closedAt"
    from participation_stage
    where (region_id, participation_id) in (select * from unnest(${regions}::int[], ${ids}::uuid[]))
    order by position`.execute(tx);
  const stages = rows.map(({ of, ...stage }) => ({ of, stage }));
  return new Map([...Map.groupBy(stages, ({ of }) => of)].map(([id, own]) => [id, own.map(({ stage }) => stage)]));
}
