import type { HeldLine } from '@muster/core/study';
import type { Delta } from '../platform/outbox.ts';

interface Place {
  readonly regionId: number;
  readonly campaignId: string;
  readonly stageCode: string;
  /** Place of the host unit and of the branch. */
  readonly unitPath: string;
  readonly branchPath: string;
}

/** What a meeting adds to the figures (+1), or takes back when it is voided (−1), at the leaf (unit, branch) of each member. */
export function sheetDeltas(
  place: Place,
  lines: readonly (Pick<HeldLine, 'presence'> & { readonly path: string })[],
  sign: 1 | -1,
): Delta[] {
  const at = {
    regionId: place.regionId,
    campaignId: place.campaignId,
    stageCode: place.stageCode,
    partyPath: place.branchPath,
  };
  const byUnit = Map.groupBy(lines, (line) => line.path);
  return [
    { ...at, measure: 'activities', amount: sign, path: place.unitPath },
    ...[...byUnit].flatMap(([path, those]): Delta[] => {
      const present = those.filter((line) => line.presence === 'present').length;
      return [
        { ...at, measure: 'attendances', amount: sign * present, path },
        { ...at, measure: 'absences', amount: sign * (those.length - present), path },
      ];
    }),
  ];
}
