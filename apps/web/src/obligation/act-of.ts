import type { Owed } from './queries.ts';

/**
 * Where the act is done that closes it: handing in has a page of its own, the rest is recorded where such things are recorded. Whoever may
 * not open that place is led to the page of the person who owes it, which one's own is to everybody.
 */
export function addressOf(owed: Owed): string | null {
  return placeOf(owed) ?? (owed.person === null ? null : `/people/${owed.person.id}`);
}

function placeOf({ id, kind, spokeAt, originKind, originId, ...owed }: Owed): string | null {
  const unit = owed.mayOpen.unit ? owed.unit : null;
  const branch = owed.mayOpen.branch ? owed.branch : null;
  switch (kind) {
    case 'deliverable':
      return unit === null ? null : `/obligations/${id}`;
    case 'make-up':
      return branch === null ? null : `/branches/${branch.id}/make-ups`;
    case 'lecture':
      // Whoever spoke there may open the meeting, wherever it was.
      if (spokeAt !== null) return `/activities/${spokeAt}`;
      if (branch !== null) return `/branches/${branch.id}`;
      return unit === null ? null : `/organisations/${unit.id}/activities`;
    case 'reading':
    case 'note':
      return null;
    case 'order':
      if (unit === null) return null;
      return originKind === 'order' && originId !== null ? `/orders/${originId}` : `/organisations/${unit.id}/findings`;
    case 'report':
    case 'self-check':
      return unit === null ? null : `/units/${unit.id}`;
  }
}
