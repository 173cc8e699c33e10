import type { Tx } from '../platform/database/db.ts';
import { readingOfOrganisation } from './reading-of-organisation.ts';

interface Root {
  readonly id: string;
  readonly name: string;
  /** Its path: five characters, the first `p` or `q` for the tree. */
  readonly code: string;
  /** What it is called in rosters and files. */
  readonly officialCode?: string;
}

/** Where rows are stored apart from those of other regions. */
export async function createRegion(tx: Tx, regionId: number, name: string): Promise<void> {
  await tx.insertInto('region').values({ region_id: regionId, name }).execute();
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
      both.map(({ id, name, code, officialCode = null, tree, kind }) => ({
        region_id: regionId,
        id,
        tree,
        kind,
        path: code,
        name,
        code: officialCode,
        reading: readingOfOrganisation({ name, code: officialCode }),
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
