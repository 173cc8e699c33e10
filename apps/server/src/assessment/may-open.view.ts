import { mayActOn } from '@muster/core/access';
import { effectivePlaybooks, participationAtHand, type Participation } from '../campaign/index.ts';
import { evidenceClosed } from '../gate/index.ts';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Context } from '../platform/context.ts';
import { electorateOf, lastAttempts, verifiedOrders } from './opening.view.ts';
import { poolOf, type PoolRecord } from './pool-records.ts';

export interface Opening {
  readonly mayOpen: boolean;
  /** Everything else is ready, and so few may vote. */
  readonly tooFew: { readonly voters: number; readonly least: number } | null;
  /** The units that it votes together with, itself among them; null where it votes by itself. */
  readonly pool: PoolRecord | null;
}

/** Whether this person could open an assessment of the node now, and for whom; the command asks again. */
export async function openingOf(
  tx: ReadTx,
  node: Node,
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<Opening> {
  const participation = node.kind === 'unit' ? await participationAtHand(tx, node, context) : null;
  const stage = participation?.openStage ?? null;
  if (participation === null || participation.closedOn !== null || stage === null)
    return { mayOpen: false, tooFew: null, pool: null };
  const pool = await poolOf(tx, participation, stage.code);
  const { campaignId } = participation;
  const places = [participation.place, ...(pool?.units ?? []).map(({ path }) => ({ path, linked: [], campaignId }))];
  if (!places.every((place) => mayActOn(context.actor.grants, 'open-assessment', place)))
    return { mayOpen: false, tooFew: null, pool };
  const last = (await lastAttempts(tx, [participation], stage.code)).get(participation.id) ?? null;
  const ready =
    last === null ||
    last.isTooFew ||
    (last.confirmed &&
      (await verifiedOrders(tx, [participation], stage.code, context.platform.timeZone)).has(participation.id));
  if (!ready || (await evidenceClosed(tx, participation.id, stage.code))) return { mayOpen: false, tooFew: null, pool };
  const tooFew = await tooFewAt(tx, participation, pool);
  return { mayOpen: tooFew === null, tooFew, pool };
}

/** Of all who vote together, by the highest floor among them. */
async function tooFewAt(tx: ReadTx, alone: Participation, pool: PoolRecord | null): Promise<Opening['tooFew']> {
  const units = pool?.units ?? [{ unitId: alone.unitId, participationId: alone.id }];
  const { member, representative } = await electorateOf(
    tx,
    alone.regionId,
    units.map(({ unitId }) => unitId),
  );
  const playbooks = await effectivePlaybooks(
    tx,
    units.map(({ participationId }) => participationId),
  );
  const least = Math.max(...[...playbooks.values()].map(({ fewestVoters }) => fewestVoters));
  const voters = member + representative;
  return voters < least ? { voters, least } : null;
}
