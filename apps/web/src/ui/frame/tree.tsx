import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { treeMove } from './tree-keys.ts';
import { useTreeLevels, type LoadLevel } from './tree-levels.ts';
import { TreeLine } from './tree-line.tsx';
import { rowId, treeRows, type TreeNode } from './tree-rows.ts';
import './tree.css';

type Props<N extends TreeNode> = {
  readonly name: string;
  readonly roots: readonly N[];
  /** Fetches a page of one level; kept under `[...cacheKey, id]`. */
  readonly load: LoadLevel<N>;
  readonly cacheKey: readonly unknown[];
  readonly selected?: string;
  readonly onSelect: (node: N) => void;
  /** Opened before anybody opens anything; when it changes, what it names is opened as well. */
  readonly openAtFirst?: readonly string[];
  /** From the root to where one stands. */
  readonly path?: readonly string[];
};

const none: readonly string[] = [];

/** Level by level, each in pages. One row takes the tab stop, arrows walk, Enter chooses. */
export function Tree<N extends TreeNode>({
  name,
  roots,
  load,
  cacheKey,
  selected,
  onSelect,
  openAtFirst = none,
  path = none,
}: Props<N>): ReactNode {
  const wanted = openAtFirst.join(' ');
  const [opened, setOpened] = useState({ ids: new Set(openAtFirst), wanted });
  if (opened.wanted !== wanted) setOpened({ ids: new Set([...opened.ids, ...openAtFirst]), wanted });
  const [focus, setFocus] = useState(selected ?? roots[0]?.id ?? '');
  const list = useRef<HTMLDivElement>(null);
  const levels = useTreeLevels({ load, cacheKey, open: [...opened.ids], path });
  const rows = treeRows(roots, opened.ids, levels.branchOf);
  const stop = rows.some((row) => rowId(row) === focus) ? focus : roots[0]?.id;
  const isSelectedShown = rows.some((row) => rowId(row) === selected);
  useEffect(() => {
    if (isSelectedShown && selected !== undefined) lineOf(list.current, selected)?.scrollIntoView({ block: 'nearest' });
  }, [isSelectedShown, selected]);

  const toggle = (id: string, to = !opened.ids.has(id)): void =>
    setOpened({ ids: new Set(to ? [...opened.ids, id] : [...opened.ids].filter((other) => other !== id)), wanted });
  const go = (id: string): void => {
    setFocus(id);
    lineOf(list.current, id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = treeMove(event.key, rows, focus);
    if (move === null) return;
    event.preventDefault();
    if ('go' in move) go(move.go);
    else if ('open' in move) toggle(move.open, true);
    else if ('shut' in move) toggle(move.shut, false);
    else if ('more' in move) levels.more(move.more);
    else onSelect(move.choose);
  };

  return (
    <div role="tree" aria-label={name} tabIndex={-1} className="m-tree" ref={list} onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <TreeLine
          key={rowId(row)}
          row={row}
          selected={rowId(row) === selected}
          stop={rowId(row) === stop}
          onFocus={setFocus}
          onToggle={toggle}
          onSelect={onSelect}
          onRetry={levels.retry}
          onMore={levels.more}
        />
      ))}
    </div>
  );
}

function lineOf(list: HTMLElement | null, id: string): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
}
