import type { Place } from '@muster/core/access';
import { sql, type RawBuilder } from 'kysely';

/** The paths in the other tree, as text: arrays of ltree have no fixed type number that a driver could know. */
export function linkedColumn(column = 'linked'): RawBuilder<string[]> {
  return sql<string[]>`${sql.ref(column)}::text[]`;
}

/** A place with one linked path, as rows at the leaf (unit, branch) hold it. */
export function leafPlace(path: string, partyPath: string | null): Place {
  return { path, linked: partyPath === null ? [] : [partyPath] };
}
