import type { GateState, judgedMatter } from '@muster/core/gate';
import { isRefusal, refuse } from '@muster/core/kernel';
import { lockedOnesOf, unitsOfSelf, type Participation } from '../campaign/index.ts';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { markAllDirty } from '../platform/outbox.ts';
import type { NewFinding } from '../supervision/index.ts';
import { gateStates, noStage } from './measures.ts';
import { transitionRows, type TransitionRow } from './queries.ts';

export interface StepState {
  readonly participation: Participation;
  readonly gate: GateState & { readonly matter: ReturnType<typeof judgedMatter> | null };
}

export interface TransitionState extends StepState {
  readonly transition: TransitionRow;
  /** Whether the actor is a member of the unit, or holds an office there. */
  readonly isOfTheUnit: boolean;
}

export interface Decision {
  readonly outcome: 'passed' | 'refused';
  readonly note: string | null;
  /** What a refused unit has to mend; null where it passed. */
  readonly toMend: NewFinding | null;
}

/** A transition with the gate as it stands now, its participation locked so that two people cannot act on it at once. */
export async function loadTransition(tx: Tx, id: string): Promise<TransitionState | Refused> {
  return (await loadTransitions(tx, [id]))[0] ?? refuse('not-found');
}

/** Several, each as if it were the only one, in their order; as many queries for one as for hundreds. */
export async function loadTransitions(tx: Tx, ids: readonly string[]): Promise<readonly (TransitionState | Refused)[]> {
  const before = await transitionRows(tx, ids);
  const participations = await lockedOnesOf(
    tx,
    before.map((each) => ({ regionId: each.region_id, id: each.participation_id })),
  );
  const found = new Map((await transitionRows(tx, ids)).map((each) => [each.id, each]));
  const gates = await gateStates(
    tx,
    [...participations.values()].flatMap((each) => (isRefusal(each) ? [] : each)),
  );
  const own = await unitsOfSelf(tx);
  return ids.map((id) => {
    const transition = found.get(id);
    if (transition === undefined) return refuse('not-found');
    const participation = participations.get(transition.participation_id) ?? refuse('not-found');
    if (isRefusal(participation)) return participation;
    const gate = gates.get(participation.id) ?? noStage;
    const isOver = transition.ended_at !== null;
    const isOfTheUnit = own.has(participation.unitId);
    // Nothing is done to one that is over, whatever the unit applied for since.
    return { transition, participation, gate: isOver ? { ...gate, open: null } : gate, isOfTheUnit };
  });
}

export type Step = 'applied' | 'endorsed' | 'returned';

/** A step keeps what was judged, in full and as a hash. */
export async function insertSteps(
  tx: Tx,
  step: Step,
  steps: readonly { readonly transitionId: string; readonly note: string | null; readonly state: StepState }[],
  { actor, at }: Circumstances,
): Promise<void> {
  await tx
    .insertInto('transition_step')
    .values(
      steps.map(({ transitionId, note, state: { participation, gate } }) => ({
        region_id: participation.regionId,
        transition_id: transitionId,
        step,
        actor_id: actor.personId,
        actor_name: actor.personName,
        note,
        judged: JSON.stringify(gate.matter),
        judged_hash: Buffer.from(gate.judgedHash, 'hex'),
        recorded_at: at,
        path: participation.place.path,
        linked: [...participation.place.linked],
      })),
    )
    .execute();
}

/** Has the standing of these units worked out again. */
export async function markJudged(tx: Tx, states: readonly StepState[]): Promise<void> {
  await markAllDirty(
    tx,
    states.map(({ participation }) => ({
      regionId: participation.regionId,
      id: participation.id,
      ...participation.place,
    })),
  );
}

export function stepFact(
  id: string,
  step: Step | 'passed' | 'refused',
  { participation, gate }: StepState,
): LedgerFact {
  return {
    regionId: participation.regionId,
    unitId: participation.unitId,
    kind: `gate.transition-${step}`,
    subjectId: id,
    place: participation.place,
    occurredAt: null,
    summary: { stage: gate.stage?.code ?? '' },
    head: { transition: id, step, judged: gate.judgedHash },
    personal: [],
  };
}
