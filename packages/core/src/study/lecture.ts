import type { ActivityKind, LectureDuty } from '../campaign/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';

/** As what somebody speaks: by office, as an expert, as an exemplary member, or as any member. */
export const capacities = ['head', 'leader', 'expert', 'model', 'member'] as const;
export type Capacity = (typeof capacities)[number];

/** Somebody who may have spoken: was there, is a head of a unit that met, or a leader above it. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly offices: readonly ('head' | 'leader')[];
}

export interface NamedLecturer {
  readonly capacity: Capacity;
  /** Null for somebody from outside, who is known by name. */
  readonly personId: string | null;
  readonly name: string | null;
}

export interface NamedAs {
  readonly capacity: Capacity;
  readonly personId: string | null;
  readonly name: string;
}

export type NamingRefusal = Refusal<
  | 'activity-voided-already'
  | 'evidence-window-closed'
  | 'lecture-without-listeners'
  | 'lecturer-marked-absent'
  | 'lecturer-unknown'
  | 'lecturer-without-office'
  | 'lecturer-named-twice'
>;

/** Whether somebody was there to listen; a lecturer does not listen to the own lecture. */
export function hasListener(present: readonly string[], lecturerId: string | null): boolean {
  return present.some((personId) => personId !== lecturerId);
}

/** Named as having spoken, one of those on a sheet, and present on no other sheet of the meeting. */
export interface OwnLecturer {
  readonly personId: string;
  readonly name: string;
}

interface Line {
  readonly personId: string;
  readonly presence: 'present' | 'absent';
}

/** Whom the sheets of a meeting have absent, and none of them present. */
export function absentFrom(lines: readonly Line[]): string[] {
  const there = new Set(lines.flatMap(({ personId, presence }) => (presence === 'present' ? [personId] : [])));
  return [...new Set(lines.map(({ personId }) => personId))].filter((personId) => !there.has(personId));
}

/** A sheet that would have somebody absent who is named as having spoken. */
export function refuseLecturerAbsent(
  ownLecturers: readonly OwnLecturer[],
  lines: readonly Line[],
): Refusal<'lecturer-would-be-absent'> | null {
  const absent = new Set(absentFrom(lines));
  const gone = ownLecturers.find(({ personId }) => absent.has(personId));
  return gone === undefined ? null : refuse('lecturer-would-be-absent', { name: gone.name });
}

/** Who spoke, and to somebody. Whoever speaks by office holds it; from outside come experts and exemplary members. */
export function nameLecturer(
  state: {
    readonly isVoided: boolean;
    /** What somebody has spoken for is being judged somewhere. */
    readonly evidenceClosed: boolean;
    /** Who was there, of all that met. */
    readonly present: readonly string[];
    /** Who was expected and was not. */
    readonly absent: readonly string[];
    readonly candidates: readonly Candidate[];
    readonly named: readonly { readonly personId: string | null; readonly name: string }[];
  },
  { capacity, personId, name }: NamedLecturer,
): NamedAs | NamingRefusal {
  if (state.isVoided) return refuse('activity-voided-already');
  if (state.evidenceClosed) return refuse('evidence-window-closed');
  if (personId !== null && state.absent.includes(personId)) return refuse('lecturer-marked-absent', {}, 'personId');
  if (!hasListener(state.present, personId)) return refuse('lecture-without-listeners');
  if (personId === null) {
    if (name === null) return refuse('lecturer-unknown', {}, 'name');
    if (capacity !== 'expert' && capacity !== 'model') return refuse('lecturer-unknown', {}, 'personId');
    const twice = state.named.some((each) => each.personId === null && each.name === name);
    return twice ? refuse('lecturer-named-twice', {}, 'name') : { capacity, personId: null, name };
  }
  const candidate = state.candidates.find((each) => each.personId === personId);
  if (candidate === undefined) return refuse('lecturer-unknown', {}, 'personId');
  if ((capacity === 'head' || capacity === 'leader') && !candidate.offices.includes(capacity))
    return refuse('lecturer-without-office', {}, 'capacity');
  if (state.named.some((each) => each.personId === personId)) return refuse('lecturer-named-twice', {}, 'personId');
  return { capacity, personId, name: candidate.name };
}

/** Several at once, each as if the ones before it were named already; the first that cannot be says which it is. */
export function nameLecturers(
  state: Parameters<typeof nameLecturer>[0],
  named: readonly NamedLecturer[],
): readonly NamedAs[] | NamingRefusal {
  const settled: NamedAs[] = [];
  for (const [index, each] of named.entries()) {
    const said = nameLecturer({ ...state, named: [...state.named, ...settled] }, each);
    if ('refused' in said)
      return { ...said, field: ['lecturers', index, said.field].filter((key) => key !== undefined).join('.') };
    settled.push(said);
  }
  return settled;
}

/** Of a meeting, as far as it says for which stages a lecture there counts. */
export interface StagedMeeting {
  readonly stageCode: string;
  /** Of everybody on the sheets, each with the stage that the own unit was in. */
  readonly lines: readonly { readonly personId: string; readonly unitId: string; readonly stageCode: string }[];
}

/**
 * For which stages of a unit a lecture counts: for those of its people who met; of a unit with nobody there, for that of the lecturer; of a
 * lecturer who is on no sheet, for the meeting's.
 */
export function stagesOfLecture(
  { stageCode, lines }: StagedMeeting,
  unitId: string,
  lecturerId: string | null,
): readonly string[] {
  const ofUnit = lines.filter((line) => line.unitId === unitId);
  const own = ofUnit.length > 0 ? ofUnit : lines.filter(({ personId }) => personId === lecturerId);
  return own.length > 0 ? own.map((line) => line.stageCode) : [stageCode];
}

/** The next version of a script. That it is the lecturer's own, and nobody else's work, only the lecturer says. */
export function handInScript(
  {
    isWithdrawn,
    isAbsent,
    version,
  }: {
    readonly isWithdrawn: boolean;
    /** By the sheets as they stand. */
    readonly isAbsent: boolean;
    readonly version: number;
  },
  { text, hasFile, isOwn }: { readonly text: string | null; readonly hasFile: boolean; readonly isOwn: boolean },
  byTheLecturer: boolean,
):
  | { readonly version: number; readonly isOwn: boolean }
  | Refusal<'lecture-withdrawn-already' | 'lecturer-marked-absent' | 'script-empty' | 'only-the-lecturer-says'> {
  if (isWithdrawn) return refuse('lecture-withdrawn-already');
  if (isAbsent) return refuse('lecturer-marked-absent');
  if (text === null && !hasFile) return refuse('script-empty', {}, 'text');
  if (isOwn && !byTheLecturer) return refuse('only-the-lecturer-says', {}, 'isOwn');
  return { version: version + 1, isOwn };
}

/** Whether a lecture is what the playbook asks for: at such an activity or a form of it, by such a lecturer, with a script where it wants one. */
export function fulfils(
  { by, activityKinds, ownScript }: LectureDuty,
  lecture: { readonly kind: string; readonly capacity: Capacity; readonly hasOwnScript: boolean },
  kinds: readonly ActivityKind[],
): boolean {
  if (lecture.capacity !== by || (ownScript && !lecture.hasOwnScript)) return false;
  const form = kinds.find(({ code }) => code === lecture.kind);
  return activityKinds.includes(lecture.kind) || (form?.countsAs != null && activityKinds.includes(form.countsAs));
}
