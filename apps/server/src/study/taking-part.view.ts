import type { CivilDate } from '@muster/core/kernel';
import { evidenceClosedAmong } from '../gate/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { linkedColumn } from '../platform/place.ts';

/** How a unit takes part in a campaign: what has to be marked when its records change, and its open stage, if one is open. */
export interface TakingPart {
  readonly unitId: string;
  readonly regionId: number;
  readonly id: string;
  readonly path: string;
  readonly linked: readonly string[];
  readonly track: string;
  readonly stageCode: string | null;
  readonly startsOn: CivilDate | null;
}

/** Those of the units that take part; a joint branch serves several, each with stages of its own. */
export function takingPart(tx: ReadTx, campaignId: string, unitIds: readonly string[]): Promise<readonly TakingPart[]> {
  if (unitIds.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('participation as p')
    .leftJoin('participation_stage as s', (join) =>
      join
        .onRef('s.region_id', '=', 'p.region_id')
        .onRef('s.participation_id', '=', 'p.id')
        .on('s.opened_at', 'is not', null)
        .on('s.closed_at', 'is', null),
    )
    .select([
      'p.unit_id as unitId',
      'p.region_id as regionId',
      'p.id',
      'p.path',
      'p.track',
      's.stage_code as stageCode',
      's.starts_on as startsOn',
    ])
    .select(linkedColumn('p.linked').as('linked'))
    .where('p.campaign_id', '=', campaignId)
    .where('p.ended_at', 'is', null)
    .where('p.unit_id', 'in', [...new Set(unitIds)])
    .execute();
}

/** The stage that each of them is in; null: none. */
export function openStagesOf(
  units: readonly TakingPart[],
): ReadonlyMap<string, { code: string; startsOn: CivilDate } | null> {
  return new Map(
    units.map(({ unitId, stageCode: code, startsOn }) => [
      unitId,
      code === null || startsOn === null ? null : { code, startsOn },
    ]),
  );
}

/** Those of the units whose stage, the open one unless another is named, is being judged. */
export async function judgedAmong(
  tx: ReadTx,
  units: readonly Pick<TakingPart, 'id' | 'unitId' | 'stageCode'>[],
): Promise<ReadonlySet<string>> {
  const closed = await evidenceClosedAmong(
    tx,
    units.map(({ id, stageCode }) => ({ id, openStage: stageCode === null ? null : { code: stageCode } })),
  );
  return new Set(units.flatMap(({ id, unitId }) => (closed.has(id) ? unitId : [])));
}
