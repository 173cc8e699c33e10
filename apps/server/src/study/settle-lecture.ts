import { civilDateAt } from '@muster/core/kernel';
import { fulfils, type Capacity } from '@muster/core/study';
import { effectivePlaybooks } from '../campaign/index.ts';
import { discharge } from '../obligation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { lecturesOwed } from './lecture-duties.view.ts';
import type { ActivityRow, AttendanceLine } from './queries.ts';

/** A lecture closes whatever it fulfils, by the playbook in force at each unit that asks for it, on the day on which it was given. */
export async function settleLecture(
  tx: Tx,
  { activity, lines }: { readonly activity: ActivityRow; readonly lines: readonly AttendanceLine[] },
  lecture: {
    readonly id: string;
    readonly capacity: Capacity;
    readonly personId: string | null;
    readonly hasOwnScript: boolean;
  },
  circumstances: Circumstances,
): Promise<void> {
  const regionId = activity.region_id;
  const owed = await lecturesOwed(tx, {
    regionId,
    campaignId: activity.campaign_id,
    stageCode: activity.stage_code,
    lecturerId: lecture.personId,
    unitIds: [...new Set([activity.host_unit_id, ...lines.map((line) => line.unit_id)])],
  });
  if (owed.length === 0) return;
  const playbooks = await effectivePlaybooks(tx, [...new Set(owed.map(({ participationId }) => participationId))]);
  const given = { kind: activity.kind, ...lecture };
  const closed = owed.filter(({ participationId, dutyCode }) => {
    const playbook = playbooks.get(participationId);
    const stage = playbook?.stages.find(({ code }) => code === activity.stage_code);
    const duty = stage?.lectures.find(({ code }) => code === dutyCode);
    return playbook !== undefined && duty !== undefined && fulfils(duty, given, playbook.activityKinds);
  });
  await discharge(tx, circumstances, {
    regionId,
    obligationIds: closed.map(({ id }) => id),
    recordKind: 'lecture',
    recordId: lecture.id,
    on: civilDateAt(activity.starts_at, circumstances.timeZone),
  });
}
