import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { missedTime, type MakingUp, type TimeTaken } from '@muster/core/study';
import { effectivePlaybooks } from '../../campaign/index.ts';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { makeUpsAtHand } from '../make-up/make-up-at-hand.ts';
import { decideMakeUp, factOfMakeUp, insertMakeUps, type MakeUpFacts, type MakeUpState } from './record-make-up.ts';

interface Input {
  readonly makeUps: readonly (MakingUp & { readonly obligationId: string })[];
}

/** What an earlier one of the list makes up. */
interface Taken extends TimeTaken {
  readonly campaignId: string;
}

/** Absences of many made up together, as at a make-up lesson, each as if it came by itself; files come one at a time. */
export const recordMakeUpsCommand: Command<
  Input,
  readonly (MakeUpState | Refused)[],
  readonly Decided<MakeUpState, MakeUpFacts>[],
  { recorded: number }
> = {
  name: 'study.record-make-ups',
  load: async (tx, { makeUps }, { timeZone }) => {
    const found = await makeUpsAtHand(
      tx,
      makeUps.map(({ obligationId }) => obligationId),
      timeZone,
    );
    const participations = [...found.values()].flatMap((each) => (isRefusal(each) ? [] : each.owed.participationId));
    const playbooks = await effectivePlaybooks(tx, [...new Set(participations)]);
    return makeUps.map(({ obligationId }) => {
      const atHand = found.get(obligationId) ?? refuse('not-found');
      if (isRefusal(atHand)) return atHand;
      return { ...atHand, ways: playbooks.get(atHand.owed.participationId)?.makeUp ?? null, file: null };
    });
  },
  permit: (actor, states) =>
    permitEach(states, ({ branchPlace }) => permit(actor.grants, 'record-activity', branchPlace)),
  decide: (states, { makeUps }, circumstances) => {
    const taken = new Map<string, Taken[]>();
    return decideEach('makeUps', states, (state, index) => {
      const making = makeUps[index];
      if (making === undefined) return refuse('not-found');
      const { campaignId, personId } = state.owed;
      const earlier = taken.get(personId) ?? [];
      const here = earlier.map((each) => (each.campaignId === campaignId ? each : { ...each, during: null }));
      const made = decideMakeUp({ ...state, taken: [...state.taken, ...here] }, making, circumstances);
      if (!isRefusal(made) && made.minutes > 0)
        taken.set(personId, [...earlier, { campaignId, during: missedTime(state.missed), madeUp: made }]);
      return made;
    });
  },
  save: (tx, made, _states, circumstances) => insertMakeUps(tx, made, circumstances),
  record: (made) => made.map(({ facts, state }) => factOfMakeUp(facts, state)),
  answer: (made) => ({ recorded: made.length }),
};
