export type { Absence } from './absences.ts';
export { correctSheet, type Corrected, type Correction, type CorrectionState } from './correct-sheet.ts';
export {
  codeLives,
  secondsLeft,
  signIn,
  signInClosesAt,
  signInOpensAt,
  slotOf,
  slotsAccepted,
  type SignInState,
} from './sign-in.ts';
export { endLeave, leaveReasons, noteLeave, onLeave, type Leave, type NotedLeave } from './leave.ts';
export {
  absentFrom,
  capacities,
  fulfils,
  handInScript,
  nameLecturer,
  nameLecturers,
  refuseLecturerAbsent,
  stagesOfLecture,
  type Candidate,
  type Capacity,
  type NamedAs,
  type NamedLecturer,
  type NamingRefusal,
  type OwnLecturer,
  type StagedMeeting,
} from './lecture.ts';
export {
  planActivity,
  refuseClosedPlan,
  type Plan,
  type Planned,
  type PlanRefusal,
  type PlanState,
} from './plan-activity.ts';
export { atTheSameTime, isRecordedAlready, type Recorded } from './recorded.ts';
export { makeUp, missedTime, type MadeUp, type MakeUpState, type MakingUp, type TimeTaken } from './make-up.ts';
export {
  recordMeeting,
  whyLeftOut,
  type Expected,
  type Held,
  type HeldLine,
  type Meeting,
  type MeetingRefusal,
  type MeetingState,
  type WhyLeftOut,
} from './record-meeting.ts';
export { piecesOf, requiredPieces, tick, type Piece, type ReadingRefusal } from './reading.ts';
export { holdFor, levels, mobilisedStates, type HoldingRefusal, type Level, type MobilisedState } from './mobilised.ts';
export { drawSample } from './draw-sample.ts';
export { handInNote, writingsAsked } from './note.ts';
export { lengthOf, sameWords } from './words.ts';
export { logSelfStudy, mostMinutesADay, type SelfStudyState, type Studied } from './self-study.ts';
export { hourBandOf, hourBands, type HourBand } from './hour-band.ts';
export { comingOf } from './coming.ts';
export { reachOf } from './reach.ts';
export { longestMinutes } from './session-length.ts';
