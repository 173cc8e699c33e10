import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Icon } from '../sign/icon.tsx';
import { UserText } from '../text/user-text.tsx';
import { MoreLine } from './more-line.tsx';
import { rowId, type TreeNode, type TreeRow } from './tree-rows.ts';

type Props<N extends TreeNode> = {
  readonly row: TreeRow<N>;
  readonly selected: boolean;
  readonly stop: boolean;
  readonly onFocus: (id: string) => void;
  readonly onToggle: (id: string) => void;
  readonly onSelect: (node: N) => void;
  readonly onRetry: (id: string) => void;
  readonly onMore: (id: string) => void;
};

const indent = (level: number): { paddingLeft: number } => ({ paddingLeft: 16 + 18 * (level - 1) });

export function TreeLine<N extends TreeNode>({
  row,
  selected,
  stop,
  onFocus,
  onToggle,
  onSelect,
  onRetry,
  onMore,
}: Props<N>): ReactNode {
  const t = useText();
  if (row.kind === 'loading')
    return (
      <output className="m-tree-row m-tree-quiet" style={indent(row.level)} aria-label={t('ui.loading')}>
        —
      </output>
    );
  if (row.kind === 'more')
    return (
      <MoreLine
        id={rowId(row)}
        level={row.level}
        indent={indent(row.level)}
        left={row.left}
        byItself={row.byItself}
        stop={stop}
        onFocus={() => onFocus(rowId(row))}
        onMore={() => onMore(row.parent)}
      />
    );
  if (row.kind === 'failed') {
    return (
      <div className="m-tree-row m-tree-quiet" style={indent(row.level)} role="alert">
        {t('ui.treeFailed')}
        <button type="button" className="m-link" onClick={() => onRetry(row.parent)}>
          {t('ui.retry')}
        </button>
      </div>
    );
  }
  const { node, level, open } = row;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree around it takes the keys
    <div
      role="treeitem"
      className={`m-tree-row${node.leaf ? ' m-tree-leaf' : ''}`}
      style={indent(level)}
      data-id={node.id}
      aria-level={level}
      aria-selected={selected}
      {...(!node.leaf && { 'aria-expanded': open })}
      tabIndex={stop ? 0 : -1}
      onFocus={() => onFocus(node.id)}
      onClick={() => onSelect(node)}
    >
      {node.leaf ? <span className="m-tree-chevron" /> : <Chevron open={open} onPress={() => onToggle(node.id)} />}
      <span className="m-tree-name">
        <UserText>{node.name}</UserText>
      </span>
      {node.count !== undefined && <span className="m-tree-count">{node.count}</span>}
    </div>
  );
}

function Chevron({ open, onPress }: { readonly open: boolean; readonly onPress: () => void }): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- arrows do the same
    <span
      className="m-tree-chevron"
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <Icon name={open ? 'down' : 'right'} size={14} />
    </span>
  );
}
