import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { lockedParticipations } from '../../campaign/index.ts';
import { findNodes, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { poolFact } from '../pool-fact.ts';
import { poolById, type PoolRecord } from '../pool-records.ts';

interface Input {
  readonly poolId: string;
  readonly reason: string;
}

interface State {
  readonly pool: PoolRecord;
  readonly units: readonly Node[];
}

export const endPoolCommand: Command<Input, State, { reason: string }, { id: string }> = {
  name: 'assessment.end-pool',
  load: async (tx, { poolId }) => {
    const before = await poolById(tx, poolId);
    if (before === null) return refuse('not-found');
    const unitIds = before.units.map(({ unitId }) => unitId);
    await lockedParticipations(tx, unitIds, before.campaignId);
    const pool = await poolById(tx, poolId);
    return pool === null ? refuse('pool-changed') : { pool, units: [...(await findNodes(tx, unitIds)).values()] };
  },
  permit: (actor, { pool }) => permit(actor.grants, 'manage-campaign', { path: pool.path, linked: [] }),
  decide: ({ pool }, { reason }) => (pool.hasVoted ? refuse('pool-has-voted') : { reason }),
  save: async (tx, { reason }, { pool }, { actor, at }) => {
    await tx
      .insertInto('assessment_pool_end')
      .values({
        region_id: pool.regionId,
        pool_id: pool.id,
        campaign_id: pool.campaignId,
        reason,
        ended_by: actor.personId,
        ended_by_name: actor.personName,
        recorded_at: at,
        path: pool.path,
        told: pool.units.map(({ path }) => path),
      })
      .execute();
  },
  record: ({ reason }, { pool, units }) =>
    units.map((unit) =>
      poolFact({
        kind: 'pool-ended',
        id: pool.id,
        unit,
        at: '',
        stageCode: pool.stageCode,
        units: pool.units.map(({ unitId }) => unitId),
        reason,
      }),
    ),
  answer: (_facts, { pool }) => ({ id: pool.id }),
};
