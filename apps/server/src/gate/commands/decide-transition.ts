import { permit } from '@muster/core/access';
import { mayDecide } from '@muster/core/gate';
import { civilDateAt, isRefusal, type CivilDate } from '@muster/core/kernel';
import type { Circumstances, Command, Refused } from '../../platform/command.ts';
import type { Decided } from '../../platform/each.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { findingFacts, orderForRefusal } from '../../supervision/index.ts';
import { insertDecisions } from '../insert-decisions.ts';
import { loadTransition, stepFact, type Decision, type TransitionState } from '../steps.ts';

interface Input {
  readonly transitionId: string;
  readonly outcome: 'passed' | 'refused';
  readonly note?: string | undefined;
  readonly mendBy?: CivilDate | undefined;
}

/** The rules here refuse with a reason; `gate_decide` in the database checks every hard condition again and alone can write it. */
export const decideCommand: Command<Input, TransitionState, Decision, { id: string }> = {
  name: 'gate.decide-transition',
  load: (tx, { transitionId }) => loadTransition(tx, transitionId),
  permit: (actor, { participation }) => permit(actor.grants, 'decide-transition', participation.place),
  decide: (state, input, circumstances) => decideOne(state, input, circumstances),
  save: (tx, facts, state, circumstances) => insertDecisions(tx, [{ state, facts }], circumstances),
  record: (facts, state) => decisionFacts({ facts, state }),
  answer: (_facts, { transition }) => ({ id: transition.id }),
};

export function decideOne(
  { gate, isOfTheUnit, participation, transition }: TransitionState,
  { outcome, note, mendBy }: Omit<Input, 'transitionId'>,
  { actor, at, timeZone, newId }: Circumstances,
): Decision | Refused {
  const decider = { id: actor.personId, isOfTheUnit };
  const refused = mayDecide(gate, civilDateAt(at, timeZone), decider, { outcome, note, mendBy });
  if (refused !== null) return refused;
  if (outcome === 'passed' || note === undefined || mendBy === undefined)
    return { outcome, note: note ?? null, toMend: null };
  const { regionId, campaignId, id: participationId, unitId, place } = participation;
  const of = { regionId, campaignId, participationId, unitId, stageCode: transition.stage_code, place };
  const about = { of, transitionId: transition.id, isOfTheUnit };
  const toMend = orderForRefusal(about, { why: note, mendBy }, { at, timeZone, newId });
  return isRefusal(toMend) ? toMend : { outcome, note, toMend };
}

/** That it was decided, and what a refused unit was told to mend. */
export const decisionFacts = ({ facts, state }: Decided<TransitionState, Decision>): LedgerFact[] => [
  stepFact(state.transition.id, facts.outcome, state),
  ...(facts.toMend === null ? [] : findingFacts(facts.toMend)),
];
