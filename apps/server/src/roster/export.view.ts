import { writeMembers, type WrittenMember } from '@muster/core/roster';
import { sql } from 'kysely';
import { fileWords, type Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { memberCategories } from './member-categories.ts';
import { membershipsBeneath } from './members.view.ts';

/** The roster at and beneath a node, as a file that imports again beneath the same node unchanged. */
export async function rosterBeneath(
  tx: ReadTx,
  node: Node,
  context: Pick<Context, 'actor' | 'said'>,
  language: 'zh' | 'en',
): Promise<readonly (readonly string[])[]> {
  const { rows } = await sql<WrittenMember>`
    select p.code, p.name, p.born_in as "bornIn", p.categories, coalesce(b.code, b.credit_code) as "branchCode",
      coalesce(u.code, u.credit_code) as "unitCode", m.standing, m.from_on as "fromOn", m.joined_on as "joinedOn"
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where ${membershipsBeneath(node)}
    order by m.party_path, p.name, m.id`.execute(tx);
  return writeMembers(rows, await memberCategories(tx), await fileWords(tx, context, node), language);
}
