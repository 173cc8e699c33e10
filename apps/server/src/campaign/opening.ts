import type { StageDates } from '@muster/core/campaign';
import type { Circumstances } from '../platform/command.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import type { RuleNode } from './rule-nodes.view.ts';
import type { JoinedUnit } from './insert-participations.ts';
import { isLacking } from './readiness/keep-opening.ts';
import type { ReadinessNow } from './readiness/readiness.ts';
import type { Taken } from './take-units.ts';

/** A batch that is being opened, with the units that it takes. */
export interface Opening {
  readonly id: string;
  readonly number: number;
  readonly windows: readonly StageDates[];
  readonly joined: readonly JoinedUnit[];
  readonly leftOut: Taken['leftOut'];
  /** Why it opens with something lacking. */
  readonly reason: string | null;
}

export interface OpeningAnswer {
  readonly id: string;
  readonly units: number;
  readonly leftOut: { readonly withoutMember: number; readonly twice: number };
}

export function joinedUnits(taken: Taken, { newId }: Pick<Circumstances, 'newId'>): readonly JoinedUnit[] {
  return taken.joining.map((unit) => ({ ...unit, id: newId() }));
}

export function openingAnswer({ id, joined, leftOut }: Opening): OpeningAnswer {
  return {
    id,
    units: joined.length,
    leftOut: { withoutMember: leftOut.withoutMember.length, twice: leftOut.twice.length },
  };
}

/** One entry for the batch, at the node that it was opened from. */
export function openingFact(
  opening: Opening,
  campaignId: string,
  node: Pick<RuleNode, 'regionId' | 'id' | 'place'>,
  { standings }: ReadinessNow,
): LedgerFact {
  const { id, number, windows, joined, leftOut, reason } = opening;
  return {
    regionId: node.regionId,
    unitId: null,
    kind: 'campaign.batch-opened',
    subjectId: id,
    place: node.place,
    occurredAt: null,
    summary: { number, units: joined.length },
    head: {
      batch: id,
      campaign: campaignId,
      number,
      node: node.id,
      stages: windows.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn })),
      participations: joined.map((unit) => ({ participation: unit.id, unit: unit.unitId })),
      withoutMember: leftOut.withoutMember.map(({ unitId }) => unitId),
      twice: leftOut.twice.map(({ unitId }) => unitId),
      readiness: standings.map(({ code, isHard, isMet, figures, word }) => ({
        item: code,
        hard: isHard,
        met: isMet,
        figures: figures.map(({ measure, lacking, all }) => ({ measure, lacking, all })),
        readyOn: word?.readyOn ?? null,
      })),
      reason: isLacking(standings) ? reason : null,
    },
    personal: [],
  };
}
