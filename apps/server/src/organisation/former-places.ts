import { covers, type Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { scopeOf, type Actor } from '../platform/identity.ts';
import type { Node } from './queries.ts';

/**
 * Shows with what was recorded of a node, and of what lies beneath it, at the places where these stood in other storage regions; of
 * everything that one sees where no node is given. Only what is past is read this way: figures count where things happened.
 */
export function withFormerPlaces<T>(
  tx: ReadTx,
  node: Node | null,
  actor: Actor,
  show: (formerly: readonly string[]) => Promise<T>,
): Promise<T> {
  return withFormerPlacesOf(tx, [node], actor, show);
}

/** The same of several nodes at once. */
export async function withFormerPlacesOf<T>(
  tx: ReadTx,
  nodes: readonly (Node | null)[],
  actor: Actor,
  show: (formerly: readonly string[]) => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ path: string }>`
    select distinct f.path::text as path from unnest(${nodes.map((node) => node?.place.path ?? null)}::ltree[]) as n (path)
    cross join lateral organisation_former_places(n.path) f`.execute(tx);
  const formerly = rows.map(({ path }) => path);
  if (formerly.length === 0) return show(formerly);
  const { paths, self, home = [] } = scopeOf(actor);
  await sql`select muster_scope(${[...paths, ...formerly]}::text[], ${self}::uuid, ${home}::text[])`.execute(tx);
  const shown = await show(formerly);
  await sql`select muster_scope(${paths}::text[], ${self}::uuid, ${home}::text[])`.execute(tx);
  return shown;
}

/** Whether something stands, in either tree, at one of these places or beneath it. */
export const standsAmong = ({ path, linked }: Place, places: readonly string[]): boolean =>
  [path, ...linked].some((one) => places.some((place) => covers(place, one)));
