/** Words shown to users, in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * A condition before the next stage. With `memberNeeds` it is a duty of every member and the threshold is the share of members who
 * reach it; without, the threshold is compared with the unit's own figure. A threshold not set is shown and cannot gate.
 */
export interface Condition {
  readonly code: string;
  readonly title: Bilingual;
  readonly measure: string;
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
  /** A unit may not end it earlier than this many days after its start. */
  readonly minimumDays: number;
  readonly conditions: readonly Condition[];
}

export interface ActivityKind {
  readonly code: string;
  readonly title: Bilingual;
  readonly isCollective: boolean;
}

/** A campaign as data, checked by `readPlaybook` before anything uses it. */
export interface Playbook {
  readonly code: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly profile: 'light' | 'full';
  readonly terms: Readonly<Record<string, Bilingual>>;
  readonly tracks: readonly { readonly code: string; readonly title: Bilingual }[];
  readonly defaultTrack: string;
  readonly stages: readonly Stage[];
  readonly activityKinds: readonly ActivityKind[];
  readonly absenceReasons: readonly { readonly code: string; readonly title: Bilingual }[];
  /** One study hour in minutes. */
  readonly studyHourMinutes: number;
  /** A session shorter than this is refused, in minutes; 0 where no floor is set. */
  readonly shortestSessionMinutes: number;
  /** Bands of satisfaction in percent, from above; each is at least `min` and below `below`. */
  readonly bands: readonly { readonly min: number | null; readonly below: number | null }[];
  /** Fewest voters of an assessment. */
  readonly fewestVoters: number;
}
