import type { RouteAnswer } from '@muster/contract';
import type { findDestinations } from '@muster/contract/roster';
import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { patternsOf } from '../platform/reading/index.ts';
import { openMembershipOf } from './loaded-member.ts';
import type { Person } from './queries.ts';
import { findDestination } from './transfer-queries.ts';

type Branch = RouteAnswer<typeof findDestinations>['branches'][number];
type Row = Omit<Branch, 'kind' | 'mayReceive'> & { readonly path: string; readonly unitPaths: string[] };

/** More than these nobody looks through in a field. */
const most = 20;

/**
 * Branches within sight by name, pinyin, initials or code; and the one with exactly this code wherever it lies, of which only the name is told.
 * The person's own is among them only where it serves another unit.
 */
export async function destinationsFor(tx: ReadTx, person: Person, text: string, actor: Actor): Promise<Branch[]> {
  const patterns = patternsOf(text);
  if (patterns === null) return [];
  const { likely, ranks, plain } = patterns;
  const { rows } = await sql<Row>`
    with hit as materialized (
      select * from organisation_search(array[${person.regionId}::int], ${likely}::text[], ${ranks}::text[], ${plain}::text, '{branch}', null, true, ${most})
        with ordinality
    )
    select b.id as "branchId", b.name, b.path::text as path, array_agg(u.path::text order by s.is_host desc, u.path) as "unitPaths",
      json_agg(json_build_object('id', u.id, 'name', u.name, 'isJudged', exists (
        select from transition t where t.region_id = u.region_id and t.unit_id = u.id and t.ended_at is null)) order by s.is_host desc, u.path) as units
    from hit
    join organisation b on b.region_id = hit.region_id and b.id = hit.id
    join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.to_on is null
    join organisation u on u.region_id = s.region_id and u.id = s.unit_id and u.closed_on is null
    group by hit.ordinality, b.id, b.name, b.path
    order by hit.ordinality`.execute(tx);
  const seen = rows.map(({ path, unitPaths, ...branch }): Branch => ({
    ...branch,
    kind: 'branch',
    mayReceive: mayActOn(actor.grants, 'manage-roster', { path, linked: unitPaths }),
  }));
  const exact = await findDestination(tx, person.regionId, { code: text });
  if (exact !== null && !seen.some(({ branchId }) => branchId === exact.branchId))
    seen.push({ branchId: exact.branchId, name: exact.branchName, kind: 'branch', units: [], mayReceive: false });
  const at = await openMembershipOf(tx, person);
  return seen.filter(({ branchId, units }) => branchId !== at?.branchId || units.some(({ id }) => id !== at.unitId));
}
