import type { Tx } from '../platform/database/db.ts';
import { readingOf } from '../platform/reading/index.ts';

export interface NewPerson {
  readonly regionId: number;
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly partyPath: string | null;
  /** 16 random bytes, of this person alone: the records about them are hashed with it. */
  readonly salt: Uint8Array;
  readonly at: Date;
}

/** People who are known by an office and belong to no branch. */
export async function createPeople(tx: Tx, people: readonly NewPerson[]): Promise<void> {
  if (people.length === 0) return;
  await tx
    .insertInto('person')
    .values(
      people.map(({ regionId, id, name, path, partyPath, salt, at }) => ({
        region_id: regionId,
        id,
        name,
        reading: readingOf({ of: 'person', name, codes: [] }),
        path,
        party_path: partyPath,
        salt: Buffer.from(salt),
        recorded_at: at,
      })),
    )
    .execute();
}
