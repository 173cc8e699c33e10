import { mayActOn } from '@muster/core/access';
import { participationAtHand } from '../campaign/index.ts';
import { evidenceClosed } from '../gate/index.ts';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Context } from '../platform/context.ts';
import { lastAttempt, verifiedOrder } from './opening.view.ts';

/** Whether this person could open an assessment of the node now; the command asks again. */
export async function mayOpen(
  tx: ReadTx,
  node: Node,
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<boolean> {
  if (node.kind !== 'unit' || !mayActOn(context.actor.grants, 'open-assessment', node.place)) return false;
  const participation = await participationAtHand(tx, node, context);
  const stage = participation?.openStage ?? null;
  if (participation === null || participation.closedOn !== null || stage === null) return false;
  const last = await lastAttempt(tx, participation, stage.code);
  if (last !== null && !last.confirmed) return false;
  if (last !== null && (await verifiedOrder(tx, participation, stage.code, context.platform.timeZone)) === null)
    return false;
  return !(await evidenceClosed(tx, participation.id, stage.code));
}
