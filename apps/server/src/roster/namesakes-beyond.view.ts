import { nameKey, namesAskedBy, type MemberFaultCode, type MemberKey } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Node, ReceivedImport } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/** How many members outside the node the rows of a file may mean by their names: asked at once, and told as numbers alone. */
export async function namesakesBeyond(
  tx: ReadTx,
  { regionId, parentId, place }: Node,
  lines: ReceivedImport<MemberKey, MemberFaultCode>['file']['lines'],
): Promise<ReadonlyMap<string, number>> {
  if (parentId === null || lines.length === 0) return new Map();
  const asked = namesAskedBy(lines).map((each) => ({ ...each, key: nameKey(each) }));
  const { rows } = await sql<{ key: string; people: number }>`
    select key, people from roster_namesakes_outside(${regionId}::int, ${place.path}::ltree, ${JSON.stringify(asked)}::json)`.execute(
    tx,
  );
  return new Map(rows.map(({ key, people }) => [key, people]));
}
