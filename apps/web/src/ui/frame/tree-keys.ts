import type { TreeRow } from './tree-rows.ts';

export type TreeMove =
  | { readonly go: string }
  | { readonly open: string }
  | { readonly shut: string }
  | { readonly choose: string }
  | null;

type NodeRow = Extract<TreeRow, { kind: 'node' }>;

/** What a key means on the row that has the focus, as trees are used everywhere. */
export function treeMove(key: string, rows: readonly TreeRow[], focus: string): TreeMove {
  const nodes = rows.filter((row): row is NodeRow => row.kind === 'node');
  const place = nodes.findIndex((row) => row.node.id === focus);
  const at = nodes[place];
  if (at === undefined) return null;
  switch (key) {
    case 'ArrowDown':
      return to(nodes[place + 1]);
    case 'ArrowUp':
      return to(nodes[place - 1]);
    case 'Home':
      return to(nodes[0]);
    case 'End':
      return to(nodes.at(-1));
    case 'ArrowRight':
      return at.node.leaf ? null : at.open ? to(nodes[place + 1]) : { open: focus };
    case 'ArrowLeft':
      return at.open ? { shut: focus } : at.parent === null ? null : { go: at.parent };
    case 'Enter':
    case ' ':
      return { choose: focus };
    default:
      return null;
  }
}

function to(row: NodeRow | undefined): TreeMove {
  return row === undefined ? null : { go: row.node.id };
}
