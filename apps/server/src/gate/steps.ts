import type { GateState, judgedMatter } from '@muster/core/gate';
import { isRefusal, refuse } from '@muster/core/kernel';
import { isOfUnit, lockedParticipation, type Participation } from '../campaign/index.ts';
import type { Circumstances, Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { gateState } from './measures.ts';
import { transitionRow, type TransitionRow } from './queries.ts';

export interface StepState {
  readonly participation: Participation;
  readonly gate: GateState & { readonly matter: ReturnType<typeof judgedMatter> | null };
}

export interface TransitionState extends StepState {
  readonly transition: TransitionRow;
  /** Whether the actor is a member of the unit, or holds an office there. */
  readonly isOfTheUnit: boolean;
}

/** An open transition with the gate as it stands now, its participation locked so that two people cannot act on it at once. */
export async function loadTransition(tx: Tx, id: string): Promise<TransitionState | Refused> {
  const found = await transitionRow(tx, id);
  if (found === null) return refuse('not-found');
  const participation = await lockedParticipation(tx, { regionId: found.region_id, id: found.participation_id });
  if (isRefusal(participation)) return participation;
  const transition = await transitionRow(tx, id);
  if (transition === null) return refuse('not-found');
  if (transition.ended_at !== null) return refuse('transition-not-open');
  return {
    transition,
    participation,
    gate: await gateState(tx, participation),
    isOfTheUnit: await isOfUnit(tx, participation.unitId),
  };
}

export type Step = 'applied' | 'endorsed' | 'returned';

/** A step keeps what was judged, in full and as a hash. */
export async function insertStep(
  tx: Tx,
  step: { readonly transitionId: string; readonly step: Step; readonly note: string | null },
  { participation, gate }: StepState,
  { actor, at }: Circumstances,
): Promise<void> {
  await tx
    .insertInto('transition_step')
    .values({
      region_id: participation.regionId,
      transition_id: step.transitionId,
      step: step.step,
      actor_id: actor.personId,
      actor_name: actor.personName,
      note: step.note,
      judged: JSON.stringify(gate.matter),
      judged_hash: Buffer.from(gate.judgedHash, 'hex'),
      recorded_at: at,
      path: participation.place.path,
      linked: [...participation.place.linked],
    })
    .execute();
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
