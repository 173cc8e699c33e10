import { nameKey, namesAskedBy, type MemberFaultCode, type MemberKey } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Node, ReceivedImport } from '../organisation/index.ts';
import { byThousands } from '../platform/by-thousands.ts';
import type { ReadTx } from '../platform/database/db.ts';

type NameToAsk = ReturnType<typeof namesAskedBy>[number] & { readonly key: string };

/** Of which it is to be asked how many members outside the node they may mean: outside a root there is nobody. */
export function namesToAsk(
  { parentId }: Node,
  lines: ReceivedImport<MemberKey, MemberFaultCode>['file']['lines'],
): readonly NameToAsk[] {
  return parentId === null ? [] : namesAskedBy(lines).map((each) => ({ ...each, key: nameKey(each) }));
}

/** How many members outside the node the rows of a file may mean by their names, told as numbers alone. */
export async function namesakesBeyond(
  tx: ReadTx,
  { regionId, place }: Node,
  names: readonly NameToAsk[],
  asked: (names: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const part of byThousands(names, asked)) {
    const { rows } = await sql<{ key: string; people: number }>`
      select key, people from roster_namesakes_outside(${regionId}::int, ${place.path}::ltree, ${JSON.stringify(part)}::json)`.execute(
      tx,
    );
    for (const { key, people } of rows) found.set(key, people);
  }
  return found;
}
