import { permit } from '@muster/core/access';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { findNode, type Node } from './queries.ts';

/** What a page shows of a node to whoever may read it; a node above one's own place is known by name alone. */
export async function readNode<T>(
  context: Context,
  id: string,
  show: (tx: ReadTx, node: Node) => Promise<T>,
): Promise<T | Refusal<'not-found' | 'not-permitted' | 'of-another-campaign'>> {
  return context.read(async (tx) => {
    const node = await findNode(tx, id);
    if (node === null) return refuse('not-found');
    const allowed = permit(context.actor.grants, 'read', node.place);
    return isRefusal(allowed) ? allowed : show(tx, node);
  });
}
