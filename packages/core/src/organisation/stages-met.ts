export interface UnitStages {
  readonly campaignId: string;
  readonly passed: readonly string[];
  /** The stage that the unit is in, with the conditions that are counted by its members. */
  readonly open: { readonly code: string; readonly counted: readonly string[] } | null;
}

/** What whoever comes by a merger finds: stages that were judged without them, and the one that they count in from then on. */
export function stagesMet(from: readonly UnitStages[], into: readonly UnitStages[]): readonly UnitStages[] {
  const behind = new Map(from.map(({ campaignId, passed }) => [campaignId, new Set(passed)]));
  return into
    .map((each) => ({ ...each, passed: each.passed.filter((code) => behind.get(each.campaignId)?.has(code) !== true) }))
    .filter(({ passed, open }) => passed.length > 0 || open !== null);
}
