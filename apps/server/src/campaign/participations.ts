import type { Place } from '@muster/core/access';
import { refuse, type CivilDate } from '@muster/core/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { Refused } from '../platform/command.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { linkedColumn } from '../platform/place.ts';
import { lockParticipation } from './lock-participation.ts';
import { idAtHand, refuseClosed, type At } from './queries.ts';

export interface ParticipationStage {
  readonly code: string;
  readonly position: number;
  readonly startsOn: CivilDate;
  readonly earliestOn: CivilDate;
  readonly endsOn: CivilDate;
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
  readonly place: Place;
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
  await lockParticipation(tx, key);
  const found = await readParticipation(tx, sql`p.region_id = ${key.regionId} and p.id = ${key.id}::uuid`);
  return found === null ? refuse('not-found') : (refuseClosed(found) ?? found);
}

async function readParticipation(tx: ReadTx, which: RawBuilder<unknown>): Promise<Participation | null> {
  const row = await tx
    .selectFrom('participation as p')
    .innerJoin('campaign as c', 'c.id', 'p.campaign_id')
    .select(['p.region_id', 'p.id', 'p.campaign_id', 'c.closed_on', 'p.batch_id', 'p.unit_id', 'p.track', 'p.path'])
    .select(linkedColumn('p.linked').as('linked'))
    .where(sql<boolean>`${which}`)
    .where('p.ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const stages = await stagesOf(tx, row.region_id, row.id);
  return {
    regionId: row.region_id,
    id: row.id,
    campaignId: row.campaign_id,
    closedOn: row.closed_on,
    batchId: row.batch_id,
    unitId: row.unit_id,
    track: row.track,
    place: { path: row.path, linked: row.linked },
    stages,
    openStage: stages.find((stage) => stage.openedAt !== null && stage.closedAt === null) ?? null,
  };
}

async function stagesOf(tx: ReadTx, regionId: number, participationId: string): Promise<ParticipationStage[]> {
  const rows = await tx
    .selectFrom('participation_stage')
    .select(['stage_code', 'position', 'starts_on', 'earliest_on', 'ends_on', 'opened_at', 'closed_at'])
    .where('region_id', '=', regionId)
    .where('participation_id', '=', participationId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    code: row.stage_code,
    position: row.position,
    startsOn: row.starts_on,
    earliestOn: row.earliest_on,
    endsOn: row.ends_on,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  }));
}
