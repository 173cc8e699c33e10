import { permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { correctSheet, type Corrected, type Correction, type HeldLine, type OwnLecturer } from '@muster/core/study';
import { effectivePlaybooks, lockParticipations } from '../../campaign/index.ts';
import { hostOf } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import { addDeltas } from '../../platform/outbox.ts';
import { activityAtHand, anyOf, type ActivityAtHand } from '../activity-at-hand.ts';
import { placeOfActivity, presenceDeltas } from '../deltas.ts';
import { attendanceRecorded, sheetVoided } from '../hooks.ts';
import { ownLecturersAt } from '../lectures.view.ts';
import { leftOutOf, type LeftOut } from '../left-out.view.ts';
import { markMet } from '../mark-met.ts';
import { lecturersAt, presentOf } from '../naming.ts';
import { sheetsPartlySeen } from '../partly-seen.ts';
import { firstSheets, standingSheet, type SheetRow } from '../queries.ts';
import { settleForLater } from '../settle-lecture.ts';
import { takingPart } from '../taking-part.view.ts';
import { absentOf, insertVersion } from '../writes-of-corrections.ts';

interface Input extends Correction {
  readonly activityId: string;
  readonly branchId: string;
}

export interface CorrectedState extends ActivityAtHand {
  readonly sheet: SheetRow;
  readonly sheetPlace: Place;
  readonly presentBeside: readonly string[];
  readonly lecturers: readonly (string | null)[];
  readonly ownLecturers: readonly OwnLecturer[];
  readonly reasons: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export interface CorrectedFacts extends Corrected {
  readonly sheetId: string;
  readonly lines: readonly (HeldLine & { readonly salt: Uint8Array })[];
}

/** The version before stays, with every line, and counts no longer. */
export const correctSheetCommand: Command<
  Input,
  CorrectedState,
  CorrectedFacts,
  { id: string; version: number; changed: number }
> = {
  name: 'study.correct-sheet',
  load: async (tx, { activityId, branchId }) => {
    const unit = await hostOf(tx, branchId);
    const atHand = await activityAtHand(tx, activityId, unit?.id);
    if (isRefusal(atHand)) return atHand;
    const sheet = await standingSheet(tx, atHand.activity.region_id, activityId, branchId);
    if (sheet === null) return refuse('not-found');
    if ((await sheetsPartlySeen(tx, atHand.activity.region_id, activityId)).has(branchId))
      return refuse('roll-partly-seen');
    const { participation } = atHand;
    const leftOut = await leftOutNow(tx, { regionId: atHand.activity.region_id, activityId, branchId });
    const added = [...atHand.units.map((one) => one.unitId), ...leftOut.map((one) => one.unit_id)];
    const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    return {
      ...atHand,
      units: await takingPart(tx, atHand.activity.campaign_id, added),
      leftOut,
      lines: atHand.lines.filter((line) => line.sheet_id === sheet.id),
      presentBeside: presentOf(atHand.lines.filter((line) => line.sheet_id !== sheet.id)),
      lecturers: await lecturersAt(tx, activityId),
      ownLecturers: await ownLecturersAt(tx, activityId, branchId),
      sheet,
      sheetPlace: { path: sheet.path, linked: [sheet.party_path] },
      reasons: playbook?.absenceReasons.map(({ code }) => code) ?? [],
    };
  },
  permit: (actor, { sheetPlace }) => permit(actor.grants, 'record-activity', sheetPlace),
  decide: (state, { activityId: _activity, branchId: _branch, ...correction }, { newId, bytes }) => {
    const lines = state.lines.map(({ person_id, unit_id, presence, reason, minutes }) => ({
      personId: person_id,
      unitId: unit_id,
      presence,
      reason,
      minutes,
    }));
    const corrected = correctSheet(
      {
        ...state,
        lines,
        leftOut: state.leftOut.map((one) => ({ personId: one.person_id, unitId: one.unit_id, isJudged: one.isJudged })),
        evidenceClosed: anyOf(state.lines, state.judged),
        isVoided: state.activity.voided_at !== null,
        version: state.sheet.version,
        minutes: state.activity.minutes,
      },
      correction,
    );
    if (isRefusal(corrected)) return corrected;
    return { ...corrected, sheetId: newId(), lines: corrected.lines.map((line) => ({ ...line, salt: bytes(16) })) };
  },
  save: async (tx, facts, state, circumstances) => {
    const { activity, lines, sheet } = state;
    await insertVersion(tx, facts, state, circumstances);
    const pathOf = new Map([...lines, ...state.leftOut].map((line) => [line.person_id, line.path]));
    const placed = facts.lines.map((line) => ({ ...line, path: pathOf.get(line.personId) ?? activity.path }));
    const place = { ...placeOfActivity(activity, circumstances.timeZone), branchPath: sheet.party_path };
    await addDeltas(tx, [...presenceDeltas(place, lines, -1), ...presenceDeltas(place, placed, 1)]);
    await markMet(tx, { ...state, lines: [...lines, ...state.leftOut] });
    const added = state.leftOut.filter((line) => facts.lines.some(({ personId }) => personId === line.person_id));
    await settleForLater(tx, { activity, lines: added }, sheet.branch_id, circumstances);
    const regionId = activity.region_id;
    await circumstances.tell(tx, sheetVoided, { regionId, sheetIds: [sheet.id] });
    const absent = absentOf(facts, state);
    const firstSheetId = (await firstSheets(tx, regionId, [sheet.id])).get(sheet.id) ?? sheet.id;
    const { topic, starts_at: startsAt } = activity;
    const recorded = { campaignId: activity.campaign_id, activityId: activity.id, sheetId: facts.sheetId, absent };
    const meeting = { firstSheetId, topic, startsAt };
    await circumstances.tell(tx, attendanceRecorded, { regionId, sheets: [{ ...recorded, ...meeting }] });
  },
  record: (facts, { activity, participation, sheet, sheetPlace }) => [
    {
      regionId: activity.region_id,
      unitId: participation?.unitId ?? activity.host_unit_id,
      kind: 'study.sheet-corrected',
      subjectId: activity.id,
      place: sheetPlace,
      occurredAt: null,
      summary: { topic: activity.topic, reason: facts.reason, ...presenceOf(facts) },
      head: {
        activity: activity.id,
        sheet: facts.sheetId,
        replaces: sheet.id,
        version: facts.version,
        reason: facts.reason,
      },
      personal: facts.lines.map(({ salt, personId, presence, reason, minutes }) => ({
        salt,
        value: { sheet: facts.sheetId, person: personId, presence, reason, minutes },
      })),
    },
  ],
  answer: ({ version, changed }, { activity }) => ({ id: activity.id, version, changed }),
};

/** Read again under the locks of their participations, so that no application comes between. */
async function leftOutNow(tx: Tx, sheet: Parameters<typeof leftOutOf>[1]): Promise<readonly LeftOut[]> {
  const before = await leftOutOf(tx, sheet);
  if (before.length === 0) return [];
  const ids = [...new Set(before.map((one) => one.participation_id))];
  await lockParticipations(
    tx,
    ids.map((id) => ({ regionId: sheet.regionId, id })),
  );
  return leftOutOf(tx, sheet);
}

function presenceOf({ lines }: CorrectedFacts): { present: number; onRoll: number } {
  return { present: lines.filter((line) => line.presence === 'present').length, onRoll: lines.length };
}
