import type { Tx } from '../platform/database/db.ts';
import { readingOfOrganisation } from './reading-of-organisation.ts';

interface Root {
  readonly id: string;
  readonly name: string;
  /** Its path: five characters, the first `p` or `q` for the tree. */
  readonly code: string;
}

/** The two nodes that all others hang under, one of each tree; written by whoever's scope they are. */
export async function createRoots(
  tx: Tx,
  {
    regionId = 0,
    place,
    party,
    at,
  }: { readonly regionId?: number; readonly place: Root; readonly party: Root; readonly at: Date },
): Promise<void> {
  const openedOn = at.toISOString().slice(0, 10);
  const both = [
    { ...place, tree: 'place', kind: 'region' },
    { ...party, tree: 'party', kind: 'committee' },
  ];
  await tx
    .insertInto('organisation')
    .values(
      both.map(({ id, name, code, tree, kind }) => ({
        region_id: regionId,
        id,
        tree,
        kind,
        path: code,
        name,
        reading: readingOfOrganisation({ name }),
        opened_on: openedOn,
        recorded_at: at,
      })),
    )
    .execute();
  await tx
    .insertInto('organisation_parent')
    .values(both.map(({ id, code }) => ({ region_id: regionId, organisation_id: id, from_on: openedOn, path: code })))
    .execute();
}
