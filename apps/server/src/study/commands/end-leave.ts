import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { endLeave } from '@muster/core/study';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { rollOfBranch, type RollEntry } from '../../roster/index.ts';
import { leavesOf, type NotedLeaveRow } from '../leaves.view.ts';
import { lockLeaves } from '../lock-leaves.ts';

interface Input {
  readonly branchId: string;
  readonly leaveId: string;
  readonly lastOn: string;
}

interface State {
  readonly branch: Node;
  readonly leave: NotedLeaveRow;
  readonly entry: RollEntry;
}

interface Facts {
  readonly lastOn: string;
  readonly salt: Uint8Array;
}

const always = '0001-01-01';

/** Whoever answers for the person now says that the leave ended early; what was noted stays. */
export const endLeaveCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.end-leave',
  load: async (tx, { branchId, leaveId }) => {
    const branch = await findNode(tx, branchId);
    if (branch?.kind !== 'branch') return refuse('not-found');
    const find = async () => (await leavesOf(tx, branch, always)).find(({ id }) => id === leaveId);
    const found = await find();
    if (found === undefined) return refuse('not-found');
    await lockLeaves(tx, found.personId);
    const leave = await find();
    const entry = (await rollOfBranch(tx, branchId)).find(({ personId }) => personId === found.personId);
    return leave === undefined || entry === undefined ? refuse('not-found') : { branch, leave, entry };
  },
  permit: (actor, { branch }) => permit(actor.grants, 'record-activity', branch.place),
  decide: ({ leave }, { lastOn }, { bytes }) => {
    const ended = endLeave(leave, lastOn);
    return 'refused' in ended ? ended : { ...ended, salt: bytes(16) };
  },
  save: async (tx, { lastOn }, { branch, leave, entry }, { actor, at }) => {
    await tx
      .insertInto('leave_end')
      .values({
        region_id: branch.regionId,
        leave_id: leave.id,
        last_on: lastOn,
        recorded_by: actor.personId,
        recorded_by_name: actor.personName,
        recorded_at: at,
        path: entry.path,
        party_path: entry.partyPath,
      })
      .execute();
  },
  record: ({ lastOn, salt }, { branch, leave, entry }) => [
    {
      regionId: branch.regionId,
      unitId: entry.unitId,
      kind: 'study.leave-ended',
      subjectId: leave.id,
      place: { path: entry.path, linked: [entry.partyPath] },
      occurredAt: null,
      summary: {},
      head: { leave: leave.id, branch: branch.id },
      personal: [{ salt, value: { person: leave.personId, last: lastOn } }],
    },
  ],
  answer: (_facts, { leave }) => ({ id: leave.id }),
};
