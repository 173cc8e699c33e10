import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { figuresOf, voidEnd } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { memberReturned } from '../hooks.ts';
import { keepFigures, loadMember, memberFact, type LoadedMember, type OpenMembership } from '../loaded-member.ts';

interface Input {
  readonly endId: string;
  readonly reason: string;
}

interface State extends LoadedMember {
  readonly endId: string;
  /** The one that ended. */
  readonly ended: OpenMembership;
  readonly isVoided: boolean;
  /** It was the last one: nothing came after it that it would overlap. */
  readonly isLast: boolean;
  /** The name of its branch or unit, where that is closed. */
  readonly closed: string | null;
}

type EndRow = OpenMembership & Pick<State, 'isVoided' | 'isLast' | 'closed'>;

export const voidMembershipEndCommand: Command<Input, State, { reason: string }, { id: string }> = {
  name: 'roster.void-membership-end',
  load: async (tx, { endId }) => {
    const found = await sql<{ personId: string }>`
      select e.person_id as "personId" from region r join membership_end e on e.region_id = r.region_id where e.id = ${endId}::uuid`.execute(
      tx,
    );
    const [about] = found.rows;
    const member = about === undefined ? null : await loadMember(tx, about.personId);
    if (member === null) return refuse('not-found');
    const { rows } = await sql<EndRow>`
      select e.voided_at is not null as "isVoided", m.id, m.branch_id as "branchId", m.unit_id as "unitId", m.standing,
        m.from_on as "fromOn", m.joined_on as "joinedOn", m.path::text as path, m.party_path::text as "partyPath",
        m.id = (select membership_id from roster_memberships(m.region_id, m.person_id) limit 1) as "isLast",
        (select min(o.name) from organisation o
          where o.region_id = m.region_id and o.id in (m.branch_id, m.unit_id) and o.closed_on is not null) as closed
      from membership_end e
      join membership m on m.region_id = e.region_id and m.id = e.membership_id
      where e.region_id = ${member.person.regionId} and e.id = ${endId}::uuid`.execute(tx);
    const [row] = rows;
    if (row === undefined) return refuse('not-found');
    const { isVoided, isLast, closed, ...ended } = row;
    return { ...member, endId, ended, isVoided, isLast, closed };
  },
  permit: (actor, { place }) => permit(actor.grants, 'manage-roster', place),
  decide: ({ membership, isVoided, isLast, closed }, { reason }) =>
    voidEnd({ isVoided, hasLaterMembership: membership !== null || !isLast, closed }) ?? { reason },
  save: async (tx, { reason }, { person, endId, ended }, { actor, at, tell }) => {
    const { regionId, id: personId } = person;
    await tx
      .updateTable('membership_end')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName, void_reason: reason })
      .where('region_id', '=', regionId)
      .where('id', '=', endId)
      .execute();
    await tx
      .updateTable('membership')
      .set({ to_on: null, end_reason: null })
      .where('region_id', '=', regionId)
      .where('id', '=', ended.id)
      .execute();
    await keepFigures(tx, regionId, figuresOf(null, { ...ended, categories: person.categories }), [ended.unitId]);
    await tell(tx, memberReturned, { regionId, personId, toUnitId: ended.unitId });
  },
  record: ({ reason }, { person, endId, ended }) => [
    memberFact({ person, membership: ended }, 'roster.membership-end-voided', endId, {
      head: { end: endId, unit: ended.unitId, branch: ended.branchId },
      personal: { end: endId, person: person.id, membership: ended.id, reason },
    }),
  ],
  answer: (_facts, { ended }) => ({ id: ended.id }),
};
