import { permit } from '@muster/core/access';
import { mayEndorse } from '@muster/core/gate';
import { civilDateAt } from '@muster/core/kernel';
import type { Circumstances, Command, Refused } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { Decided } from '../../platform/each.ts';
import { insertSteps, loadTransition, markJudged, stepFact, type TransitionState } from '../steps.ts';

interface Input {
  readonly transitionId: string;
  readonly note?: string | undefined;
}

export interface Endorsing {
  readonly note: string | null;
}

export const endorseCommand: Command<Input, TransitionState, Endorsing, { id: string }> = {
  name: 'gate.endorse-transition',
  load: (tx, { transitionId }) => loadTransition(tx, transitionId),
  permit: (actor, { participation }) => permit(actor.grants, 'endorse-transition', participation.place),
  decide: (state, { note }, circumstances) => endorseOne(state, note, circumstances),
  save: (tx, facts, state, circumstances) => insertEndorsements(tx, [{ state, facts }], circumstances),
  record: (_facts, state) => [stepFact(state.transition.id, 'endorsed', state)],
  answer: (_facts, { transition }) => ({ id: transition.id }),
};

export function endorseOne(
  { gate, isOfTheUnit }: TransitionState,
  note: string | undefined,
  { actor, at, timeZone }: Circumstances,
): Endorsing | Refused {
  return mayEndorse(gate, civilDateAt(at, timeZone), { id: actor.personId, isOfTheUnit }) ?? { note: note ?? null };
}

/** As many statements for one as for hundreds. */
export async function insertEndorsements(
  tx: Tx,
  endorsed: readonly Decided<TransitionState, Endorsing>[],
  circumstances: Circumstances,
): Promise<void> {
  const steps = endorsed.map(({ state, facts: { note } }) => ({ transitionId: state.transition.id, note, state }));
  await insertSteps(tx, 'endorsed', steps, circumstances);
  await markJudged(
    tx,
    endorsed.map(({ state }) => state),
  );
}
