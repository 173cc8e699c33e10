import { mayActOn, permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { judgeLastMember, proposeTransfer, type Unsettled } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { leafPlace } from '../../platform/place.ts';
import { membersMoved } from '../hooks.ts';
import { loadMember, memberFact, type LoadedMember, type OpenMembership } from '../loaded-member.ts';
import { moveMember } from '../move-member.ts';
import { findDestination, type Destination } from '../transfer-queries.ts';
import { unsettledOf } from '../unsettled.view.ts';

interface Input {
  readonly personId: string;
  readonly branchId: string;
  readonly unitId?: string | undefined;
  readonly on?: CivilDate | undefined;
  readonly reason?: string | undefined;
}

interface State extends LoadedMember {
  readonly destination: Destination | null;
  readonly hasOpenTransfer: boolean;
  readonly unsettled: Unsettled | null;
}

interface Facts {
  readonly id: string;
  readonly newMembershipId: string;
  /** Null: the other end has to accept. */
  readonly movedOn: CivilDate | null;
  readonly membership: OpenMembership;
  readonly destination: Destination;
  readonly reason: string | null;
}

export const proposeTransferCommand: Command<Input, State, Facts, { id: string; done: boolean }> = {
  name: 'roster.propose-transfer',
  load: async (tx, { personId, branchId, unitId }) => {
    const member = await loadMember(tx, personId);
    if (member === null) return refuse('not-found');
    const open = await sql`
      select from transfer where region_id = ${member.person.regionId} and person_id = ${personId}::uuid and outcome is null`.execute(
      tx,
    );
    const destination = await findDestination(tx, member.person.regionId, { branchId, unitId });
    const { regionId } = member.person;
    const unsettled = member.membership && (await unsettledOf(tx, regionId, member.membership.unitId));
    return { ...member, destination, hasOpenTransfer: open.rows.length > 0, unsettled };
  },
  permit: (actor, { place }) => permit(actor.grants, 'manage-roster', place),
  decide: (state, { on, reason }, { actor, at, timeZone, newId }) => {
    const { person, membership, destination, unsettled } = state;
    const mayReceive =
      destination !== null &&
      mayActOn(actor.grants, 'manage-roster', leafPlace(destination.unitPath, destination.branchPath));
    const decided = proposeTransfer({ ...state, mayReceive }, on ?? null, civilDateAt(at, timeZone));
    if (isRefusal(decided)) return decided;
    if (membership === null || destination === null) return refuse('transfer-stale');
    const last = judgeLastMember(unsettled, person.id, destination.unitId);
    if (last !== null) return last;
    const movedOn = decided.done ? decided.on : null;
    return { id: newId(), newMembershipId: newId(), movedOn, membership, destination, reason: reason ?? null };
  },
  save: async (tx, facts, { person }, { actor, at, tell }) => {
    const { membership, destination } = facts;
    await tx
      .insertInto('transfer')
      .values({
        region_id: person.regionId,
        id: facts.id,
        person_id: person.id,
        membership_id: membership.id,
        from_branch_id: membership.branchId,
        from_unit_id: membership.unitId,
        to_branch_id: destination.branchId,
        to_unit_id: destination.unitId,
        reason: facts.reason,
        proposed_by: actor.personId,
        proposed_by_name: actor.personName,
        path: membership.path,
        linked: [membership.partyPath, destination.unitPath, destination.branchPath],
        recorded_at: at,
      })
      .execute();
    if (facts.movedOn === null) return;
    const move = {
      regionId: person.regionId,
      transferId: facts.id,
      membershipId: facts.newMembershipId,
      on: facts.movedOn,
    };
    await moveMember(tx, move, actor, at);
    const one = { personId: person.id, fromUnitId: membership.unitId, toUnitId: destination.unitId };
    await tell(tx, membersMoved, { regionId: person.regionId, moves: [one] });
  },
  record: (facts, { person }) => {
    const { id, membership, destination, movedOn } = facts;
    const kind = movedOn === null ? 'roster.transfer-proposed' : 'roster.member-transferred';
    const fact = memberFact({ person, membership }, kind, id, {
      head: { transfer: id, from: endOf(membership), to: endOf(destination), on: movedOn },
      personal: { transfer: id, person: person.id, reason: facts.reason },
    });
    const linked = [membership.partyPath, destination.unitPath, destination.branchPath];
    const given = { ...fact, place: { path: membership.path, linked } };
    if (destination.unitId === membership.unitId) return [given];
    const other = [destination.branchPath, membership.path, membership.partyPath];
    return [given, { ...fact, unitId: destination.unitId, place: { path: destination.unitPath, linked: other } }];
  },
  answer: ({ id, movedOn }) => ({ id, done: movedOn !== null }),
};

function endOf({ branchId, unitId }: { readonly branchId: string; readonly unitId: string }) {
  return { branch: branchId, unit: unitId };
}
