import type { ReactNode } from 'react';

export type TreeNode = {
  readonly id: string;
  /** As typed; cut in the middle when too long. */
  readonly name: string;
  /** Units beneath, at the right in a quiet ink. */
  readonly count?: ReactNode;
  readonly leaf?: boolean;
};

/** As much of one level as was fetched; `left` are still to come, and `apart` is one of them that is wanted now. */
export type TreePage<N extends TreeNode = TreeNode> = {
  readonly nodes: readonly N[];
  readonly apart?: N;
  readonly left: number;
};

export type Branch<N extends TreeNode = TreeNode> = TreePage<N> | 'loading' | 'failed';

export type TreeRow<N extends TreeNode = TreeNode> =
  | {
      readonly kind: 'node';
      readonly node: N;
      readonly level: number;
      readonly open: boolean;
      readonly parent: string | null;
    }
  | {
      readonly kind: 'more';
      readonly level: number;
      readonly parent: string;
      readonly left: number;
      /** Fetches when it comes into sight; where a wanted node stands after it that would push the node out of sight. */
      readonly byItself: boolean;
    }
  | { readonly kind: 'loading'; readonly level: number; readonly parent: string }
  | { readonly kind: 'failed'; readonly level: number; readonly parent: string };

/** How a row is named where the focus is kept. */
export const rowId = (row: TreeRow): string => (row.kind === 'node' ? row.node.id : `${row.parent} ${row.kind}`);

/** The rows to draw, top to bottom; a branch on its way keeps its height with a row of its own. */
export function treeRows<N extends TreeNode>(
  roots: readonly N[],
  open: ReadonlySet<string>,
  branchOf: (id: string) => Branch<N>,
): TreeRow<N>[] {
  const under = (nodes: readonly N[], level: number, parent: string | null): TreeRow<N>[] =>
    nodes.flatMap((node): TreeRow<N>[] => {
      const isOpen = !node.leaf && open.has(node.id);
      const row: TreeRow<N> = { kind: 'node', node, level, open: isOpen, parent };
      if (!isOpen) return [row];
      const branch = branchOf(node.id);
      const below = { level: level + 1, parent: node.id };
      if (branch === 'loading') return [row, { kind: 'loading', ...below }];
      if (branch === 'failed') return [row, { kind: 'failed', ...below }];
      const { nodes: shown, left, apart } = branch;
      const rest: TreeRow<N>[] = left > 0 ? [{ kind: 'more', left, byItself: apart === undefined, ...below }] : [];
      return [
        row,
        ...under(shown, level + 1, node.id),
        ...rest,
        ...under(apart === undefined ? [] : [apart], level + 1, node.id),
      ];
    });
  return under(roots, 1, null);
}
