import { civilDateAt } from '@muster/core/kernel';
import { fulfils, stagesOfLecture, type Capacity, type StagedMeeting } from '@muster/core/study';
import { effectivePlaybooks } from '../campaign/index.ts';
import { dischargeEach } from '../obligation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { lecturesOwed } from './lecture-duties.view.ts';
import { saidThere } from './lectures.view.ts';
import type { ActivityRow, AttendanceLine } from './queries.ts';

/** At what a lecture was given. */
export interface LectureMeeting extends StagedMeeting {
  readonly regionId: number;
  readonly campaignId: string;
  readonly kind: string;
  readonly startsAt: Date;
  /** The host, and whoever was on a sheet. */
  readonly unitIds: readonly string[];
}

export interface GivenLecture extends LectureMeeting {
  readonly id: string;
  readonly capacity: Capacity;
  readonly personId: string | null;
  readonly hasOwnScript: boolean;
}

/** A lecture closes whatever it fulfils, by the playbook in force at each unit that asks for it, on the day on which it was given. */
export async function settleLectures(
  tx: Tx,
  lectures: readonly GivenLecture[],
  circumstances: Circumstances,
  only?: ReadonlySet<string>,
): Promise<void> {
  // Of every member one is asked for, and nobody is written down as owing it.
  const given = lectures.filter(({ capacity }) => capacity !== 'member');
  const owed = await lecturesOwed(
    tx,
    given.map(({ regionId, campaignId, personId: lecturerId, unitIds }) => ({
      regionId,
      campaignId,
      lecturerId,
      unitIds,
    })),
  );
  if (owed.length === 0) return;
  const playbooks = await effectivePlaybooks(tx, [...new Set(owed.map(({ participationId }) => participationId))]);
  const closed = owed.flatMap(({ place, id: obligationId, participationId, unitId, stageCode, dutyCode }) => {
    const lecture = given[place];
    const playbook = playbooks.get(participationId);
    const stage = playbook?.stages.find(({ code }) => code === stageCode);
    const duty = stage?.lectures.find(({ code }) => code === dutyCode);
    if (lecture === undefined || playbook === undefined || duty === undefined) return [];
    if (only?.has(unitId) === false) return [];
    if (!stagesOfLecture(lecture, unitId, lecture.personId).includes(stageCode)) return [];
    if (!fulfils(duty, lecture, playbook.activityKinds)) return [];
    const on = civilDateAt(lecture.startsAt, circumstances.timeZone);
    return [{ regionId: lecture.regionId, obligationId, recordId: lecture.id, on }];
  });
  await dischargeEach(tx, circumstances, 'lecture', closed);
}

/** Whoever comes onto a sheet later was given what had been said there; what other units have of it stays as it is. */
export async function settleForLater(
  tx: Tx,
  { activity, lines }: Parameters<typeof meetingOf>[0],
  branchId: string,
  circumstances: Circumstances,
): Promise<void> {
  if (lines.length === 0) return;
  const meeting = meetingOf({ activity, lines });
  const said = (await saidThere(tx, activity.id, branchId)).map((lecture) => ({ ...meeting, ...lecture }));
  await settleLectures(tx, said, circumstances, new Set(lines.map((line) => line.unit_id)));
}

export function meetingOf({
  activity,
  lines,
}: {
  readonly activity: ActivityRow;
  readonly lines: readonly Pick<AttendanceLine, 'person_id' | 'unit_id' | 'stage_code'>[];
}): LectureMeeting {
  return {
    regionId: activity.region_id,
    campaignId: activity.campaign_id,
    stageCode: activity.stage_code,
    kind: activity.kind,
    startsAt: activity.starts_at,
    unitIds: [...new Set([activity.host_unit_id, ...lines.map((line) => line.unit_id)])],
    lines: lines.map((line) => ({ personId: line.person_id, unitId: line.unit_id, stageCode: line.stage_code })),
  };
}
