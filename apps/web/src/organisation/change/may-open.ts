import { useRoots, type Organisation } from '../queries.ts';

/**
 * Which of the nodes above one may be opened: those from the topmost one that is the person's own on. The rest are known by
 * name alone, and no link to them is offered. Whoever begins at the top of the tree may open every node of it.
 */
export function useMayOpen({ above }: Organisation): (id: string) => boolean {
  const { data: roots } = useRoots();
  const top = above.findIndex(({ id }) => roots?.some((root) => root.id === id));
  const own = new Set(top === -1 ? [] : above.slice(top).map(({ id }) => id));
  return (id) => top === 0 || own.has(id);
}
