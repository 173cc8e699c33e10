import { permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { lockedParticipation, participationIn } from '../../campaign/index.ts';
import { evidenceClosed } from '../../gate/index.ts';
import type { Command } from '../../platform/command.ts';
import { addDeltas, markAllDirty } from '../../platform/outbox.ts';
import { sheetDeltas } from '../deltas.ts';
import { activityRow, attendanceLines, type ActivityRow, type AttendanceLine } from '../queries.ts';
import { takingPart, type TakingPart } from '../taking-part.view.ts';

interface Input {
  readonly activityId: string;
  readonly reason: string;
}

interface State {
  readonly activity: ActivityRow;
  readonly place: Place;
  readonly lines: readonly AttendanceLine[];
  /** Every unit with somebody on the sheet. */
  readonly units: readonly TakingPart[];
  readonly evidenceClosed: boolean;
}

export const voidActivityCommand: Command<Input, State, { reason: string }, { id: string }> = {
  name: 'study.void-activity',
  load: async (tx, { activityId }) => {
    const found = await activityRow(tx, activityId);
    if (found === null) return refuse('not-found');
    const participation = await participationIn(tx, found.host_unit_id, found.campaign_id);
    const locked = participation === null ? null : await lockedParticipation(tx, participation);
    if (isRefusal(locked)) return locked;
    const activity = await activityRow(tx, activityId);
    if (activity === null) return refuse('not-found');
    const lines = await attendanceLines(tx, activityId);
    return {
      activity,
      place: { path: activity.path, linked: [activity.party_path] },
      lines,
      units: await takingPart(tx, activity.campaign_id, [activity.host_unit_id, ...lines.map((line) => line.unit_id)]),
      evidenceClosed: participation !== null && (await evidenceClosed(tx, participation.id, activity.stage_code)),
    };
  },
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ activity, evidenceClosed: closed }, { reason }) => {
    if (activity.voided_at !== null) return refuse('activity-voided-already');
    if (closed) return refuse('evidence-window-closed');
    return { reason };
  },
  save: async (tx, { reason }, { activity, lines, units }, { actor, at }) => {
    await tx
      .updateTable('activity')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName, void_reason: reason })
      .where('region_id', '=', activity.region_id)
      .where('id', '=', activity.id)
      .execute();
    await tx
      .updateTable('attendance')
      .set({ voided_at: at })
      .where('region_id', '=', activity.region_id)
      .where('sheet_id', 'in', [...new Set(lines.map((line) => line.sheet_id))])
      .execute();
    const place = {
      regionId: activity.region_id,
      campaignId: activity.campaign_id,
      stageCode: activity.stage_code,
      unitPath: activity.path,
      branchPath: activity.party_path,
    };
    await addDeltas(
      tx,
      sheetDeltas(
        place,
        lines.map((line) => ({ presence: line.presence, path: line.path })),
        -1,
      ),
    );
    await markAllDirty(tx, units);
  },
  record: ({ reason }, { activity, place }) => [
    {
      regionId: activity.region_id,
      unitId: activity.host_unit_id,
      kind: 'study.activity-voided',
      subjectId: activity.id,
      place,
      occurredAt: null,
      summary: { topic: activity.topic, reason },
      head: { activity: activity.id, reason },
      personal: [],
    },
  ],
  answer: (_facts, { activity }) => ({ id: activity.id }),
};
