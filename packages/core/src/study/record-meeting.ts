import type { Playbook } from '../campaign/index.ts';
import { civilDateAt, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { isLate } from '../ledger/index.ts';
import { refuseAbsences, type Absence } from './absences.ts';
import { isRecordedAlready, type Recorded } from './recorded.ts';
import { minutesOf, refuseLength } from './session-length.ts';

/** Somebody who is expected: applicants are in no denominator and on no roll. */
export interface Expected {
  readonly personId: string;
  readonly unitId: string;
}

export interface Meeting {
  readonly kind: string;
  readonly topic: string;
  readonly place?: string | undefined;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly absences: readonly Absence[];
  readonly lateReason?: string | undefined;
  /** Not the one that is recorded already, though everything about it is the same. */
  readonly another?: boolean | undefined;
}

interface OpenStage {
  readonly code: string;
  readonly startsOn: CivilDate;
}

export interface MeetingState {
  readonly playbook: Playbook;
  /** The open stage of the branch's host unit. */
  readonly stage: OpenStage | null;
  /** That of each unit on the roll that takes part by itself; whoever's does not is counted with the host. */
  readonly stages: ReadonlyMap<string, OpenStage | null>;
  /** Everybody who is expected, of each unit that the branch serves. */
  readonly roll: readonly Expected[];
  /** The units among these that have applied for a transition that is not yet decided or returned. */
  readonly judged: ReadonlySet<string>;
  /** Meetings of the branch that stand, those about its time. */
  readonly recorded: readonly Recorded[];
}

export interface Held {
  readonly stageCode: string;
  readonly minutes: number;
  readonly isCollective: boolean;
  /** Whether its day counts among the unit's days of concentrated training. */
  readonly isConcentrated: boolean;
  readonly isLate: boolean;
  readonly lateReason: string | null;
  readonly sheet: readonly HeldLine[];
}

export interface HeldLine extends Expected {
  readonly presence: 'present' | 'absent';
  readonly reason: string | null;
  /** What the meeting earns this member. */
  readonly minutes: number;
}

export type MeetingRefusal = Refusal<
  | 'stage-not-open'
  | 'evidence-window-closed'
  | 'activity-kind-unknown'
  | 'activity-not-over'
  | 'activity-too-short'
  | 'activity-too-long'
  | 'activity-before-stage'
  | 'meeting-recorded-already'
  | 'late-reason-missing'
  | 'nobody-on-the-roll'
  | 'not-on-the-roll'
  | 'absence-named-twice'
  | 'invalid-input'
>;

/**
 * A meeting that was held: everybody on the roll was there but for those who are named absent, each with a reason. Whose unit is being
 * judged, has no stage open or was not yet in it on that day is on no new sheet; the others of a joint branch meet on. It counts in the
 * stage of the host, and where nobody of the host is on the sheet in that of those who are.
 */
export function recordMeeting(
  state: MeetingState,
  meeting: Meeting,
  at: Date,
  timeZone: string,
): Held | MeetingRefusal {
  const { playbook, judged } = state;
  const inStage = state.roll.flatMap((each) => {
    const stage = stageOf(state, each);
    return stage === null ? [] : { ...each, stage };
  });
  const stages = inStage.length > 0 || state.stage === null ? inStage.map(({ stage }) => stage) : [state.stage];
  if (stages.length === 0) return refuse('stage-not-open');
  const free = inStage.filter(({ unitId }) => !judged.has(unitId));
  if (free.length === 0 && judged.size > 0) return refuse('evidence-window-closed');
  const kind = playbook.activityKinds.find((each) => each.code === meeting.kind);
  if (kind === undefined) return refuse('activity-kind-unknown', { kind: meeting.kind }, 'kind');
  const day = civilDateAt(meeting.startsAt, timeZone);
  const roll = free.filter(({ stage }) => stage.startsOn <= day);
  const began = earliest(free.length > 0 ? free.map(({ stage }) => stage) : stages);
  const times = refuseTimes(meeting, playbook, began !== null && day < began ? began : null, at);
  if (times !== null) return times;
  const late = isLate(meeting.endsAt, at);
  const lateReason = meeting.lateReason?.trim() ?? '';
  if (late && lateReason === '') return refuse('late-reason-missing', { hours: 48 }, 'lateReason');
  if (roll.length === 0) return refuse('nobody-on-the-roll');
  const known = new Set(playbook.absenceReasons.map((each) => each.code));
  const absences = refuseAbsences(meeting.absences, roll, known);
  if (absences !== null) return absences;
  // Asked last: whoever answers it has nothing else to mend.
  if (meeting.another !== true && isRecordedAlready(meeting, state.recorded)) return refuse('meeting-recorded-already');
  const minutes = minutesOf(meeting);
  const reasons = new Map(meeting.absences.map((absence) => [absence.personId, absence.reason]));
  return {
    stageCode: stageCodeOf(state, roll),
    minutes,
    isCollective: kind.isCollective,
    isConcentrated: kind.isConcentrated,
    isLate: late,
    lateReason: late ? lateReason : null,
    sheet: roll.map(({ stage: _stage, ...expected }) => {
      const reason = reasons.get(expected.personId) ?? null;
      return {
        ...expected,
        presence: reason === null ? 'present' : 'absent',
        reason,
        minutes: reason === null ? minutes : 0,
      };
    }),
  };
}

export type WhyLeftOut = 'judged' | 'no-stage';

/** Why somebody of a unit is on no sheet of a meeting that is held on that day; null: they are. */
export function whyLeftOut(
  state: Pick<MeetingState, 'stage' | 'stages' | 'judged'>,
  unitId: string,
  day: CivilDate,
): WhyLeftOut | null {
  const stage = stageOf(state, { unitId });
  if (stage === null || stage.startsOn > day) return 'no-stage';
  return state.judged.has(unitId) ? 'judged' : null;
}

function refuseTimes(
  meeting: Meeting,
  playbook: Playbook,
  tooEarlyBefore: CivilDate | null,
  at: Date,
): MeetingRefusal | null {
  if (meeting.endsAt > at) return refuse('activity-not-over', {}, 'endsAt');
  const length = refuseLength(meeting, playbook.shortestSessionMinutes);
  if (length !== null) return length;
  return tooEarlyBefore === null ? null : refuse('activity-before-stage', { startsOn: tooEarlyBefore }, 'startsAt');
}

function stageOf(
  { stage, stages }: Pick<MeetingState, 'stage' | 'stages'>,
  { unitId }: Pick<Expected, 'unitId'>,
): OpenStage | null {
  const own = stages.get(unitId);
  return own === undefined ? stage : own;
}

function stageCodeOf({ stage }: MeetingState, roll: readonly { readonly stage: OpenStage }[]): string {
  const codes = roll.map((each) => each.stage.code);
  return stage !== null && codes.includes(stage.code) ? stage.code : (codes[0] ?? '');
}

function earliest(stages: readonly OpenStage[]): CivilDate | null {
  return stages.map(({ startsOn }) => startsOn).toSorted()[0] ?? null;
}
