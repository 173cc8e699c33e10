import type { RouteAnswer } from '@muster/contract';
import type { findDestinations } from '@muster/contract/roster';
import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { Person } from './queries.ts';
import { findDestination } from './transfer-queries.ts';

type Branch = RouteAnswer<typeof findDestinations>['branches'][number];
type Row = Omit<Branch, 'kind' | 'mayReceive'> & { readonly path: string; readonly unitPaths: string[] };

/** More than these nobody looks through in a field. */
const most = 20;

/** Branches within sight by name or code; and the one with exactly this code wherever it lies, of which only the name is told. */
export async function destinationsFor(tx: ReadTx, person: Person, text: string, actor: Actor): Promise<Branch[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql<Row>`
    select b.id as "branchId", b.name, b.path::text as path, array_agg(u.path::text order by s.is_host desc, u.path) as "unitPaths",
      json_agg(json_build_object('id', u.id, 'name', u.name) order by s.is_host desc, u.path) as units
    from organisation b
    join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.to_on is null
    join organisation u on u.region_id = s.region_id and u.id = s.unit_id and u.closed_on is null
    where b.region_id = ${person.regionId} and b.kind = 'branch' and b.closed_on is null
      and (b.name ilike ${pattern} or b.code = ${text} or b.credit_code = ${text})
    group by b.id, b.name, b.path
    order by b.path limit ${most}`.execute(tx);
  const seen = rows.map(({ path, unitPaths, ...branch }): Branch => ({
    ...branch,
    kind: 'branch',
    mayReceive: mayActOn(actor.grants, 'manage-roster', { path, linked: unitPaths }),
  }));
  const exact = await findDestination(tx, person.regionId, { code: text });
  if (exact === null || seen.some(({ branchId }) => branchId === exact.branchId)) return seen;
  return [...seen, { branchId: exact.branchId, name: exact.branchName, kind: 'branch', units: [], mayReceive: false }];
}
