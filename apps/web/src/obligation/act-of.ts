import type { Owed } from './queries.ts';

/** Where the act is done that closes it: handing in has a page of its own, the rest is recorded where such things are recorded. */
export function addressOf({ id, kind, unit, branch, person, originKind, originId, spokeAt }: Owed): string | null {
  switch (kind) {
    case 'deliverable':
      return `/obligations/${id}`;
    case 'make-up':
      return branch === null ? (person === null ? null : `/people/${person.id}`) : `/branches/${branch.id}/make-ups`;
    case 'lecture':
      if (spokeAt !== null) return `/activities/${spokeAt}`;
      if (branch !== null) return `/branches/${branch.id}`;
      return unit === null ? null : `/organisations/${unit.id}/activities`;
    case 'reading':
    case 'note':
      return person === null ? null : `/people/${person.id}`;
    case 'order':
      if (originKind === 'order' && originId !== null) return `/orders/${originId}`;
      return unit === null ? null : `/organisations/${unit.id}/findings`;
    case 'report':
    case 'self-check':
      return unit === null ? null : `/units/${unit.id}`;
  }
}
