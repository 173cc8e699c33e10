import { permit } from '@muster/core/access';
import { printSlips } from '@muster/core/ballot';
import type { Command } from '../../platform/command.ts';
import { pollFact } from '../poll-fact.ts';
import { lockedPoll, slipsOf, type KeptPoll } from '../polls.ts';

interface Facts {
  readonly printed: number;
}

/** That slips were printed, how many and by whom is on record before anybody has them; what they say is nowhere. */
export const printSlipsCommand: Command<{ pollId: string }, KeptPoll, Facts, KeptPoll> = {
  name: 'ballot.print-slips',
  load: (tx, { pollId }) => lockedPoll(tx, pollId),
  permit: (actor, { led }) => permit(actor.grants, 'open-assessment', led),
  decide: (poll, _input, { at }) => printSlips(poll.course, slipsOf(poll), at),
  save: () => Promise.resolve(),
  record: ({ printed }, poll) => [pollFact('slips-printed', poll, { slips: printed }, { slips: printed })],
  answer: (_facts, poll) => poll,
};
