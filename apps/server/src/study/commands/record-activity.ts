import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, weekOf } from '@muster/core/kernel';
import {
  absentFrom,
  nameLecturers,
  recordMeeting,
  tick,
  type Candidate,
  type Held,
  type HeldLine,
  type Meeting,
  type MeetingRefusal,
  type NamedLecturer,
  type NamingRefusal,
  type ReadingRefusal,
} from '@muster/core/study';
import { participationAtHand } from '../../campaign/index.ts';
import { findNode, hostOf } from '../../organisation/index.ts';
import type { Circumstances, Command } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { addDeltas, markAllDirty } from '../../platform/outbox.ts';
import { insertActivities, stageByUnit, stagesOf, type HeldActivity } from '../writes.ts';
import { presenceDeltas, sheetDeltas } from '../deltas.ts';
import { attendanceRecorded } from '../hooks.ts';
import { lecturersFact, saveLectures, withKeys, type NamedLecture, type SpokenAt } from '../lecture-writes.ts';
import { officesOver } from '../lectures.view.ts';
import {
  piecesWithKeys,
  readTogetherFact,
  saveReadTogether,
  type NamedPiece,
  type ReadAt,
} from '../reading/name-together.ts';
import { askedBy, nameable } from '../reading/read-together.view.ts';
import { recordingPlace, withoutHost } from '../recording-place.ts';
import { sheetStateOf, withRecorded, type BranchState, type SheetState } from '../sheet-state.ts';

export interface RecordActivityInput extends Meeting {
  readonly branchId: string;
  /** Who spoke there. */
  readonly lecturers?: readonly NamedLecturer[] | undefined;
  /** What was read together. */
  readonly readings?: readonly string[] | undefined;
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
  /** Who was named with it. */
  readonly lectures: readonly NamedLecture[];
  readonly readings: readonly NamedPiece[];
}

export const recordActivityCommand: Command<RecordActivityInput, SheetState, ActivityFacts, Answer> = {
  name: 'study.record-activity',
  load: async (tx, { branchId, lecturers, readings, ...times }, asking) => {
    const branch = await findNode(tx, branchId);
    if (branch?.kind !== 'branch') return refuse('not-found');
    const unit = await hostOf(tx, branchId);
    if (unit === null) return withoutHost(branch, asking);
    const before = await participationAtHand(tx, unit, asking);
    if (before === null) return refuse('stage-not-open');
    const state = await sheetStateOf(tx, branch, unit, before);
    if (isRefusal(state)) return state;
    const over = lecturers === undefined ? [] : ((await officesOver(tx, [metBy(state)])).get(branchId) ?? []);
    return withRecorded(tx, state, times, over, await askedBy(tx, readings === undefined ? [] : state.units));
  },
  permit: (actor, { branch, unit }) => permit(actor.grants, 'record-activity', recordingPlace(branch, unit)),
  decide: decideActivity,
  save: (tx, facts, state, circumstances) => saveActivities(tx, [{ facts, state }], circumstances),
  record: factsOf,
  answer: answerOf,
};

export function decideActivity(
  state: SheetState,
  { branchId: _branch, lecturers = [], readings = [], ...meeting }: RecordActivityInput,
  circumstances: Circumstances,
): ActivityFacts | MeetingRefusal | NamingRefusal | ReadingRefusal {
  const { at, timeZone, newId, bytes } = circumstances;
  const held = recordMeeting(state, meeting, at, timeZone);
  if ('refused' in held) return held;
  const present = held.sheet.flatMap(({ personId, presence }) => (presence === 'present' ? [personId] : []));
  const candidates = candidatesAt(state, held);
  const absent = absentFrom(held.sheet);
  const named = nameLecturers(
    { isVoided: false, evidenceClosed: false, present, absent, candidates, named: [] },
    lecturers,
  );
  if (isRefusal(named)) return named;
  const read = tick(nameableThere(state, held), readings, []);
  if (isRefusal(read)) return { ...read, field: 'readings' };
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
    lectures: withKeys(named, circumstances),
    readings: piecesWithKeys(read, circumstances),
  };
}

function nameableThere({ asked, unit, units }: SheetState, { stageCode, sheet }: Held) {
  const stageOf = stagesOf(units, stageCode);
  const lines = sheet.map(({ unitId }) => ({ unit_id: unitId, stage_code: stageOf(unitId) }));
  return nameable(asked, { unit_id: unit.id, stage_code: stageCode }, lines);
}

/** Whoever was there, and whoever holds an office over them and was not expected in vain. */
function candidatesAt({ over, entries }: SheetState, { sheet }: Held): Candidate[] {
  const absent = new Set(absentFrom(sheet));
  const there = sheet.flatMap(({ personId, presence }) => {
    const name = entries.get(personId)?.name;
    return presence === 'absent' || name === undefined ? [] : { personId, name, offices: [] };
  });
  const byOffice = new Set(over.map(({ personId }) => personId));
  return [
    ...over.filter(({ personId }) => !absent.has(personId)),
    ...there.filter(({ personId }) => !byOffice.has(personId)),
  ];
}

/** The branch with the units of those on its roll; what is judged neither gains nor loses by who speaks there. */
export function metBy({ branch, unit, roll, judged }: BranchState): { branchId: string; unitIds: string[] } {
  const unitIds = [...new Set([unit.id, ...roll.map(({ unitId }) => unitId)])];
  return { branchId: branch.id, unitIds: unitIds.filter((unitId) => !judged.has(unitId)) };
}

/** Of one meeting or of many: the rows, what they add to the figures, and whose standing has to be worked out again. */
export async function saveActivities(
  tx: Tx,
  held: readonly HeldActivity[],
  circumstances: Circumstances,
): Promise<void> {
  await insertActivities(tx, held, circumstances);
  await saveLectures(
    tx,
    held.flatMap(({ facts, state }) => spokenThere(facts, state) ?? []),
    circumstances,
  );
  await saveReadTogether(
    tx,
    held.flatMap(({ facts, state }) => readThere(facts, state) ?? []),
    circumstances,
  );
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

/** Null: nobody was named. */
function spokenThere(facts: ActivityFacts, state: SheetState): SpokenAt | null {
  const { branch, unit, participation, judged } = state;
  if (facts.lectures.length === 0) return null;
  const stageOf = stageByUnit({ facts, state });
  const host = judged.has(unit.id) ? [] : [unit.id];
  return {
    regionId: branch.regionId,
    activityId: facts.id,
    path: unit.place.path,
    partyPath: branch.place.path,
    settled: {
      regionId: branch.regionId,
      campaignId: participation.campaignId,
      stageCode: facts.stageCode,
      kind: facts.meeting.kind,
      startsAt: facts.meeting.startsAt,
      unitIds: [...new Set([...host, ...facts.lines.map(({ unitId }) => unitId)])],
      lines: facts.lines.map(({ personId, unitId }) => ({ personId, unitId, stageCode: stageOf(unitId) })),
    },
    lectures: facts.lectures,
  };
}

/** Null: nothing was named. */
function readThere({ id, readings }: ActivityFacts, { branch, unit }: SheetState): ReadAt | null {
  const { regionId, place } = branch;
  if (readings.length === 0) return null;
  return { regionId, activityId: id, path: unit.place.path, partyPath: place.path, pieces: readings };
}

/** The meeting; who spoke there, where somebody was named; what was read together, where something was. */
export function factsOf(facts: ActivityFacts, state: SheetState): LedgerFact[] {
  const spoken = spokenThere(facts, state);
  const read = readThere(facts, state);
  const { topic, endsAt } = facts.meeting;
  const place = { path: state.unit.place.path, linked: [state.branch.place.path] };
  const held = { unitId: state.unit.id, place, topic, endsAt };
  return [
    factOf(facts, state),
    ...(spoken === null ? [] : [lecturersFact(spoken, held)]),
    ...(read === null ? [] : [readTogetherFact(read, held)]),
  ];
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

interface Answer {
  id: string;
  present: number;
  onRoll: number;
  minutes: number;
  lectureIds: string[];
}

export function answerOf(facts: ActivityFacts): Answer {
  const { id, lines, minutes, lectures } = facts;
  const lectureIds = lectures.map((lecture) => lecture.id);
  return { id, present: presentOf(facts), onRoll: lines.length, minutes, lectureIds };
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
