import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

export interface Known {
  readonly regionId: number;
  readonly id: string;
  readonly path: string;
  readonly partyPath: string | null;
  readonly at: Date;
}

/**
 * Whoever gets an office in another storage region is known there too, by the same id and at the place of the office; in a region that
 * knows them nothing changes. Of people whom one may not see, nothing is written.
 */
export async function knowPeople(tx: Tx, people: readonly Known[]): Promise<void> {
  if (people.length === 0) return;
  await sql`select person_know(w.region_id, w.id, w.path::ltree, w.party_path::ltree, w.at)
    from jsonb_to_recordset(${JSON.stringify(
      people.map(({ regionId, id, path, partyPath, at }) => {
        return { region_id: regionId, id, path, party_path: partyPath, at };
      }),
    )}::jsonb) w (region_id int, id uuid, path text, party_path text, at timestamptz)`.execute(tx);
}
