import { sql } from 'kysely';
import { inReadTransaction, inTransaction, type Db } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { readingOfOrganisation } from './reading-of-organisation.ts';

interface Unread {
  readonly regionId: number;
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly creditCode: string | null;
}

const batch = 1000;

/**
 * Makes findable what was written without a reading: before there were readings, or by hand. In batches of their own, as the worker;
 * whoever renames at the same time wins. Returns how many it filled.
 */
export async function fillReadings(worker: Db): Promise<number> {
  let filled = 0;
  let last: Pick<Unread, 'regionId' | 'id'> = { regionId: -1, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each batch begins where the one before ended
    const unread = await unreadAfter(worker, last);
    const end = unread.at(-1);
    if (end === undefined) return filled;
    // oxlint-disable-next-line no-await-in-loop -- one batch at a time holds few rows for a short while
    filled += await write(worker, unread);
    last = end;
  }
}

async function unreadAfter(worker: Db, { regionId, id }: Pick<Unread, 'regionId' | 'id'>): Promise<readonly Unread[]> {
  return inReadTransaction(worker, EVERYWHERE, async (tx) => {
    const { rows } = await sql<Unread>`
      select region_id as "regionId", id, name, code, credit_code as "creditCode" from organisation
      where reading is null and (region_id, id) > (${regionId}::int, ${id}::uuid) order by region_id, id limit ${batch}`.execute(
      tx,
    );
    return rows;
  });
}

async function write(worker: Db, unread: readonly Unread[]): Promise<number> {
  const rows = JSON.stringify(unread.map((each) => ({ ...each, reading: readingOfOrganisation(each) })));
  return inTransaction(worker, EVERYWHERE, async (tx) => {
    const done = await sql`
      update organisation x set reading = r.reading
      from json_to_recordset(${rows}::json) as r("regionId" int, id uuid, name text, code text, reading text)
      where x.region_id = r."regionId" and x.id = r.id and x.name = r.name and x.code is not distinct from r.code`.execute(
      tx,
    );
    return Number(done.numAffectedRows ?? 0);
  });
}
