import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { leafPlace } from '../platform/place.ts';

/** Where a transfer leads to, wherever it lies; the giving end is told its name alone. */
export interface Destination {
  readonly branchId: string;
  readonly branchName: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly branchPath: string;
}

/** By id, or by exact code; the unit asked for, or the host. Null where no open branch serves it. */
export async function findDestination(
  tx: ReadTx,
  regionId: number,
  by: { readonly code?: string; readonly branchId?: string; readonly unitId?: string | undefined },
): Promise<Destination | null> {
  const { rows } = await sql<Destination>`
    select branch_id as "branchId", branch_name as "branchName", unit_id as "unitId", unit_path as "unitPath", branch_path as "branchPath"
    from roster_destination(${regionId}, ${by.code ?? null}, ${by.branchId ?? null}::uuid, ${by.unitId ?? null}::uuid)`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export interface TransferRow {
  readonly regionId: number;
  readonly id: string;
  readonly personId: string;
  readonly fromUnitId: string;
  readonly fromBranchId: string;
  readonly toUnitId: string;
  readonly toBranchId: string;
  readonly isOpen: boolean;
  readonly proposedAt: Date;
  /** Kept with the person, whom the receiving end does not see yet. */
  readonly salt: Uint8Array;
  /** The two ends as far as one sees them; an end out of sight gives nobody a right. */
  readonly from: Place | null;
  readonly to: Place | null;
  readonly place: Place;
}

type Raw = Omit<TransferRow, 'from' | 'to' | 'place'> & {
  readonly path: string;
  readonly linked: string[];
  readonly fromUnit: string | null;
  readonly fromBranch: string | null;
  readonly toUnit: string | null;
  readonly toBranch: string | null;
};

/** Locked until the end of the transaction: two answers at once wait for each other. */
export async function loadTransfer(tx: Tx, id: string): Promise<TransferRow | null> {
  await sql`select from region r join transfer t on t.region_id = r.region_id where t.id = ${id}::uuid for update of t`.execute(
    tx,
  );
  const { rows } = await sql<Raw>`
    select t.region_id as "regionId", t.id, t.person_id as "personId", t.from_unit_id as "fromUnitId", t.from_branch_id as "fromBranchId",
      t.to_unit_id as "toUnitId", t.to_branch_id as "toBranchId", t.outcome is null as "isOpen", t.recorded_at as "proposedAt",
      roster_transfer_salt(t.region_id, t.id) as salt,
      t.path::text as path, t.linked::text[] as linked, fu.path::text as "fromUnit", fb.path::text as "fromBranch",
      tu.path::text as "toUnit", tb.path::text as "toBranch"
    from region r
    join transfer t on t.region_id = r.region_id
    left join organisation fu on fu.region_id = t.region_id and fu.id = t.from_unit_id
    left join organisation fb on fb.region_id = t.region_id and fb.id = t.from_branch_id
    left join organisation tu on tu.region_id = t.region_id and tu.id = t.to_unit_id
    left join organisation tb on tb.region_id = t.region_id and tb.id = t.to_branch_id
    where t.id = ${id}::uuid`.execute(tx);
  const row = rows[0];
  if (row === undefined) return null;
  const { fromUnit, fromBranch, toUnit, toBranch, path, linked, ...rest } = row;
  return { ...rest, from: endOf(fromUnit, fromBranch), to: endOf(toUnit, toBranch), place: { path, linked } };
}

function endOf(unit: string | null, branch: string | null): Place | null {
  const path = unit ?? branch;
  return path === null ? null : leafPlace(path, branch);
}
