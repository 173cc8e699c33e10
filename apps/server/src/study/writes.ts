import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { ActivityFacts, ActivityState } from './commands/record-activity.ts';

/** The activity, its sheet, and an attendance for everybody on the roll. */
export async function insertActivity(
  tx: Tx,
  facts: ActivityFacts,
  state: ActivityState,
  { actor, at }: Circumstances,
): Promise<void> {
  const regionId = state.branch.regionId;
  const here = { path: state.unit.place.path, party_path: state.branch.place.path };
  await tx
    .insertInto('activity')
    .values({
      region_id: regionId,
      id: facts.id,
      campaign_id: state.participation.campaignId,
      stage_code: facts.stageCode,
      host_unit_id: state.unit.id,
      host_branch_id: state.branch.id,
      kind: facts.meeting.kind,
      topic: facts.meeting.topic,
      place: facts.meeting.place ?? null,
      starts_at: facts.meeting.startsAt,
      ends_at: facts.meeting.endsAt,
      minutes: facts.minutes,
      is_collective: facts.isCollective,
      is_concentrated: facts.isConcentrated,
      is_late: facts.isLate,
      late_reason: facts.lateReason,
      recorded_by: actor.personId,
      recorded_by_name: actor.personName,
      recorded_at: at,
      ...here,
    })
    .execute();
  await tx
    .insertInto('sheet')
    .values({
      region_id: regionId,
      id: facts.sheetId,
      activity_id: facts.id,
      branch_id: state.branch.id,
      recorded_by: actor.personId,
      recorded_by_name: actor.personName,
      recorded_at: at,
      ...here,
    })
    .execute();
  for (let start = 0; start < facts.lines.length; start += 1000) {
    await tx
      .insertInto('attendance')
      .values(attendances(facts, state).slice(start, start + 1000))
      .execute();
  }
}

function attendances(facts: ActivityFacts, state: ActivityState) {
  const stageOfUnit = new Map(state.units.map((unit) => [unit.unitId, unit.stageCode]));
  return facts.lines.map((line) => ({
    region_id: state.branch.regionId,
    sheet_id: facts.sheetId,
    person_id: line.personId,
    campaign_id: state.participation.campaignId,
    stage_code: stageOfUnit.get(line.unitId) ?? facts.stageCode,
    unit_id: line.unitId,
    branch_id: state.branch.id,
    presence: line.presence,
    reason: line.reason,
    minutes: line.minutes,
    is_collective: facts.isCollective,
    salt: Buffer.from(line.salt),
    path: state.entries.get(line.personId)?.path ?? state.unit.place.path,
    party_path: state.branch.place.path,
  }));
}
