import { countText } from '../app/format/numbers.ts';
import type { Level } from '../ui/frame/tree-levels.ts';
import type { TreeNode } from '../ui/frame/tree-rows.ts';
import type { childrenOf, OrganisationNode } from './queries.ts';

export type NodeRow = OrganisationNode & TreeNode;

/** A node with how many units or branches are beneath it. */
export function rowOf(node: OrganisationNode): NodeRow {
  return { ...node, count: countText(node.organisations), leaf: !node.hasChildren };
}

export function levelOf({ nodes, also, all, next }: Awaited<ReturnType<typeof childrenOf>>): Level<NodeRow> {
  return { nodes: nodes.map(rowOf), also: also && rowOf(also), all, next };
}
