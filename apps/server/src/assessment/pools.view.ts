import type { RouteAnswer } from '@muster/contract';
import type { listPools } from '@muster/contract/assessment';
import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import { campaignAtHand, effectivePlaybooks } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { endedPoolsBeneath, pooledAmong, poolsBeneath, votesAmong, type PooledUnit } from './pool-records.ts';

type Pools = RouteAnswer<typeof listPools>;

interface Row {
  readonly id: string;
  readonly participationId: string;
  readonly name: string;
  readonly stageCode: string;
  readonly voters: number;
}

/** Who votes together at and beneath a node in the campaign at hand, and who still has to: eight queries whatever their number. */
export async function poolsAt(tx: ReadTx, node: Node, context: Context): Promise<Pools> {
  const campaign = await campaignAtHand(tx, node, context);
  if (campaign === null) return { pools: [], ended: [], units: [], small: 0, mayForm: false };
  const { grants } = context.actor;
  const mayForm = campaign.closedOn === null && mayActOn(grants, 'manage-campaign', node.place);
  const standing = await poolsBeneath(tx, campaign.id, node.place.path);
  const rows = await votingAlone(tx, node, campaign.id);
  const playbooks = await effectivePlaybooks(
    tx,
    rows.map(({ participationId }) => participationId),
  );
  const units = rows.map(({ participationId, ...unit }) => ({
    ...unit,
    fewestVoters: playbooks.get(participationId)?.fewestVoters ?? 0,
  }));
  const small = units.filter(({ voters, fewestVoters }) => voters < fewestVoters);
  return {
    pools: standing.map((pool) => ({
      id: pool.id,
      stageCode: pool.stageCode,
      formedOn: pool.formedOn,
      formedBy: pool.formedBy,
      units: pool.units.map(named),
      hasVoted: pool.hasVoted,
      mayEnd:
        campaign.closedOn === null &&
        !pool.hasVoted &&
        mayActOn(grants, 'manage-campaign', { path: pool.path, linked: [] }),
    })),
    ended: (await endedPoolsBeneath(tx, campaign.id, node.place.path)).map((pool) => ({
      id: pool.id,
      stageCode: pool.stageCode,
      formedOn: pool.formedOn,
      formedBy: pool.formedBy,
      units: pool.units.map(named),
      endedAt: pool.endedAt.toISOString(),
      endedBy: pool.endedBy,
      reason: pool.reason,
    })),
    units: mayForm && small.length > 0 ? units : small,
    small: small.length,
    mayForm,
  };
}

const named = ({ unitId, name }: PooledUnit) => ({ id: unitId, name });

/** Of those with an open stage, who votes in no pool and has a vote still to come. */
async function votingAlone(tx: ReadTx, { regionId, place }: Node, campaignId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with taking as (
      select p.region_id, p.id, p.unit_id, p.path, s.stage_code
      from participation p
      join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
      where p.region_id = ${regionId} and p.campaign_id = ${campaignId}::uuid and p.ended_at is null
        and (p.path <@ ${place.path}::ltree or p.linked <@ ${place.path}::ltree))
    select t.unit_id as id, t.id as "participationId", o.name, t.stage_code as "stageCode", v.voters
    from taking t
    join organisation o on o.region_id = t.region_id and o.id = t.unit_id
    join assessment_voters(${regionId}, array(select unit_id from taking)) v on v.unit_id = t.unit_id
    order by t.path, o.name`.execute(tx);
  const stages = rows.map(({ participationId, stageCode }) => ({ id: participationId, stageCode }));
  const pooled = await pooledAmong(tx, stages);
  const votes = await votesAmong(tx, stages);
  return rows.filter(({ participationId: id }) => !pooled.has(id) && votes.get(id) !== 'settled');
}
