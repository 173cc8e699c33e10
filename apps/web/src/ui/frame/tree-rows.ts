import type { ReactNode } from 'react';

export type TreeNode = {
  readonly id: string;
  /** As typed; cut in the middle when too long. */
  readonly name: string;
  /** Units beneath, at the right in a quiet ink. */
  readonly count?: ReactNode;
  readonly leaf?: boolean;
};

export type Branch = readonly TreeNode[] | 'loading' | 'failed';

export type TreeRow =
  | {
      readonly kind: 'node';
      readonly node: TreeNode;
      readonly level: number;
      readonly open: boolean;
      readonly parent: string | null;
    }
  | { readonly kind: 'loading'; readonly level: number; readonly parent: string }
  | { readonly kind: 'failed'; readonly level: number; readonly parent: string };

/** The rows to draw, top to bottom; a branch on its way keeps its height with a row of its own. */
export function treeRows(
  roots: readonly TreeNode[],
  open: ReadonlySet<string>,
  branchOf: (id: string) => Branch,
): TreeRow[] {
  const under = (nodes: readonly TreeNode[], level: number, parent: string | null): TreeRow[] =>
    nodes.flatMap((node): TreeRow[] => {
      const isOpen = !node.leaf && open.has(node.id);
      const row: TreeRow = { kind: 'node', node, level, open: isOpen, parent };
      if (!isOpen) return [row];
      const branch = branchOf(node.id);
      const below = { level: level + 1, parent: node.id };
      if (branch === 'loading') return [row, { kind: 'loading', ...below }];
      if (branch === 'failed') return [row, { kind: 'failed', ...below }];
      return [row, ...under(branch, level + 1, node.id)];
    });
  return under(roots, 1, null);
}
