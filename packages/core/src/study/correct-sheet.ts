import { refuse, type Refusal } from '../kernel/index.ts';
import { refuseAbsences, type Absence, type AbsenceRefusal } from './absences.ts';
import { hasListener, refuseLecturerAbsent, type OwnLecturer } from './lecture.ts';
import type { Expected, HeldLine } from './record-meeting.ts';

export interface Correction {
  /** The version that was looked at when it was decided what is wrong. */
  readonly version: number;
  readonly absences: readonly Absence[];
  /** Units whose people come onto the sheet, as they were left out of it while the unit was being judged. */
  readonly adds?: readonly string[] | undefined;
  readonly reason: string;
}

export interface CorrectionState {
  readonly isVoided: boolean;
  /** Somebody on the sheet is of a unit whose stage is being judged. */
  readonly evidenceClosed: boolean;
  /** Who met with the others and was left out, as the unit was being judged; some of those units may still be. */
  readonly leftOut: readonly (Expected & { readonly isJudged: boolean })[];
  /** The version that stands. */
  readonly version: number;
  readonly lines: readonly HeldLine[];
  /** What the meeting earns whoever was there. */
  readonly minutes: number;
  /** Who was there on the other sheets of the meeting. */
  readonly presentBeside: readonly string[];
  /** Who spoke at it; null: somebody from outside. */
  readonly lecturers: readonly (string | null)[];
  readonly ownLecturers: readonly OwnLecturer[];
  /** Reasons of absence that the playbook in force knows. */
  readonly reasons: readonly string[];
}

export interface Corrected {
  readonly version: number;
  readonly reason: string;
  /** Everybody on the sheet, as it should have been. */
  readonly lines: readonly HeldLine[];
  /** How many lines differ from the version before. */
  readonly changed: number;
}

type CorrectionRefusal =
  | AbsenceRefusal
  | Refusal<
      | 'activity-voided-already'
      | 'evidence-window-closed'
      | 'sheet-changed'
      | 'nothing-corrected'
      | 'nobody-left-out'
      | 'lecture-without-listeners'
      | 'lecturer-would-be-absent'
    >;

/**
 * Another version of a sheet: the same people, and those of units that had to be left out of it; whoever is not named absent was there.
 * Who else was expected is not changed by it, nor when the meeting was: such a record is voided and made anew.
 */
export function correctSheet(state: CorrectionState, correction: Correction): Corrected | CorrectionRefusal {
  if (state.isVoided) return refuse('activity-voided-already');
  if (state.evidenceClosed) return refuse('evidence-window-closed');
  if (correction.version !== state.version) return refuse('sheet-changed');
  // A reason that a later playbook has dropped may stay where it stands.
  const known = new Set([...state.reasons, ...state.lines.flatMap(({ reason }) => reason ?? [])]);
  const units = new Set(correction.adds);
  if (state.leftOut.some(({ unitId, isJudged }) => isJudged && units.has(unitId)))
    return refuse('evidence-window-closed', {}, 'adds');
  const added = state.leftOut.filter(({ unitId }) => units.has(unitId));
  if (new Set(added.map(({ unitId }) => unitId)).size < units.size) return refuse('nobody-left-out', {}, 'adds');
  const people: readonly Expected[] = [...state.lines, ...added.map(({ personId, unitId }) => ({ personId, unitId }))];
  const fault = refuseAbsences(correction.absences, people, known);
  if (fault !== null) return fault;
  const reasons = new Map(correction.absences.map((absence) => [absence.personId, absence.reason]));
  const lines = people.map(({ personId, unitId }): HeldLine => {
    const reason = reasons.get(personId) ?? null;
    return reason === null
      ? { personId, unitId, presence: 'present', reason, minutes: state.minutes }
      : { personId, unitId, presence: 'absent', reason, minutes: 0 };
  });
  const changed = lines.filter((line, index) => line.reason !== state.lines[index]?.reason).length;
  if (changed === 0) return refuse('nothing-corrected');
  const here = lines.flatMap(({ personId, presence }) => (presence === 'present' ? [personId] : []));
  const present = [...state.presentBeside, ...here];
  if (!state.lecturers.every((lecturerId) => hasListener(present, lecturerId)))
    return refuse('lecture-without-listeners');
  const gone = refuseLecturerAbsent(state.ownLecturers, lines);
  if (gone !== null) return gone;
  return { version: state.version + 1, reason: correction.reason, lines, changed };
}
