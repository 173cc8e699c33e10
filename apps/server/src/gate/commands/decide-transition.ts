import { permit } from '@muster/core/access';
import { mayDecide } from '@muster/core/gate';
import { civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import { datesChanged, pinConditions, stageOpened } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import { markDirty } from '../../platform/outbox.ts';
import { loadTransition, stepFact, type TransitionState } from '../steps.ts';

interface Input {
  readonly transitionId: string;
  readonly outcome: 'passed' | 'refused';
  readonly note?: string | undefined;
}

interface Facts {
  readonly outcome: 'passed' | 'refused';
  readonly note: string | null;
}

/** The rules here refuse with a reason; `gate_decide` in the database checks every hard condition again and alone can write it. */
export const decideCommand: Command<Input, TransitionState, Facts, { id: string }> = {
  name: 'gate.decide-transition',
  load: (tx, { transitionId }) => loadTransition(tx, transitionId),
  permit: (actor, { participation }) => permit(actor.grants, 'decide-transition', participation.place),
  decide: ({ gate, isOfTheUnit }, { outcome, note }, { actor, at, timeZone }) =>
    mayDecide(gate, civilDateAt(at, timeZone), { id: actor.personId, isOfTheUnit }, { outcome, note }) ?? {
      outcome,
      note: note ?? null,
    },
  save: async (tx, { outcome, note }, { transition, participation, gate }, { actor, at, tell }) => {
    const judged = Buffer.from(gate.judgedHash, 'hex');
    await sql`select gate_decide(${transition.region_id}::int, ${transition.id}::uuid, ${outcome}, ${actor.personId}::uuid,
      ${actor.personName}, ${note}, ${judged}, ${at}::timestamptz)`.execute(tx);
    const next = participation.stages.find((stage) => stage.position === (participation.openStage?.position ?? 0) + 1);
    if (outcome === 'passed' && next !== undefined) {
      await pinConditions(tx, participation, next.code);
      const here = { regionId: participation.regionId, participationIds: [participation.id] };
      await tell(tx, stageOpened, { ...here, stageCode: next.code });
      await tell(tx, datesChanged, here);
    }
    await markDirty(tx, { regionId: participation.regionId, id: participation.id, ...participation.place });
  },
  record: ({ outcome }, state) => [stepFact(state.transition.id, outcome, state)],
  answer: (_facts, { transition }) => ({ id: transition.id }),
};
