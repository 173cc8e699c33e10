import type { OrganisationNode } from './queries.ts';

/** Where a node of the tree leads: a unit to its gate, a branch to its home, all others to their overview. */
export function nodeAddress(kind: OrganisationNode['kind'], id: string): string {
  if (kind === 'unit') return `/units/${id}`;
  return kind === 'branch' ? `/branches/${id}` : `/overview/${id}`;
}
