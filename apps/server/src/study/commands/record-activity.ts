import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, weekOf } from '@muster/core/kernel';
import { recordMeeting, type Held, type HeldLine, type Meeting, type MeetingRefusal } from '@muster/core/study';
import { participationAtHand } from '../../campaign/index.ts';
import { findNode, hostOf } from '../../organisation/index.ts';
import type { Circumstances, Command } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { addDeltas, markAllDirty } from '../../platform/outbox.ts';
import { insertActivities, type HeldActivity } from '../writes.ts';
import { presenceDeltas, sheetDeltas } from '../deltas.ts';
import { attendanceRecorded } from '../hooks.ts';
import { sheetStateOf, withRecorded, type SheetState } from '../sheet-state.ts';

export interface RecordActivityInput extends Meeting {
  readonly branchId: string;
}

export interface ActivityFacts extends Held {
  readonly id: string;
  readonly sheetId: string;
  readonly meeting: Meeting;
  readonly lines: readonly (HeldLine & { readonly salt: Uint8Array })[];
  /** What it was planned as, if it was. */
  readonly planId: string | null;
  /** How many its recorder counted in the room; null: not counted. */
  readonly heads: number | null;
  /** When each signed in, where a plan let them. */
  readonly signIns: ReadonlyMap<string, Date>;
  /** The sheet is of an activity that another branch has recorded: the stage for which that counts, and where. */
  readonly joins: { readonly stageCode: string; readonly path: string } | null;
}

export const recordActivityCommand: Command<
  RecordActivityInput,
  SheetState,
  ActivityFacts,
  { id: string; present: number; onRoll: number; minutes: number }
> = {
  name: 'study.record-activity',
  load: async (tx, { branchId, ...times }, asking) => {
    const branch = await findNode(tx, branchId);
    if (branch?.kind !== 'branch') return refuse('not-found');
    const unit = await hostOf(tx, branchId);
    const before = unit === null ? null : await participationAtHand(tx, unit, asking);
    if (unit === null || before === null) return refuse('stage-not-open');
    const state = await sheetStateOf(tx, branch, unit, before);
    return isRefusal(state) ? state : withRecorded(tx, state, times);
  },
  permit: (actor, { branch }) => permit(actor.grants, 'record-activity', branch.place),
  decide: decideActivity,
  save: (tx, facts, state, circumstances) => saveActivities(tx, [{ facts, state }], circumstances),
  record: (facts, state) => [factOf(facts, state)],
  answer: answerOf,
};

export function decideActivity(
  state: SheetState,
  { branchId: _branch, ...meeting }: RecordActivityInput,
  { at, timeZone, newId, bytes }: Circumstances,
): ActivityFacts | MeetingRefusal {
  const held = recordMeeting(state, meeting, at, timeZone);
  if ('refused' in held) return held;
  const lines = held.sheet.map((line) => ({ ...line, salt: bytes(16) }));
  return {
    ...held,
    id: newId(),
    sheetId: newId(),
    meeting,
    lines,
    planId: null,
    heads: null,
    signIns: new Map(),
    joins: null,
  };
}

/** Of one meeting or of many: the rows, what they add to the figures, and whose standing has to be worked out again. */
export async function saveActivities(
  tx: Tx,
  held: readonly HeldActivity[],
  circumstances: Circumstances,
): Promise<void> {
  await insertActivities(tx, held, circumstances);
  await addDeltas(
    tx,
    held.flatMap(({ state, facts }) => deltasOf(state, facts, circumstances)),
  );
  const units = new Map(held.flatMap(({ state }) => state.units.map((unit) => [unit.id, unit])));
  await markAllDirty(tx, [...units.values()]);
  for (const [regionId, ofRegion] of Map.groupBy(held, ({ state }) => state.branch.regionId)) {
    const sheets = ofRegion.map(({ facts, state }) => ({
      campaignId: state.participation.campaignId,
      activityId: facts.id,
      sheetId: facts.sheetId,
      firstSheetId: facts.sheetId,
      topic: facts.meeting.topic,
      startsAt: facts.meeting.startsAt,
      absent: absentOf(facts, state),
    }));
    await circumstances.tell(tx, attendanceRecorded, { regionId, sheets });
  }
}

export function factOf(facts: ActivityFacts, state: SheetState): LedgerFact {
  return {
    regionId: state.branch.regionId,
    unitId: state.unit.id,
    kind: facts.joins === null ? 'study.activity-recorded' : 'study.sheet-recorded',
    subjectId: facts.id,
    place: { path: state.unit.place.path, linked: [state.branch.place.path] },
    occurredAt: facts.meeting.endsAt,
    lateReason: facts.lateReason,
    summary: {
      topic: facts.meeting.topic,
      present: presentOf(facts),
      onRoll: facts.lines.length,
      minutes: facts.minutes,
    },
    head: {
      activity: facts.id,
      ...(facts.planId === null ? {} : { plan: facts.planId }),
      sheet: facts.sheetId,
      branch: state.branch.id,
      stage: facts.stageCode,
      kind: facts.meeting.kind,
      topic: facts.meeting.topic,
      place: facts.meeting.place ?? null,
      starts: facts.meeting.startsAt.toISOString(),
      ends: facts.meeting.endsAt.toISOString(),
      minutes: facts.minutes,
      ...(facts.heads === null ? {} : { heads: facts.heads }),
    },
    personal: facts.lines.map((line) => ({
      salt: line.salt,
      value: {
        sheet: facts.sheetId,
        person: line.personId,
        presence: line.presence,
        reason: line.reason,
        minutes: line.minutes,
        ...signedIn(facts.signIns.get(line.personId)),
      },
    })),
  };
}

const signedIn = (at: Date | undefined) => (at === undefined ? {} : { signed: at.toISOString() });

export function answerOf(facts: ActivityFacts): { id: string; present: number; onRoll: number; minutes: number } {
  return { id: facts.id, present: presentOf(facts), onRoll: facts.lines.length, minutes: facts.minutes };
}

function presentOf(facts: ActivityFacts): number {
  return facts.lines.filter((line) => line.presence === 'present').length;
}

function absentOf(facts: ActivityFacts, { branch, units }: SheetState) {
  const unitById = new Map(units.map((unit) => [unit.unitId, unit]));
  return facts.lines.flatMap(({ personId, unitId, reason }) => {
    if (reason === null) return [];
    const unit = unitById.get(unitId);
    return {
      personId,
      unitId,
      branchId: branch.id,
      participationId: unit?.id ?? null,
      stageCode: unit?.stageCode ?? facts.stageCode,
      reason,
    };
  });
}

function deltasOf(state: SheetState, facts: ActivityFacts, { timeZone }: Circumstances) {
  const unitPath = state.unit.place.path;
  const place = {
    regionId: state.branch.regionId,
    campaignId: state.participation.campaignId,
    stageCode: facts.joins?.stageCode ?? facts.stageCode,
    week: weekOf(civilDateAt(facts.meeting.startsAt, timeZone)),
    unitPath,
    branchPath: state.branch.place.path,
  };
  const lines = facts.lines.map((line) => ({
    presence: line.presence,
    path: state.entries.get(line.personId)?.path ?? unitPath,
  }));
  // Held once, whoever joins it.
  return facts.joins === null ? sheetDeltas(place, lines, 1) : presenceDeltas(place, lines, 1);
}
