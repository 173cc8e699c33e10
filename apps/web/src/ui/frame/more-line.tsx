import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';

type Props = {
  readonly id: string;
  readonly level: number;
  readonly indent: { readonly paddingLeft: number };
  readonly left: number;
  readonly byItself: boolean;
  readonly stop: boolean;
  readonly onFocus: () => void;
  readonly onMore: () => void;
};

/** Stands for the rest of a level; scrolled to or pressed, it fetches the next page. */
export function MoreLine({ id, level, indent, left, byItself, stop, onFocus, onMore }: Props): ReactNode {
  const t = useText();
  const line = useRef<HTMLDivElement>(null);
  const fetchMore = useRef(onMore);
  useEffect(() => {
    fetchMore.current = onMore;
  });
  useEffect(() => {
    // A page that came moves the line on, and it may still be in sight: then it is watched anew.
    if (!byItself || left === 0 || line.current === null || typeof IntersectionObserver === 'undefined')
      return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && fetchMore.current());
    watch.observe(line.current);
    return () => watch.disconnect();
  }, [byItself, left]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree around it takes the keys
    <div
      ref={line}
      role="treeitem"
      aria-selected={false}
      aria-level={level}
      className="m-tree-row m-tree-more"
      style={indent}
      data-id={id}
      tabIndex={stop ? 0 : -1}
      onFocus={onFocus}
      onClick={onMore}
    >
      {t('ui.treeMore', { count: left })}
    </div>
  );
}
