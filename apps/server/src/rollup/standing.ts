/** Whose standing it is, and in which stage. */
export interface StandingKey {
  readonly region_id: number;
  readonly participation_id: string;
  readonly campaign_id: string;
  readonly unit_id: string;
  readonly stage_code: string;
  readonly path: string;
  readonly linked: string[];
}

/** What holds of a participation in a stage; it counts once at every node above, or as often as `num` says. */
export interface Standing extends StandingKey {
  readonly item: string;
  readonly value: string;
  readonly num: number | null;
  readonly den: number | null;
}
