import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { CorrectedFacts, CorrectedState } from './commands/correct-sheet.ts';

/** The version before gives way; the new one has the same people, where they stood on it or would have. */
export async function insertVersion(
  tx: Tx,
  facts: CorrectedFacts,
  { activity, sheet, lines, leftOut }: CorrectedState,
  { actor, at }: Circumstances,
): Promise<void> {
  await tx
    .updateTable('sheet')
    .set({ superseded_at: at })
    .where('region_id', '=', sheet.region_id)
    .where('id', '=', sheet.id)
    .execute();
  await tx
    .updateTable('attendance')
    .set({ voided_at: at })
    .where('region_id', '=', sheet.region_id)
    .where('sheet_id', '=', sheet.id)
    .execute();
  await tx
    .insertInto('sheet')
    .values({
      region_id: sheet.region_id,
      id: facts.sheetId,
      activity_id: activity.id,
      branch_id: sheet.branch_id,
      version: facts.version,
      correction_reason: facts.reason,
      heads_claim: sheet.heads_claim,
      recorded_by: actor.personId,
      recorded_by_name: actor.personName,
      recorded_at: at,
      path: sheet.path,
      party_path: sheet.party_path,
    })
    .execute();
  const before = new Map([...lines, ...leftOut].map((line) => [line.person_id, line]));
  const rows = facts.lines.flatMap((line) => {
    const old = before.get(line.personId);
    if (old === undefined) return [];
    return {
      region_id: sheet.region_id,
      sheet_id: facts.sheetId,
      person_id: line.personId,
      campaign_id: activity.campaign_id,
      stage_code: old.stage_code,
      carried_to: 'carried_to' in old ? old.carried_to : null,
      unit_id: line.unitId,
      branch_id: old.branch_id,
      presence: line.presence,
      reason: line.reason,
      minutes: line.minutes,
      is_collective: activity.is_collective,
      starts_at: old.starts_at,
      salt: Buffer.from(line.salt),
      path: old.path,
      party_path: old.party_path,
    };
  });
  for (let start = 0; start < rows.length; start += 1000)
    await tx
      .insertInto('attendance')
      .values(rows.slice(start, start + 1000))
      .execute();
}

/** Those who were not there, as others hear of them. */
export function absentOf(facts: CorrectedFacts, { lines, leftOut, units }: CorrectedState) {
  const before = new Map([...lines, ...leftOut].map((line) => [line.person_id, line]));
  const participations = new Map(units.map((unit) => [unit.unitId, unit.id]));
  return facts.lines.flatMap(({ personId, unitId, reason }) => {
    const old = before.get(personId);
    if (old === undefined || reason === null) return [];
    return {
      personId,
      unitId,
      branchId: old.branch_id,
      participationId: participations.get(unitId) ?? null,
      stageCode: old.stage_code,
      reason,
    };
  });
}
