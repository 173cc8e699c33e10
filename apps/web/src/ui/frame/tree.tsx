import { useQueries } from '@tanstack/react-query';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { treeMove } from './tree-keys.ts';
import { TreeLine } from './tree-line.tsx';
import { treeRows, type Branch, type TreeNode } from './tree-rows.ts';
import './tree.css';

type Props = {
  readonly name: string;
  readonly roots: readonly TreeNode[];
  /** Fetches one level; kept under `[...cacheKey, id]`. */
  readonly load: (id: string) => Promise<readonly TreeNode[]>;
  readonly cacheKey: readonly unknown[];
  readonly selected?: string;
  readonly onSelect: (id: string) => void;
  readonly openAtFirst?: readonly string[];
};

const shut: readonly string[] = [];

/** Level by level. One row takes the tab stop, arrows walk, Enter chooses. */
export function Tree({ name, roots, load, cacheKey, selected, onSelect, openAtFirst = shut }: Props): ReactNode {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(openAtFirst));
  const [focus, setFocus] = useState(selected ?? roots[0]?.id ?? '');
  const list = useRef<HTMLDivElement>(null);
  const ids = [...open];
  const fetched = useQueries({ queries: ids.map((id) => ({ queryKey: [...cacheKey, id], queryFn: () => load(id) })) });
  const branchOf = (id: string): Branch => {
    const query = fetched[ids.indexOf(id)];
    return query?.data ?? (query?.isError ? 'failed' : 'loading');
  };
  const rows = treeRows(roots, open, branchOf);
  const stop = rows.some((row) => row.kind === 'node' && row.node.id === focus) ? focus : roots[0]?.id;

  const toggle = (id: string, to = !open.has(id)): void =>
    setOpen(new Set(to ? [...ids, id] : ids.filter((other) => other !== id)));
  const go = (id: string): void => {
    setFocus(id);
    list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = treeMove(event.key, rows, focus);
    if (move === null) return;
    event.preventDefault();
    if ('go' in move) go(move.go);
    else if ('open' in move) toggle(move.open, true);
    else if ('shut' in move) toggle(move.shut, false);
    else onSelect(move.choose);
  };

  return (
    <div role="tree" aria-label={name} tabIndex={-1} className="m-tree" ref={list} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <TreeLine
          key={row.kind === 'node' ? row.node.id : `${row.parent} ${row.kind}`}
          row={row}
          selected={row.kind === 'node' && row.node.id === selected}
          stop={row.kind === 'node' && row.node.id === stop}
          onFocus={setFocus}
          onToggle={toggle}
          onSelect={onSelect}
          onRetry={(id) => void fetched[ids.indexOf(id)]?.refetch()}
        />
      ))}
    </div>
  );
}
