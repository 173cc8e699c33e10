import { mayActOn } from '@muster/core/access';
import { participationOf } from '../campaign/index.ts';
import { evidenceClosed } from '../gate/index.ts';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { lastAttempt } from './opening.view.ts';

/** Whether this person could open an assessment of the node now; the command asks again. */
export async function mayOpen(tx: ReadTx, node: Node, actor: Actor): Promise<boolean> {
  if (node.kind !== 'unit' || !mayActOn(actor.grants, 'open-assessment', node.place)) return false;
  const participation = await participationOf(tx, node.id);
  const stage = participation?.openStage ?? null;
  if (participation === null || stage === null) return false;
  if ((await lastAttempt(tx, participation, stage.code)) !== null) return false;
  return !(await evidenceClosed(tx, participation.id, stage.code));
}
