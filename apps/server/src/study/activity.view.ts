import type { RouteAnswer } from '@muster/contract';
import type { readActivity } from '@muster/contract/study';
import type { Place, PlaceInCampaign } from '@muster/core/access';
import { sql } from 'kysely';
import { effectivePlaybooks, participationIn } from '../campaign/index.ts';
import { hostOf } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { activityHead } from './activities.view.ts';
import { leftOutByUnit, leftOutOf } from './left-out.view.ts';
import { sheetPlace } from './plan-places.ts';
import { planOf } from './plans.view.ts';

type Answer = RouteAnswer<typeof readActivity>;
type Correction = Answer['corrections'][number];

type Line = Answer['sheet'][number];

interface Version {
  readonly version: number;
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
  /** Why it was corrected; null of the first. */
  readonly why: string | null;
  readonly lines: readonly Line[];
}

interface SheetHead {
  readonly branchId: string;
  readonly name: string;
  readonly recordedBy: string | null;
  readonly onRoll: number;
  readonly present: number;
  readonly heads: number | null;
  readonly path: string;
  readonly partyPath: string;
  /** Whose members’ lines one sees. */
  readonly units: readonly string[];
}

/** An activity with a sheet that stands, every correction that led to it, line by line, and the other sheets that one may see. */
export async function activityWithSheet(
  tx: ReadTx,
  id: string,
  branchId: string | undefined,
): Promise<
  | (Omit<Answer, 'activity' | 'judged' | 'isPartlySeen' | 'mayVoid' | 'mayCorrect'> & {
      head: Answer['activity'];
      regionId: number;
      place: PlaceInCampaign;
      /** Where whoever reads it may be: also at a unit with a member on the sheet. */
      readAt: PlaceInCampaign;
      places: readonly Place[];
      /** Its campaign is not closed, as far as is seen here. */
      runs: boolean;
    })
  | null
> {
  const found = await activityHead(tx, id);
  if (found === null) return null;
  const { head } = found;
  // Of sheets that one may not see it is known that they are there.
  const plan = head.planId === null ? null : await planOf(tx, head.planId);
  const heads = await sheetHeads(tx, found.regionId, id);
  const one =
    branchId === undefined
      ? (heads.find((each) => each.branchId === found.hostId) ?? heads[0])
      : heads.find((each) => each.branchId === branchId);
  if (one === undefined) return null;
  const versions = await versionsOf(tx, found.regionId, id, one.branchId, head.planId);
  const last = versions.at(-1);
  const unit = await hostOf(tx, one.branchId);
  const participation = unit && (await participationIn(tx, unit.id, found.campaignId));
  const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  return {
    head,
    regionId: found.regionId,
    runs: participation?.closedOn == null,
    place: { ...placeOf(one), campaignId: found.campaignId },
    readAt: { path: one.partyPath, linked: [one.path, ...one.units], campaignId: found.campaignId },
    places: plan === null ? heads.map(placeOf) : plan.branches.filter(({ sheet }) => sheet !== null).map(sheetPlace),
    branch: { id: one.branchId, name: one.name },
    sheets: heads.map(({ branchId: sheetOf, name, recordedBy, present, onRoll }) => ({
      id: sheetOf,
      name,
      recordedBy: recordedBy ?? '',
      present,
      onRoll,
    })),
    heads: one.heads,
    version: last?.version ?? 1,
    sheet: [...(last?.lines ?? [])],
    leftOut: await leftOutByUnit(
      tx,
      await leftOutOf(tx, { regionId: found.regionId, activityId: id, branchId: one.branchId }),
    ),
    corrections: versions.slice(1).map((version, index) => correctionOf(version, versions[index])),
    reasons: playbook?.absenceReasons.map(({ code }) => code) ?? [],
  };
}

const placeOf = ({ path, partyPath }: SheetHead): Place => ({ path: partyPath, linked: [path] });

/** By the branch's place. */
async function sheetHeads(tx: ReadTx, regionId: number, activityId: string): Promise<readonly SheetHead[]> {
  const { rows } = await sql<SheetHead>`
    select s.branch_id as "branchId", s.branch_name as name, s.recorded_by_name as "recordedBy", s.heads_claim as heads, s.path,
      s.party_path as "partyPath", s.units,
      count(t.person_id)::int as "onRoll", (count(*) filter (where t.presence = 'present'))::int as present
    from study_sheets(${regionId}, array[${activityId}]::uuid[], null) s
    left join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
    where s.superseded_at is null
    group by s.id, s.branch_id, s.branch_name, s.recorded_by_name, s.heads_claim, s.path, s.party_path, s.units
    order by s.party_path::ltree`.execute(tx);
  return rows;
}

/** First version first. By the names that whoever sees the sheet may know: somebody on it may have moved to another branch since. */
async function versionsOf(
  tx: ReadTx,
  regionId: number,
  activityId: string,
  branchId: string,
  planId: string | null,
): Promise<readonly Version[]> {
  const { rows } = await sql<Line & Omit<Version, 'lines'>>`
    with line as (
      select s.version, s.recorded_at, s.recorded_by_name, s.correction_reason, t.person_id, t.presence, t.reason, t.minutes, i.signed_at
      from study_sheets(${regionId}, array[${activityId}]::uuid[], null) s
      join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
      left join sign_in i on i.region_id = s.region_id and i.planned_id = ${planId}::uuid and i.person_id = t.person_id
      where s.branch_id = ${branchId}::uuid)
    select line.version, line.recorded_at as "recordedAt", line.recorded_by_name as "recordedBy", line.correction_reason as why,
      line.person_id as "personId", coalesce(p.name, '') as name, line.presence, line.reason, line.minutes, line.signed_at as "signedAt"
    from line left join access_people((select array_agg(distinct person_id) from line)) p on p.person_id = line.person_id
    order by line.version, p.name, line.person_id`.execute(tx);
  return [...Map.groupBy(rows, (row) => row.version).values()].flatMap((those) => {
    const [first] = those;
    if (first === undefined) return [];
    const { version, recordedAt, recordedBy, why } = first;
    const lines = those.map(({ personId, name, presence, reason, minutes, signedAt }) => ({
      personId,
      name,
      presence,
      reason,
      minutes,
      signedAt: signedAt === null ? null : new Date(signedAt).toISOString(),
    }));
    return { version, recordedAt, recordedBy, why, lines };
  });
}

/** Which lines are not as they were in the version before. */
function correctionOf(version: Version, before: Version | undefined): Correction {
  const old = new Map(before?.lines.map((line) => [line.personId, line]));
  return {
    version: version.version,
    at: version.recordedAt.toISOString(),
    by: version.recordedBy ?? '',
    reason: version.why ?? '',
    changes: version.lines.flatMap(({ personId, name, presence, reason }) => {
      const was = old.get(personId);
      if (was?.reason === reason) return [];
      const from = was === undefined ? null : { presence: was.presence, reason: was.reason };
      return { personId, name, from, to: { presence, reason } };
    }),
  };
}
