import type { RouteAnswer } from '@muster/contract';
import type { readActivity } from '@muster/contract/study';
import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import { effectivePlaybooks, participationIn } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { activityHead } from './activities.view.ts';

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

/** An activity with the sheet that stands, and every correction that led to it, line by line. */
export async function activityWithSheet(
  tx: ReadTx,
  id: string,
): Promise<(Omit<Answer, 'activity' | 'mayVoid'> & { head: Answer['activity']; place: Place }) | null> {
  const found = await activityHead(tx, id);
  if (found === null) return null;
  const { head, place } = found;
  const versions = await versionsOf(tx, found.regionId, id);
  const last = versions.at(-1);
  const participation = await participationIn(tx, found.unitId, found.campaignId);
  const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  return {
    head,
    place,
    version: last?.version ?? 1,
    sheet: [...(last?.lines ?? [])],
    corrections: versions.slice(1).map((version, index) => correctionOf(version, versions[index])),
    reasons: playbook?.absenceReasons.map(({ code }) => code) ?? [],
  };
}

/** First version first. By the names that whoever sees the sheet may know: somebody on it may have moved to another branch since. */
async function versionsOf(tx: ReadTx, regionId: number, activityId: string): Promise<readonly Version[]> {
  const { rows } = await sql<Line & Omit<Version, 'lines'>>`
    with line as (
      select s.version, s.recorded_at, s.recorded_by_name, s.correction_reason, t.person_id, t.presence, t.reason, t.minutes
      from sheet s join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
      where s.region_id = ${regionId} and s.activity_id = ${activityId}::uuid)
    select line.version, line.recorded_at as "recordedAt", line.recorded_by_name as "recordedBy", line.correction_reason as why,
      line.person_id as "personId", coalesce(p.name, '') as name, line.presence, line.reason, line.minutes
    from line left join access_people((select array_agg(distinct person_id) from line)) p on p.person_id = line.person_id
    order by line.version, p.name, line.person_id`.execute(tx);
  return [...Map.groupBy(rows, (row) => row.version).values()].flatMap((those) => {
    const [first] = those;
    if (first === undefined) return [];
    const { version, recordedAt, recordedBy, why } = first;
    const lines = those.map(({ personId, name, presence, reason, minutes }) => ({
      personId,
      name,
      presence,
      reason,
      minutes,
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
      if (was === undefined || was.reason === reason) return [];
      return { personId, name, from: { presence: was.presence, reason: was.reason }, to: { presence, reason } };
    }),
  };
}
