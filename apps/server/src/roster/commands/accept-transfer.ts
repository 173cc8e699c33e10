import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { acceptTransfer, judgeLastMember, type Unsettled } from '@muster/core/roster';
import type { Command } from '../../platform/command.ts';
import { membersMoved } from '../hooks.ts';
import { moveMember } from '../move-member.ts';
import { nowhere, transferFacts } from '../transfer-facts.ts';
import { loadTransfer, type TransferRow } from '../transfer-queries.ts';
import { unsettledOf } from '../unsettled.view.ts';

interface Input {
  readonly transferId: string;
  readonly on?: CivilDate | undefined;
}

interface State extends TransferRow {
  readonly unsettled: Unsettled | null;
}

interface Facts {
  readonly on: CivilDate;
  readonly newMembershipId: string;
}

export const acceptTransferCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'roster.accept-transfer',
  load: async (tx, { transferId }) => {
    const transfer = await loadTransfer(tx, transferId);
    if (transfer === null) return refuse('not-found');
    return { ...transfer, unsettled: await unsettledOf(tx, transfer.regionId, transfer.fromUnitId) };
  },
  permit: (actor, { to }) => permit(actor.grants, 'manage-roster', to ?? nowhere),
  decide: ({ isOpen, proposedAt, unsettled, personId, toUnitId }, { on }, { at, timeZone, newId }) => {
    const today = civilDateAt(at, timeZone);
    const decided = acceptTransfer(isOpen, civilDateAt(proposedAt, timeZone), on ?? null, today);
    if (isRefusal(decided)) return decided;
    return judgeLastMember(unsettled, personId, toUnitId) ?? { on: decided.on, newMembershipId: newId() };
  },
  save: async (tx, { on, newMembershipId }, { regionId, id, personId, fromUnitId, toUnitId }, { actor, at, tell }) => {
    await moveMember(tx, { regionId, transferId: id, membershipId: newMembershipId, on }, actor, at);
    await tell(tx, membersMoved, { regionId, moves: [{ personId, fromUnitId, toUnitId }] });
  },
  record: ({ on }, transfer) => transferFacts(transfer, 'roster.member-transferred', { on }),
  answer: (_facts, { id }) => ({ id }),
};
