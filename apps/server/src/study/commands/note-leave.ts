import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { leaveReasons, noteLeave, type NotedLeave } from '@muster/core/study';
import { effectivePlaybooks, participationAtHand } from '../../campaign/index.ts';
import { findNode, hostOf, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { rollOfBranch, type RollEntry } from '../../roster/index.ts';
import { leavesOf, type NotedLeaveRow } from '../leaves.view.ts';
import { lockLeaves } from '../lock-leaves.ts';
import { recordingPlace, withoutHost } from '../recording-place.ts';

interface Input extends NotedLeave {
  readonly branchId: string;
}

interface State {
  readonly branch: Node;
  readonly unit: Node;
  readonly roll: readonly RollEntry[];
  readonly leaves: readonly NotedLeaveRow[];
  readonly reasons: readonly string[];
}

interface Facts extends NotedLeave {
  readonly id: string;
  readonly entry: RollEntry;
  readonly salt: Uint8Array;
}

export const noteLeaveCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.note-leave',
  load: async (tx, { branchId, personId, fromOn }, asking) => {
    const branch = await findNode(tx, branchId);
    if (branch?.kind !== 'branch') return refuse('not-found');
    await lockLeaves(tx, personId);
    const unit = await hostOf(tx, branchId);
    if (unit === null) return withoutHost(branch, asking);
    const participation = await participationAtHand(tx, unit, asking);
    if (participation === null) return refuse('stage-not-open');
    const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    return {
      branch,
      unit,
      roll: await rollOfBranch(tx, branchId),
      leaves: await leavesOf(tx, branch, fromOn),
      reasons: playbook === undefined ? [] : leaveReasons(playbook),
    };
  },
  permit: (actor, { branch, unit }) => permit(actor.grants, 'record-activity', recordingPlace(branch, unit)),
  decide: (state, { branchId: _branch, ...leave }, { newId, bytes }) => {
    const noted = noteLeave(state, leave);
    if (isRefusal(noted)) return noted;
    const entry = state.roll.find(({ personId }) => personId === noted.personId);
    if (entry === undefined) return refuse('not-on-the-roll');
    return { ...noted, id: newId(), entry, salt: bytes(16) };
  },
  save: async (tx, { id, entry, salt, personId, fromOn, toOn, reason }, { branch }, { actor, at }) => {
    await tx
      .insertInto('leave')
      .values({
        region_id: branch.regionId,
        id,
        person_id: personId,
        branch_id: branch.id,
        from_on: fromOn,
        to_on: toOn,
        reason,
        salt: Buffer.from(salt),
        recorded_by: actor.personId,
        recorded_by_name: actor.personName,
        recorded_at: at,
        path: entry.path,
        party_path: entry.partyPath,
      })
      .execute();
  },
  record: ({ id, entry, salt, personId, fromOn, toOn, reason }, { branch }) => [
    {
      regionId: branch.regionId,
      unitId: entry.unitId,
      kind: 'study.leave-noted',
      subjectId: id,
      place: { path: entry.path, linked: [entry.partyPath] },
      occurredAt: null,
      summary: {},
      head: { leave: id, branch: branch.id },
      personal: [{ salt, value: { person: personId, from: fromOn, to: toOn, reason } }],
    },
  ],
  answer: ({ id }) => ({ id }),
};
