import { rowId, type TreeNode, type TreeRow } from './tree-rows.ts';

export type TreeMove<N extends TreeNode = TreeNode> =
  | { readonly go: string }
  | { readonly open: string }
  | { readonly shut: string }
  | { readonly choose: N }
  | { readonly more: string }
  | null;

type Stop<N extends TreeNode> = Extract<TreeRow<N>, { kind: 'node' | 'more' }>;

/** What a key means on the row that has the focus, as trees are used everywhere. */
export function treeMove<N extends TreeNode>(key: string, rows: readonly TreeRow<N>[], focus: string): TreeMove<N> {
  const stops = rows.filter((row): row is Stop<N> => row.kind === 'node' || row.kind === 'more');
  const place = stops.findIndex((row) => rowId(row) === focus);
  const at = stops[place];
  if (at === undefined) return null;
  const isOpen = at.kind === 'node' && at.open;
  switch (key) {
    case 'ArrowDown':
      return to(stops[place + 1]);
    case 'ArrowUp':
      return to(stops[place - 1]);
    case 'Home':
      return to(stops[0]);
    case 'End':
      return to(stops.at(-1));
    case 'ArrowRight':
      return at.kind === 'more' || at.node.leaf ? null : isOpen ? to(stops[place + 1]) : { open: focus };
    case 'ArrowLeft':
      return isOpen ? { shut: focus } : at.parent === null ? null : { go: at.parent };
    case 'Enter':
    case ' ':
      return at.kind === 'more' ? { more: at.parent } : { choose: at.node };
    default:
      return null;
  }
}

function to<N extends TreeNode>(row: Stop<N> | undefined): TreeMove<N> {
  return row === undefined ? null : { go: rowId(row) };
}
