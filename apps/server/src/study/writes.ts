import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { ActivityFacts } from './commands/record-activity.ts';
import type { SheetState } from './sheet-state.ts';

export interface HeldActivity {
  readonly facts: ActivityFacts;
  readonly state: SheetState;
}

/** Attendances that one statement takes. */
const chunk = 5000;

/** Activities, each with its sheet, and an attendance for everybody on the roll; as many statements for one as for hundreds. */
export async function insertActivities(
  tx: Tx,
  held: readonly HeldActivity[],
  { actor, at }: Circumstances,
): Promise<void> {
  const activities = JSON.stringify(held.map(activityRow));
  const made = JSON.stringify(held.filter(({ facts }) => facts.joins === null).map(activityRow));
  await sql`
    insert into activity (region_id, id, campaign_id, stage_code, host_unit_id, host_branch_id, kind, topic, place, starts_at, ends_at,
      minutes, is_collective, is_concentrated, is_late, late_reason, recorded_by, recorded_by_name, recorded_at, planned_id, path, party_path)
    select region_id, id, campaign_id, stage_code, unit_id, branch_id, kind, topic, place, starts_at, ends_at,
      minutes, is_collective, is_concentrated, is_late, late_reason, ${actor.personId}::uuid, ${actor.personName}, ${at}, planned_id, path, party_path
    from json_to_recordset(${made}::json) as r (region_id int, id uuid, campaign_id uuid, stage_code text, unit_id uuid, branch_id uuid,
      kind text, topic text, place text, starts_at timestamptz, ends_at timestamptz, minutes int, is_collective boolean,
      is_concentrated boolean, is_late boolean, late_reason text, planned_id uuid, path ltree, party_path ltree)`.execute(
    tx,
  );
  await sql`
    insert into sheet (region_id, id, activity_id, branch_id, heads_claim, recorded_by, recorded_by_name, recorded_at, path, party_path)
    select region_id, sheet_id, id, branch_id, heads, ${actor.personId}::uuid, ${actor.personName}, ${at}, path, party_path
    from json_to_recordset(${activities}::json) as r (region_id int, sheet_id uuid, id uuid, branch_id uuid, heads int, path ltree, party_path ltree)`.execute(
    tx,
  );
  const lines = held.flatMap(attendanceRows);
  for (let start = 0; start < lines.length; start += chunk) {
    await sql`
      insert into attendance (region_id, sheet_id, person_id, campaign_id, stage_code, unit_id, branch_id, presence, reason, minutes,
        is_collective, starts_at, salt, path, party_path)
      select a.region_id, a.sheet_id, r.person, a.campaign_id, r.stage, r.unit, a.branch_id,
        case when r.reason is null then 'present' else 'absent' end, r.reason, r.minutes, a.is_collective, date_trunc('minute', a.starts_at), decode(r.salt, 'hex'), r.path, a.party_path
      from json_to_recordset(${JSON.stringify(lines.slice(start, start + chunk))}::json) as r (sheet uuid, person uuid, stage text, unit uuid,
        reason text, minutes int, salt text, path ltree)
      join json_to_recordset(${activities}::json) as a (region_id int, sheet_id uuid, campaign_id uuid, branch_id uuid, is_collective boolean,
        starts_at timestamptz, party_path ltree) on a.sheet_id = r.sheet`.execute(tx);
  }
}

function activityRow({ facts, state }: HeldActivity) {
  const { meeting } = facts;
  return {
    region_id: state.branch.regionId,
    id: facts.id,
    sheet_id: facts.sheetId,
    campaign_id: state.participation.campaignId,
    stage_code: facts.stageCode,
    unit_id: state.unit.id,
    branch_id: state.branch.id,
    kind: meeting.kind,
    topic: meeting.topic,
    place: meeting.place ?? null,
    starts_at: meeting.startsAt,
    ends_at: meeting.endsAt,
    minutes: facts.minutes,
    is_collective: facts.isCollective,
    is_concentrated: facts.isConcentrated,
    is_late: facts.isLate,
    late_reason: facts.lateReason,
    planned_id: facts.planId,
    heads: facts.heads,
    path: state.unit.place.path,
    party_path: state.branch.place.path,
  };
}

/** For which stage whoever is on the sheet is counted, by the own unit. */
export function stageByUnit({ facts, state }: HeldActivity): (unitId: string) => string {
  return stagesOf(state.units, facts.stageCode);
}

/** Whoever's unit is in none is counted in the meeting's. */
export function stagesOf(units: SheetState['units'], stageCode: string): (unitId: string) => string {
  const stages = new Map(units.map((unit) => [unit.unitId, unit.stageCode]));
  return (unitId) => stages.get(unitId) ?? stageCode;
}

function attendanceRows({ facts, state }: HeldActivity) {
  const stageOf = stageByUnit({ facts, state });
  return facts.lines.map((line) => ({
    sheet: facts.sheetId,
    person: line.personId,
    stage: stageOf(line.unitId),
    unit: line.unitId,
    reason: line.reason,
    minutes: line.minutes,
    salt: Buffer.from(line.salt).toString('hex'),
    path: state.entries.get(line.personId)?.path ?? state.unit.place.path,
  }));
}
