import { permit } from '@muster/core/access';
import { cancelPoll, voidPoll, type VoidReason } from '@muster/core/ballot';
import { isRefusal, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { pollFact } from '../poll-fact.ts';
import { countsOf } from '../polls.ts';
import { loadRuled, saveEnd, type RuledPoll } from '../rule.ts';

interface Input {
  readonly pollId: string;
  readonly reason: VoidReason | 'called-off';
  readonly note: string | null;
}

interface Facts {
  readonly as: 'void' | 'cancelled';
  readonly reason: VoidReason | null;
  readonly note: string | null;
}

export const endPollCommand: Command<Input, RuledPoll, Facts, { id: string }> = {
  name: 'ballot.end',
  load: (tx, { pollId }, { actor }) => loadRuled(tx, pollId, actor.personId),
  permit: (actor, { poll }) => permit(actor.grants, 'confirm-assessment', poll.led),
  decide: ({ poll, isOfTheUnit }, { reason, note }, { at }) => {
    if (isOfTheUnit) return refuse('recused-oneself');
    if (reason === 'called-off') {
      const cancelled = cancelPoll(poll.course, at);
      return isRefusal(cancelled) ? cancelled : { ...cancelled, reason: null, note };
    }
    const given = voidPoll(poll.course, { reason, note, counts: countsOf(poll), isOfTheUnit }, at);
    return isRefusal(given) ? given : { ...given, note };
  },
  save: (tx, facts, { poll }, circumstances) => saveEnd(tx, poll, facts, circumstances),
  record: ({ as, reason, note }, { poll }) => [pollFact('ended', poll, { as, reason, note }, { as })],
  answer: (_facts, { poll }) => ({ id: poll.id }),
};
