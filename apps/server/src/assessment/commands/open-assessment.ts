import { civilDateAt, isRefusal } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { loadVote, openedFact, openedVote, permitVote, saveVote, type OpenedVote, type VoteState } from '../vote.ts';
import { openVotes } from '../voting.ts';

interface Input {
  readonly unitId: string;
  readonly heldOn: string;
}

/** Of a unit that votes in a pool, it is opened for all of them, and by whoever may for all of them. */
export const openAssessmentCommand: Command<Input, VoteState, OpenedVote, { id: string }> = {
  name: 'assessment.open',
  load: (tx, { unitId }, asking) => loadVote(tx, unitId, asking),
  permit: permitVote,
  decide: (state, { heldOn }, { at, timeZone, newId }) => {
    const opened = openVotes(state.units, state.pool, heldOn, civilDateAt(at, timeZone));
    return isRefusal(opened) ? opened : openedVote(state, opened, newId);
  },
  save: (tx, facts, _state, circumstances) => saveVote(tx, facts, circumstances),
  record: ({ opened, poolId }) => opened.map((one) => openedFact(one, poolId)),
  answer: ({ hostId }) => ({ id: hostId }),
};
