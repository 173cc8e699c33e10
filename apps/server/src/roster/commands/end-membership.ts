import { judgeAccountReset, permit, type HeldOffice } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { endMembership, figuresOf, type EndReason } from '@muster/core/roster';
import type { Command } from '../../platform/command.ts';
import { memberLeft } from '../hooks.ts';
import { keepFigures, loadMember, memberFact, type LoadedMember, type OpenMembership } from '../loaded-member.ts';
import { officesOf } from '../offices.view.ts';

interface Input {
  readonly personId: string;
  readonly reason: EndReason;
  readonly on: CivilDate;
  readonly note?: string | undefined;
}

interface State extends LoadedMember {
  readonly offices: readonly HeldOffice[];
}

interface Facts {
  readonly id: string;
  readonly wish: { readonly reason: EndReason; readonly on: CivilDate; readonly note: string | null };
  readonly membership: OpenMembership;
  readonly endsAuthority: boolean;
}

export const endMembershipCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'roster.end-membership',
  load: async (tx, { personId }) => {
    const member = await loadMember(tx, personId);
    return member === null ? refuse('not-found') : { ...member, offices: await officesOf(tx, personId) };
  },
  permit: (actor, { place }) => permit(actor.grants, 'manage-roster', place),
  decide: ({ membership, offices }, { reason, on, note = null }, { actor, at, timeZone, newId }) => {
    const wish = { reason, on, note };
    const ended = endMembership(membership, wish, civilDateAt(at, timeZone));
    if (isRefusal(ended)) return ended;
    if (membership === null) return refuse('not-a-member');
    // Whoever keeps a roster does not thereby switch off an office above: that is recorded by who may end it.
    const beyond = ended.endsAuthority ? judgeAccountReset(actor.grants, offices) : null;
    return beyond ?? { id: newId(), wish, membership, endsAuthority: ended.endsAuthority };
  },
  save: async (tx, { id, wish, membership, endsAuthority }, { person }, { actor, at, tell }) => {
    const { regionId, id: personId } = person;
    await tx
      .insertInto('membership_end')
      .values({
        region_id: regionId,
        id,
        membership_id: membership.id,
        person_id: personId,
        reason: wish.reason,
        on_date: wish.on,
        note: wish.note,
        ended_by: actor.personId,
        ended_by_name: actor.personName,
        recorded_at: at,
        path: membership.path,
        party_path: membership.partyPath,
      })
      .execute();
    await tx
      .updateTable('membership')
      .set({ to_on: wish.on, end_reason: wish.reason })
      .where('region_id', '=', regionId)
      .where('id', '=', membership.id)
      .execute();
    // Nobody can take in somebody who has left.
    const withdrawn = {
      outcome: 'withdrawn',
      settled_at: at,
      settled_by: actor.personId,
      settled_by_name: actor.personName,
    };
    await tx
      .updateTable('transfer')
      .set(withdrawn)
      .where('region_id', '=', regionId)
      .where('person_id', '=', personId)
      .where('outcome', 'is', null)
      .execute();
    await keepFigures(tx, regionId, figuresOf({ ...membership, categories: person.categories }, null), [
      membership.unitId,
    ]);
    await tell(tx, memberLeft, { regionId, personId, fromUnitId: membership.unitId, endsAuthority });
  },
  record: ({ id, wish: { reason, on, note }, membership, endsAuthority }, { person }) => [
    memberFact({ person, membership }, 'roster.membership-ended', id, {
      head: { end: id, unit: membership.unitId, branch: membership.branchId, on },
      personal: { end: id, person: person.id, membership: membership.id, reason, note, authority: endsAuthority },
    }),
  ],
  answer: ({ id }) => ({ id }),
};
