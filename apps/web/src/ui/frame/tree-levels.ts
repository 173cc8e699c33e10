import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Branch, TreeNode } from './tree-rows.ts';

/** One page of the children of a node: what comes after it is asked for with `next`. */
export type Level<N extends TreeNode> = {
  readonly nodes: readonly N[];
  readonly all: number;
  readonly next: string | null;
  readonly also: N | null;
};

export type LoadLevel<N extends TreeNode> = (
  id: string,
  wish: { readonly after?: string; readonly also?: string },
) => Promise<Level<N>>;

type Parts<N extends TreeNode> = {
  readonly load: LoadLevel<N>;
  readonly cacheKey: readonly unknown[];
  readonly open: readonly string[];
  /** From the root to where one stands: each is shown, on whichever page of its level it is. */
  readonly path: readonly string[];
};

type Levels<N extends TreeNode> = {
  readonly branchOf: (id: string) => Branch<N>;
  readonly retry: (id: string) => void;
  readonly more: (id: string) => void;
};

/** The open levels, each as far as it was fetched; kept under `[...cacheKey, id]`. */
export function useTreeLevels<N extends TreeNode>({ load, cacheKey, open, path }: Parts<N>): Levels<N> {
  const cache = useQueryClient();
  const [fetching, setFetching] = useState<ReadonlySet<string>>(new Set());
  const keyOf = (id: string): readonly unknown[] => [...cacheKey, id];
  const levels = useQueries({ queries: open.map((id) => ({ queryKey: keyOf(id), queryFn: () => load(id, {}) })) });
  const steps = path.slice(1).map((child, place) => ({ parent: path[place] ?? '', child }));
  const beyond = steps.filter(({ parent, child }) => {
    const level = levels[open.indexOf(parent)]?.data;
    return level !== undefined && level.next !== null && !level.nodes.some(({ id }) => id === child);
  });
  const apart = useQueries({
    queries: beyond.map(({ parent, child }) => ({
      queryKey: [...keyOf(parent), 'also', child],
      queryFn: async () => (await load(parent, { also: child })).also,
    })),
  });
  return {
    branchOf: (id) => {
      const query = levels[open.indexOf(id)];
      if (query?.data === undefined) return query?.isError === true ? 'failed' : 'loading';
      const { nodes, all, next } = query.data;
      const wanted = apart[beyond.findIndex(({ parent }) => parent === id)]?.data ?? undefined;
      const left = next === null ? 0 : all - nodes.length;
      return wanted === undefined ? { nodes, left } : { nodes, left, apart: wanted };
    },
    retry: (id) => void levels[open.indexOf(id)]?.refetch(),
    more: (id) => {
      const level = levels[open.indexOf(id)]?.data;
      if (level === undefined || level.next === null || fetching.has(id)) return;
      const { next } = level;
      const append = (page: Level<N>): void => {
        cache.setQueryData<Level<N>>(keyOf(id), (before) =>
          before?.next === next ? { ...page, nodes: [...before.nodes, ...page.nodes] } : before,
        );
      };
      setFetching(new Set([...fetching, id]));
      // A page that did not come leaves the line, which can be pressed again.
      void load(id, { after: next })
        .then(append, () => undefined)
        .finally(() => setFetching((before) => new Set([...before].filter((each) => each !== id))));
    },
  };
}
