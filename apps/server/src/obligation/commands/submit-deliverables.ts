import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { submitDeliverable } from '@muster/core/obligation';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { lockObligations, type OwedRecord } from '../records.ts';
import { factOfVersion, insertVersions, type Facts, type State } from './submit-deliverable.ts';

interface Paper {
  readonly obligationId: string;
  readonly text: string;
}

interface Answer {
  readonly deliverables: { id: string }[];
}

/** Several papers handed in together, each as if it came by itself; files come one at a time. */
export const submitDeliverablesCommand: Command<
  { readonly papers: readonly Paper[] },
  readonly (OwedRecord | Refused)[],
  readonly Decided<State, Facts>[],
  Answer
> = {
  name: 'obligation.submit-deliverables',
  load: async (tx, { papers }) => {
    const found = await lockObligations(
      tx,
      papers.map(({ obligationId }) => obligationId),
    );
    return papers.map(({ obligationId }) => found.get(obligationId) ?? refuse('not-found'));
  },
  permit: (actor, states) => permitEach(states, ({ place }) => permit(actor.grants, 'submit-deliverable', place)),
  decide: (states, { papers }, { newId }) => {
    const given = states.map((owed) => ('refused' in owed ? owed : { owed, file: null }));
    return decideEach('papers', given, ({ owed }, index) => {
      const handed = submitDeliverable(owed, { text: papers[index]?.text ?? null, hasFile: false });
      return 'refused' in handed ? handed : { ...handed, id: newId() };
    });
  },
  save: (tx, handed, _states, circumstances) => insertVersions(tx, handed, circumstances),
  record: (handed) => handed.map(({ facts, state }) => factOfVersion(facts, state)),
  answer: (handed) => ({ deliverables: handed.map(({ facts }) => ({ id: facts.id })) }),
};
