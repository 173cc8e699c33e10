import type { CivilDate } from '../kernel/index.ts';
import type { Operation } from '../organisation/index.ts';
import type { ItemFigure } from './item-figure.ts';
import type { ReadinessMeasure } from './readiness.ts';

/** Words shown to users, in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The words that every page needs; a playbook says what each is called in its campaign. */
export const requiredTerms = [
  'member',
  'branch',
  'unit',
  'representative',
  'studyHour',
  'office',
  'team',
  'secretary',
  'head',
  'clerk',
  'campaign',
] as const;

/** Words that a playbook may leave out; then these stand. */
export const laterTerms = {
  committee: { zh: '委员会', en: 'committee' },
  generalBranch: { zh: '总支', en: 'general branch' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const laterTermNames = ['committee', 'generalBranch'] as const satisfies readonly (keyof typeof laterTerms)[];

export type Term = (typeof requiredTerms)[number] | keyof typeof laterTerms;

/** A code and what people call it. */
export interface Named {
  readonly code: string;
  readonly title: Bilingual;
}

/** Why somebody was absent. */
export interface AbsenceReason extends Named {
  /** It is none for leave: nobody is let go for it beforehand. */
  readonly isWithoutLeave: boolean;
}

/** Units of these classes, a class meaning itself and every class beneath it, whose work is like this; null: not asked. */
export interface UnitCase {
  readonly classes: readonly string[] | null;
  readonly operations: readonly Operation[] | null;
}

/** Which units a rule is about: those that one of the cases describes. */
export type UnitPredicate = readonly UnitCase[];

/** A way through the campaign. */
export interface Track extends Named {
  /** Whose way it is from the start; null: a unit comes on it by hand alone. */
  readonly for: UnitPredicate | null;
  readonly emphasis: Bilingual | null;
}

/**
 * A condition before the next stage. With `memberNeeds` it is a duty of every member and the threshold is the share of members who
 * reach it; without, the threshold is compared with the unit's own figure. A threshold not set is shown and cannot gate.
 */
export interface Condition extends Named {
  readonly measure: string;
  readonly grain: 'member' | 'unit';
  readonly isHard: boolean;
  /** In the unit of measure of the catalogue (minutes); null where the measure is the unit's. */
  readonly memberNeeds: number | null;
  readonly comparison: 'at-least' | 'below';
  /** Of a number of days or of activities the denominator is 1. */
  readonly threshold: { readonly num: number; readonly den: number } | null;
  /** Which deliverable of the stage, where the measure is about one. */
  readonly deliverable: string | null;
  /** Which kind of activity, where the measure is about one. */
  readonly activityKind: string | null;
  /** Which lecture that the stage asks for, where the measure is about one. */
  readonly lecture: string | null;
  /** The share of the unit's members who have to be there for a day to count; null where a day counts with whoever came. */
  readonly present: { readonly num: number; readonly den: number } | null;
  /** Tracks that it does not apply to. */
  readonly notForTracks: readonly string[];
  /** Units that it is about; null: all. */
  readonly onlyFor: UnitPredicate | null;
  /** Days before the stage's end at which it is due. */
  readonly dueDaysBeforeEnd: number;
  /** Code of the layer whose words hold: that which added it or was the last to tighten it. Null in a playbook without layers. */
  readonly layer: string | null;
}

/** Steps of a stage follow one another, and the last ends on the stage's last day: an extension moves them all. */
export interface Step extends Named {
  readonly days: number;
  readonly actions: readonly Named[];
}

/** Something a unit hands in and somebody else checks: what has no slice of its own yet. */
export interface Deliverable extends Named {
  readonly form: 'text' | 'file' | 'either';
  /** Due so many days after the stage's first day, or before its last. */
  readonly anchor: 'start' | 'end';
  readonly offsetDays: number;
  readonly notForTracks: readonly string[];
}

export const lecturers = ['head', 'expert', 'model', 'member'] as const;
export type Lecturer = (typeof lecturers)[number];

/** A lecture that a stage asks for: of each head of a unit, of a unit, by an expert or an exemplary member, or of every member. */
export interface LectureDuty extends Named {
  readonly by: Lecturer;
  /** At which kinds of activity it may be given; forms that count as one of them will do. */
  readonly activityKinds: readonly string[];
  /** Whether the script has to be there, and be the lecturer's own by his or her own word. */
  readonly ownScript: boolean;
  readonly dueDaysBeforeEnd: number;
  readonly notForTracks: readonly string[];
  /** Of a lecture of every member: categories of which nobody is asked to speak. */
  readonly exemptCategories: readonly string[];
}

/** A work that every member is to read. One without chapters is read as a whole. */
export interface Reading extends Named {
  readonly chapters: readonly Named[];
  readonly notForTracks: readonly string[];
}

/** How many, and of how many characters at least; null: named and not given, or not asked. */
interface Measured {
  readonly number: number | null;
  readonly length: number | null;
}

/** What every member writes and hands in: study notes, reflections. */
export interface Writing extends Named, Measured {
  /** What is asked instead of members of a category; of who is of several, the least. */
  readonly instead: readonly WritingFor[];
  readonly notForTracks: readonly string[];
}

/** A number of 0 asks for nothing. */
export interface WritingFor extends Measured {
  readonly category: string;
}

export interface Stage extends Named {
  /** A unit may end it on this day of it at the earliest; the first day counts. */
  readonly minimumDays: number;
  /** Tracks that go through it; null: all. */
  readonly tracks: readonly string[] | null;
  /** Required actions. */
  readonly actions: readonly Named[];
  readonly result: Bilingual | null;
  /** What is to be observed and nothing measures. */
  readonly notes: readonly Named[];
  readonly steps: readonly Step[];
  readonly deliverables: readonly Deliverable[];
  readonly lectures: readonly LectureDuty[];
  readonly readings: readonly Reading[];
  readonly writings: readonly Writing[];
  readonly conditions: readonly Condition[];
}

export interface ActivityKind extends Named {
  readonly isCollective: boolean;
  /** Whether a day on which it is held is a day of concentrated training. */
  readonly isConcentrated: boolean;
  /** Whether every level holds one, its head in person: units and branches are listed that have not. */
  readonly isMobilisation: boolean;
  /** The kind of a superior that it is a form of, and counts as; null for a kind of the playbook at the bottom. */
  readonly countsAs: string | null;
}

/** What an absence asks for: to be made up in one of these ways, so many days before the stage ends. */
export interface MakeUp {
  readonly daysBeforeEnd: number;
  readonly modes: readonly MakeUpMode[];
}

export interface MakeUpMode extends Named {
  /** Whether it is study that earns time, as a lesson does and a telephone call does not. */
  readonly earns: boolean;
}

/** Percent of satisfied votes: at least `min` (null: no floor) and below `below` (null: no ceiling). */
export interface Band {
  readonly min: number | null;
  readonly below: number | null;
}

/** A batch as it is meant. Days are `MM-DD` or `YYYY-MM-DD`; null: not given. */
export interface BatchPlan {
  readonly number: number;
  readonly title: Bilingual;
  readonly from: string | null;
  readonly to: string | null;
  /** Classes of units that it takes; null: all that no other batch takes. */
  readonly classes: readonly string[] | null;
  /** How large it was said to be, as said: nobody adds these figures up. */
  readonly announced: readonly Announced[];
}

export interface Announced extends Named {
  readonly count: number;
  readonly orMore: boolean;
}

/** What the campaign is to bring about; `batches` names those that it is set for, null: all. */
export interface Goal extends Named {
  readonly batches: readonly number[] | null;
}

/** Who answers for something. */
export interface Responsibility extends Named {
  readonly who: Bilingual;
}

export const rhythms = ['day', 'week', 'month', 'stage'] as const;

/** What is reported again and again. */
export interface RecurringReport extends Named {
  readonly every: (typeof rhythms)[number];
  /** Which of the campaign's people it is from. */
  readonly by: Term;
  readonly to: Bilingual;
  /** `MM-DD` or `YYYY-MM-DD`; null: not given. */
  readonly since: string | null;
}

/** Something that the campaign counts by name: acceptance standards, reasons to veto. `null` is named and not given, and is never invented. */
export interface PlaybookList extends Named {
  readonly items: readonly ListItem[] | null;
  /** Whether its items follow one another in this order. */
  readonly isInOrder: boolean;
}

export interface ListItem {
  readonly code: string;
  readonly title: Bilingual | null;
  /** What of the records stands beside it; null: nothing, unless a condition has its code. */
  readonly figure: ItemFigure | null;
}

export interface MemberGuidance {
  /** Code of a category in the instance's list. */
  readonly category: string;
  readonly text: Bilingual;
}

export interface ClassGuidance {
  readonly classes: readonly string[];
  readonly text: Bilingual;
}

/** What is asked of leaders: to take part in their own branch and at their contact point, and to lecture there. */
export const leadersDuties = ['ownBranch', 'contactPoint', 'lectures'] as const;
export type LeadersDuty = (typeof leadersDuties)[number];
/** How often, in the whole campaign; null where it is asked and nobody has said how often. */
export interface Times {
  readonly atLeast: number | null;
}
export type LeadersAsked = Readonly<Record<LeadersDuty, Times | null>>;

/** How old members are when they join. */
export interface JoiningRule {
  /** Years of age. */
  readonly least: number;
  /** Asked of whoever joined on this day or later; null: whenever they joined. */
  readonly since: CivilDate | null;
}

/** Ours, where no playbook says anything: no trade's rule, only what no roster means. */
export const ownJoining: JoiningRule = { least: 14, since: null };

/** A document that a playbook in force was made of. */
export interface LayerName {
  readonly code: string;
  readonly version: string;
  readonly title: Bilingual;
}

/** A campaign as data, checked by `readPlaybook` before anything uses it. */
export interface Playbook {
  readonly code: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly profile: 'light' | 'full';
  readonly terms: Readonly<Record<Term, Bilingual>>;
  /** The thought that all of it stands under. */
  readonly theme: Bilingual | null;
  readonly goals: readonly Goal[];
  /** What is to be observed throughout and nothing measures. */
  readonly notes: readonly Named[];
  readonly responsibilities: readonly Responsibility[];
  readonly reports: readonly RecurringReport[];
  /** Documents that it rests on. */
  readonly references: readonly Named[];
  /** The documents that it is made of, from above; of a playbook as it was written, itself alone. */
  readonly layers: readonly LayerName[];
  readonly tracks: readonly Track[];
  readonly defaultTrack: string;
  readonly stages: readonly Stage[];
  readonly activityKinds: readonly ActivityKind[];
  readonly absenceReasons: readonly AbsenceReason[];
  /** Null: an absence asks for nothing. */
  readonly makeUp: MakeUp | null;
  /** How often leaders take part as ordinary members do, and lecture; null where that is not asked. */
  readonly leaders: LeadersAsked;
  /** How old its members are when they join; null where it says nothing. */
  readonly joining: JoiningRule | null;
  /** One study hour in minutes. */
  readonly studyHourMinutes: number;
  /** A session shorter than this is refused, in minutes; 0 where no floor is set. */
  readonly shortestSessionMinutes: number;
  /** Bands of satisfaction from above; together they cover 0 to 100 once. */
  readonly bands: readonly Band[];
  /** Fewest voters of an assessment. */
  readonly fewestVoters: number;
  /** Fewest days from one vote of a stage to the next; 0 where none is set. */
  readonly daysBetweenAssessments: number;
  readonly batches: readonly BatchPlan[];
  /** Fewest days from a unit's first day to its last; 0 where none is set. */
  readonly minimumTotalDays: number;
  readonly memberGuidance: readonly MemberGuidance[];
  readonly classGuidance: readonly ClassGuidance[];
  readonly lists: readonly PlaybookList[];
  /** What has to be ready before the first stage. */
  readonly readiness: readonly ReadinessItem[];
  /** What goes on after the last stage. */
  readonly afterwards: Afterwards | null;
}

/** What has to be ready before a batch is opened: nothing lacking by each of the measures; without one, by somebody's word. */
export interface ReadinessItem extends Named {
  readonly measures: readonly ReadinessMeasure[];
  /** Lacking, no batch opens; otherwise one opens with a reason. */
  readonly isHard: boolean;
}

export interface Afterwards {
  readonly title: Bilingual;
  readonly actions: readonly Named[];
}
