import { sql } from 'kysely';
import type { Db } from '../platform/database/db.ts';
import { fillReadingsOf } from '../platform/reading/index.ts';
import { readingOfOrganisation } from './reading-of-organisation.ts';

interface Unread {
  readonly regionId: number;
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly creditCode: string | null;
}

/** Of the organisations; how many it filled. */
export function fillReadings(worker: Db): Promise<number> {
  return fillReadingsOf<Unread>(worker, {
    after: async (tx, { regionId, id }, many) => {
      const { rows } = await sql<Unread>`
        select region_id as "regionId", id, name, code, credit_code as "creditCode" from organisation
        where reading is null and (region_id, id) > (${regionId}::int, ${id}::uuid) order by region_id, id limit ${many}`.execute(
        tx,
      );
      return rows;
    },
    readingOf: readingOfOrganisation,
    write: async (tx, rows) => {
      const { numAffectedRows } = await sql`
        update organisation x set reading = r.reading
        from json_to_recordset(${rows}) as r("regionId" int, id uuid, name text, code text, reading text)
        where x.region_id = r."regionId" and x.id = r.id and x.name = r.name and x.code is not distinct from r.code`.execute(
        tx,
      );
      return Number(numAffectedRows ?? 0);
    },
  });
}
