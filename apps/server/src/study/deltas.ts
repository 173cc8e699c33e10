import { civilDateAt, weekOf, type CivilDate } from '@muster/core/kernel';
import type { HeldLine } from '@muster/core/study';
import type { Delta } from '../platform/outbox.ts';
import type { ActivityRow } from './queries.ts';

interface Place {
  readonly regionId: number;
  readonly campaignId: string;
  readonly stageCode: string;
  /** In which it began. */
  readonly week: CivilDate;
  /** Place of the host unit and of the branch. */
  readonly unitPath: string;
  readonly branchPath: string;
}

type Line = Pick<HeldLine, 'presence'> & { readonly path: string };

export function placeOfActivity(activity: ActivityRow, timeZone: string): Place {
  return {
    regionId: activity.region_id,
    campaignId: activity.campaign_id,
    stageCode: activity.stage_code,
    week: weekOf(civilDateAt(activity.starts_at, timeZone)),
    unitPath: activity.path,
    branchPath: activity.party_path,
  };
}

/** What a meeting adds to the figures (+1), or takes back when it is voided (−1). */
export function sheetDeltas(place: Place, lines: readonly Line[], sign: 1 | -1): Delta[] {
  const { unitPath: path, branchPath: partyPath, week: _week, ...at } = place;
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
  const { unitPath: _unit, branchPath: partyPath, week, ...at } = place;
  return [...Map.groupBy(lines, (line) => line.path)].flatMap(([path, those]): Delta[] => {
    const present = those.filter((line) => line.presence === 'present').length;
    const counts = { attendances: sign * present, absences: sign * (those.length - present) };
    // A colon in its name would make it a standing, which is worked out again where its unit moves; these go along.
    return Object.entries(counts).flatMap(([measure, amount]) =>
      [measure, `${measure}@${week}`].map((each) => ({ ...at, partyPath, measure: each, amount, path })),
    );
  });
}
