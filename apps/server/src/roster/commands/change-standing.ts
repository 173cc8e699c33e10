import { permit } from '@muster/core/access';
import type { JoiningRule } from '@muster/core/campaign';
import { civilDateAt, refuse, type CivilDate } from '@muster/core/kernel';
import { changeStanding, figuresOf, type Standing } from '@muster/core/roster';
import { sql } from 'kysely';
import { joiningRule } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import { membersJoined } from '../hooks.ts';
import { keepFigures, loadMember, memberFact, type LoadedMember, type OpenMembership } from '../loaded-member.ts';

interface Input {
  readonly personId: string;
  readonly standing: Standing;
  readonly on: CivilDate;
  readonly note?: string | undefined;
}

interface State extends LoadedMember {
  readonly lastChangedOn: CivilDate | null;
  readonly joining: JoiningRule;
}

interface Facts {
  readonly id: string;
  readonly membership: OpenMembership;
  readonly standing: Standing;
  readonly on: CivilDate;
  readonly note: string | null;
}

export const changeStandingCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'roster.change-standing',
  load: async (tx, { personId }, circumstances) => {
    const member = await loadMember(tx, personId);
    if (member === null) return refuse('not-found');
    const { rows } = await sql<{ on: CivilDate | null }>`
      select max(on_date) as "on" from standing_change
      where region_id = ${member.person.regionId} and membership_id = ${member.membership?.id ?? null}::uuid`.execute(
      tx,
    );
    const joining = await joiningRule(tx, member.place, circumstances);
    return { ...member, lastChangedOn: rows[0]?.on ?? null, joining };
  },
  permit: (actor, { place }) => permit(actor.grants, 'manage-roster', place),
  decide: ({ person, membership, lastChangedOn, joining }, { standing, on, note = null }, { at, timeZone, newId }) => {
    const today = civilDateAt(at, timeZone);
    const state = membership === null ? null : { ...membership, bornIn: person.bornIn, joining, lastChangedOn };
    const refused = changeStanding(state, { standing, on, note }, today);
    if (refused !== null) return refused;
    return membership === null ? refuse('not-a-member') : { id: newId(), membership, standing, on, note };
  },
  save: async (tx, { id, membership, standing, on, note }, { person }, { actor, at, tell }) => {
    const { regionId, categories } = person;
    await tx
      .insertInto('standing_change')
      .values({
        region_id: regionId,
        id,
        membership_id: membership.id,
        person_id: person.id,
        standing_before: membership.standing,
        standing_after: standing,
        on_date: on,
        note,
        changed_by: actor.personId,
        changed_by_name: actor.personName,
        recorded_at: at,
        path: membership.path,
        party_path: membership.partyPath,
      })
      .execute();
    await tx
      .updateTable('membership')
      .set({ standing })
      .where('region_id', '=', regionId)
      .where('id', '=', membership.id)
      .execute();
    const before = { ...membership, categories };
    await keepFigures(tx, regionId, figuresOf(before, { ...before, standing }), [membership.unitId]);
    if (membership.standing === 'applicant') await tell(tx, membersJoined, { regionId, personIds: [person.id] });
  },
  record: ({ id, membership, standing, on, note }, { person }) => [
    memberFact({ person, membership }, 'roster.standing-changed', id, {
      head: { change: id, unit: membership.unitId, branch: membership.branchId, on },
      personal: { change: id, person: person.id, before: membership.standing, after: standing, note },
    }),
  ],
  answer: ({ id }) => ({ id }),
};
