/** What stands behind the gates of units that take part: each kind of record in one query for all of them. */
import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import { mendBy } from '@muster/core/campaign';
import { openHard } from '@muster/core/gate';
import { effectivePlaybooks, stillToMend, type CampaignState, type Participation } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { recusedAmong, selfCheckStandings } from '../supervision/index.ts';
import type { Circumstance } from './finding.ts';
import { earnedByMember, owedInStage, type LatestAssessment, type VotesWith } from './lacking.view.ts';
import { gateStates, noStage } from './measures.ts';
import { arrivedSince, cameOff, flippedSince } from './since.view.ts';

type Gate = RouteAnswer<typeof readGate>;

interface Part {
  readonly unit: Node;
  readonly campaign: CampaignState;
  readonly participation: Participation;
  readonly assessment: LatestAssessment | null;
  /** Of its pool; empty where it votes alone. */
  readonly together: readonly VotesWith[];
  readonly transitions: readonly NonNullable<Gate['transition']>[];
}

export interface LoadedPart
  extends
    Part,
    Pick<Circumstance, 'earned' | 'recused' | 'owed'>,
    Pick<Gate, 'selfCheck' | 'flipped' | 'cameOff' | 'arrived' | 'transition' | 'mendBy'> {
  readonly playbook: CampaignState['playbook'];
  /** The units that the vote at hand asks of. */
  readonly voting: readonly string[];
  readonly gate: typeof noStage;
}

/** By the unit's id. */
export async function loadParts(
  tx: ReadTx,
  parts: readonly Part[],
  { actor }: Context,
): Promise<ReadonlyMap<string, LoadedPart>> {
  const participations = parts.map(({ participation }) => participation);
  const gates = await gateStates(tx, participations);
  const earned = await earnedByMember(tx, participations.map(inStage));
  const playbooks = await effectivePlaybooks(
    tx,
    participations.map(({ id }) => id),
  );
  const recused = await recusedAmong(tx, actor.personId, parts.flatMap(votingIn));
  const owed = await owedInStage(tx, participations);
  const opened = parts.flatMap(({ participation, campaign }) => {
    const stage = participation.openStage;
    const playbook = playbooks.get(participation.id) ?? campaign.playbook;
    return stage === null ? [] : { participation, stage, stageCode: stage.code, playbook };
  });
  const selfChecks = await selfCheckStandings(tx, opened);
  const off = await cameOff(tx, opened);
  const arrived = await arrivedSince(tx, participations);
  const toMend = await stillToMend(tx, participations);
  const found = parts.map((part) => {
    const { unit, participation, campaign } = part;
    const { id } = participation;
    const playbook = playbooks.get(id) ?? campaign.playbook;
    const gate = gates.get(id) ?? noStage;
    const mending = toMend.get(id);
    const unmet = openHard(gate.judgements).map(({ condition: { measure } }) => measure);
    return {
      ...part,
      playbook,
      voting: part.assessment?.unitIds ?? [unit.id],
      recused: {
        here: recused.has(unit.id),
        fromVote: votingIn(part).some(({ unitId }) => recused.has(unitId)),
      },
      gate,
      mendBy: mending === undefined ? null : mendBy(mending, unmet, playbook.daysBetweenAssessments),
      earned: earned.get(id) ?? [],
      owed: owed.get(id) ?? [],
      selfCheck: selfChecks.get(id) ?? null,
      cameOff: off.get(id) ?? [],
      arrived: arrived.get(id) ?? [],
      transition: part.transitions.find(({ state }) => state === 'applied' || state === 'endorsed') ?? null,
    };
  });
  const flipped = await flippedSince(
    tx,
    found.flatMap(({ transition, participation: { regionId }, gate: { judgements } }) =>
      transition === null ? [] : { regionId, transitionId: transition.id, judgements },
    ),
  );
  return new Map(
    found.map((part) => [part.unit.id, { ...part, flipped: flipped.get(part.transition?.id ?? '') ?? [] }]),
  );
}

/** What was earned in the open stage; of one that is through or has not begun, in the first. */
function inStage(participation: Participation): { participation: Participation; stageCode: string } {
  return { participation, stageCode: participation.openStage?.code ?? participation.stages[0]?.code ?? '' };
}

/** The unit, and all that the vote at hand asks of. */
function votingIn({ unit: { id, regionId }, assessment }: Part): { regionId: number; unitId: string }[] {
  return [...new Set([id, ...(assessment?.unitIds ?? [])])].map((unitId) => ({ regionId, unitId }));
}
