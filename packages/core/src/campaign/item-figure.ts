/** Of the catalogue those that say something without a standard to be measured by: what is recorded of the unit in the campaign. */
export const itemMeasures = ['study.attendance', 'study.sessions-held'] as const;
export type ItemMeasure = (typeof itemMeasures)[number];

/** What of the records stands beside an item, though no condition asks for it. */
export interface ItemFigure {
  readonly measure: ItemMeasure;
  /** Of sessions: of this kind, with those that count as it; null: of all. */
  readonly activity: string | null;
}
