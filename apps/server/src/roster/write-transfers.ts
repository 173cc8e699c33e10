import type { Place } from '@muster/core/access';
import type { PlannedTransfer } from '@muster/core/roster';
import { sql } from 'kysely';
import { byHundreds } from '../platform/by-thousands.ts';
import type { Tx } from '../platform/database/db.ts';

interface Moving {
  readonly regionId: number;
  readonly at: Date;
  readonly by: { readonly personId: string; readonly personName: string };
  readonly wrote: (rows: number) => void;
}

/** Each is proposed and accepted at once, by whoever answers for both ends; the figures of both ends go along. */
export async function writeTransfers(
  tx: Tx,
  transfers: readonly PlannedTransfer[],
  { regionId, at, by, wrote }: Moving,
): Promise<void> {
  for (const part of byHundreds(transfers, wrote)) {
    const rows = JSON.stringify(part.map(rowOf));
    await sql`
      insert into transfer (region_id, id, person_id, membership_id, from_branch_id, from_unit_id, to_branch_id, to_unit_id, proposed_by,
        proposed_by_name, path, linked, recorded_at)
      select ${regionId}, r.id, r.person, r.membership, r."fromBranch", r."fromUnit", r."toBranch", r."toUnit", ${by.personId}::uuid,
        ${by.personName}, r.path, r.linked, ${at}
      from json_to_recordset(${rows}::json) as r(id uuid, person uuid, membership uuid, "fromBranch" uuid, "fromUnit" uuid, "toBranch" uuid,
        "toUnit" uuid, path ltree, linked ltree[])`.execute(tx);
    await sql`
      select roster_move(${regionId}::int, r.id, r.next, ${by.personId}::uuid, ${by.personName}, r.day, ${at})
      from json_to_recordset(${rows}::json) as r(id uuid, next uuid, day date)`.execute(tx);
  }
}

function rowOf({ transferId, personId, on, from, to }: PlannedTransfer) {
  return {
    id: transferId,
    person: personId,
    membership: from.id,
    fromBranch: from.branchId,
    fromUnit: from.unitId,
    toBranch: to.branchId,
    toUnit: to.unitId,
    next: to.membershipId,
    day: on,
    ...placeOfTransfer(from, to),
  };
}

interface Leaf {
  readonly path: string;
  readonly partyPath: string;
}

/** Both ends see it. */
export function placeOfTransfer(from: Leaf, to: Leaf): Place {
  return { path: from.path, linked: [from.partyPath, to.path, to.partyPath] };
}
