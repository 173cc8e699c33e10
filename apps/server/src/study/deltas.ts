import type { HeldLine } from '@muster/core/study';
import type { Delta } from '../platform/outbox.ts';
import type { ActivityRow } from './queries.ts';

interface Place {
  readonly regionId: number;
  readonly campaignId: string;
  readonly stageCode: string;
  /** Place of the host unit and of the branch. */
  readonly unitPath: string;
  readonly branchPath: string;
}

type Line = Pick<HeldLine, 'presence'> & { readonly path: string };

export function placeOfActivity(activity: ActivityRow): Place {
  return {
    regionId: activity.region_id,
    campaignId: activity.campaign_id,
    stageCode: activity.stage_code,
    unitPath: activity.path,
    branchPath: activity.party_path,
  };
}

/** What a meeting adds to the figures (+1), or takes back when it is voided (−1). */
export function sheetDeltas(place: Place, lines: readonly Line[], sign: 1 | -1): Delta[] {
  const { unitPath: path, branchPath: partyPath, ...at } = place;
  return [{ ...at, measure: 'activities', amount: sign, path, partyPath }, ...presenceDeltas(place, lines, sign)];
}

/** What the sheets of all who met have added, taken back; each at its own branch. */
export function presencesOf(place: Place, lines: readonly (Line & { readonly party_path: string })[]): Delta[] {
  return [...Map.groupBy(lines, (line) => line.party_path)].flatMap(([branchPath, those]) =>
    presenceDeltas({ ...place, branchPath }, those, -1),
  );
}

/** What a sheet adds by itself, at the leaf (unit, branch) of each member. */
export function presenceDeltas(place: Place, lines: readonly Line[], sign: 1 | -1): Delta[] {
  const { unitPath: _unit, branchPath: partyPath, ...at } = place;
  return [...Map.groupBy(lines, (line) => line.path)].flatMap(([path, those]): Delta[] => {
    const present = those.filter((line) => line.presence === 'present').length;
    return [
      { ...at, partyPath, measure: 'attendances', amount: sign * present, path },
      { ...at, partyPath, measure: 'absences', amount: sign * (those.length - present), path },
    ];
  });
}
