import { mayActOn } from '@muster/core/access';
import { participationAtHand } from '../campaign/index.ts';
import { evidenceClosed } from '../gate/index.ts';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Context } from '../platform/context.ts';
import { lastAttempts, verifiedOrders } from './opening.view.ts';
import { poolOf, type PoolRecord } from './pool-records.ts';

export interface Opening {
  readonly mayOpen: boolean;
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
    return { mayOpen: false, pool: null };
  const pool = await poolOf(tx, participation, stage.code);
  const { campaignId } = participation;
  const places = [participation.place, ...(pool?.units ?? []).map(({ path }) => ({ path, linked: [], campaignId }))];
  if (!places.every((place) => mayActOn(context.actor.grants, 'open-assessment', place)))
    return { mayOpen: false, pool };
  const last = (await lastAttempts(tx, [participation], stage.code)).get(participation.id) ?? null;
  const ready =
    last === null ||
    last.isTooFew ||
    (last.confirmed &&
      (await verifiedOrders(tx, [participation], stage.code, context.platform.timeZone)).has(participation.id));
  return { mayOpen: ready && !(await evidenceClosed(tx, participation.id, stage.code)), pool };
}
