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

export type Term = (typeof requiredTerms)[number];

/**
 * A condition before the next stage. With `memberNeeds` it is a duty of every member and the threshold is the share of members who
 * reach it; without, the threshold is compared with the unit's own figure. A threshold not set is shown and cannot gate.
 */
export interface Condition {
  readonly code: string;
  readonly title: Bilingual;
  readonly measure: string;
  readonly grain: 'member' | 'unit';
  readonly isHard: boolean;
  /** In the unit of measure of the catalogue (minutes); null where the measure is the unit's. */
  readonly memberNeeds: number | null;
  readonly comparison: 'at-least' | 'below';
  readonly threshold: { readonly num: number; readonly den: number } | null;
  /** Tracks that it does not apply to. */
  readonly notForTracks: readonly string[];
  /** Days before the stage's end at which it is due. */
  readonly dueDaysBeforeEnd: number;
}

export interface Stage {
  readonly code: string;
  readonly title: Bilingual;
  /** A unit may end it on this day of it at the earliest; the first day counts. */
  readonly minimumDays: number;
  readonly conditions: readonly Condition[];
}

export interface ActivityKind {
  readonly code: string;
  readonly title: Bilingual;
  readonly isCollective: boolean;
}

/** Percent of satisfied votes: at least `min` (null: no floor) and below `below` (null: no ceiling). */
export interface Band {
  readonly min: number | null;
  readonly below: number | null;
}

/** A code and what people call it. */
export interface Named {
  readonly code: string;
  readonly title: Bilingual;
}

/** A campaign as data, checked by `readPlaybook` before anything uses it. */
export interface Playbook {
  readonly code: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly profile: 'light' | 'full';
  readonly terms: Readonly<Record<Term, Bilingual>>;
  readonly tracks: readonly Named[];
  readonly defaultTrack: string;
  readonly stages: readonly Stage[];
  readonly activityKinds: readonly ActivityKind[];
  readonly absenceReasons: readonly Named[];
  /** One study hour in minutes. */
  readonly studyHourMinutes: number;
  /** A session shorter than this is refused, in minutes; 0 where no floor is set. */
  readonly shortestSessionMinutes: number;
  /** Bands of satisfaction from above; together they cover 0 to 100 once. */
  readonly bands: readonly Band[];
  /** Fewest voters of an assessment. */
  readonly fewestVoters: number;
}
