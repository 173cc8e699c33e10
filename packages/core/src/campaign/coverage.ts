/** Whose a batch is. A rule without a class is about all beneath its node; one without a node about a class wherever it is. */
export interface BatchRule {
  readonly node: { readonly path: string; readonly isUnit: boolean } | null;
  /** A class with the classes beneath it; `depth` is 1 for a class that lies beneath none. */
  readonly unitClass: { readonly code: string; readonly depth: number } | null;
}

export interface BatchInScope {
  readonly id: string;
  readonly number: number;
  readonly isOpen: boolean;
  readonly rules: readonly BatchRule[];
}

export interface UnitInScope {
  /** Its path, and the paths of the nodes it is linked to. */
  readonly paths: readonly string[];
  /** Its class and every class above that. */
  readonly classes: readonly string[];
  /** The batch it takes part in already. */
  readonly batchId: string | null;
}

/** A rule of a batch, by its place among the batch's rules. */
export interface Claim {
  readonly batchId: string;
  readonly rule: number;
}

/** One answer for every unit: one batch, none, or more than one that claim it with equal right. */
export type Coverage =
  | { readonly state: 'covered'; readonly batchId: string; readonly by: CoveredBy }
  | { readonly state: 'uncovered'; readonly missedBy: string | null }
  | { readonly state: 'doubly'; readonly claims: readonly Claim[] };

type CoveredBy =
  | { readonly kind: 'taking-part' }
  | { readonly kind: 'rule'; readonly rule: number }
  /** Missed by that batch, which was opened without it: a unit founded since, or one that had no member then. */
  | { readonly kind: 'carried'; readonly from: string };

interface Ranked extends Claim {
  readonly matches: (unit: UnitInScope) => boolean;
  readonly rank: readonly [unit: number, unitClass: number, node: number];
}

/**
 * Which batch each unit falls to, in the order of the units. The most specific rule wins: a unit by its name before a deeper class,
 * before a deeper node. What an open batch has missed is carried into the next one that is planned, unless a rule of a planned batch
 * names it.
 */
export function coverageOf(units: readonly UnitInScope[], batches: readonly BatchInScope[]): readonly Coverage[] {
  const byNumber = batches.toSorted((one, other) => one.number - other.number);
  const planned = byNumber.filter((batch) => !batch.isOpen);
  const claiming = ranked(planned);
  const missing = byNumber.filter((batch) => batch.isOpen).map((batch) => ({ batch, rules: ranked([batch]) }));
  return units.map((unit) => {
    if (unit.batchId !== null) return { state: 'covered', batchId: unit.batchId, by: { kind: 'taking-part' } };
    const claims = bestClaims(unit, claiming);
    const [first] = claims;
    if (first !== undefined) {
      if (claims.some((claim) => claim.batchId !== first.batchId)) return { state: 'doubly', claims };
      return { state: 'covered', batchId: first.batchId, by: { kind: 'rule', rule: first.rule } };
    }
    const missedBy = missing.findLast(({ rules }) => rules.some((rule) => rule.matches(unit)))?.batch;
    if (missedBy === undefined) return { state: 'uncovered', missedBy: null };
    const next = planned.find((batch) => batch.number > missedBy.number);
    if (next === undefined) return { state: 'uncovered', missedBy: missedBy.id };
    return { state: 'covered', batchId: next.id, by: { kind: 'carried', from: missedBy.id } };
  });
}

/** All rules that are equally specific, the most specific there are for this unit. */
function bestClaims(unit: UnitInScope, rules: readonly Ranked[]): Claim[] {
  const best = rules.find((rule) => rule.matches(unit));
  if (best === undefined) return [];
  return rules
    .filter((rule) => compareRank(rule, best) === 0 && rule.matches(unit))
    .map(({ batchId, rule }) => ({ batchId, rule }));
}

/** Rules of these batches, the most specific first. */
function ranked(batches: readonly BatchInScope[]): Ranked[] {
  return batches
    .flatMap((batch) =>
      batch.rules.map(({ node, unitClass }, rule): Ranked => ({
        batchId: batch.id,
        rule,
        matches: (unit) =>
          (node === null || unit.paths.some((path) => isBeneath(path, node.path))) &&
          (unitClass === null || unit.classes.includes(unitClass.code)),
        rank: [node?.isUnit === true ? 1 : 0, unitClass?.depth ?? 0, node === null ? 0 : node.path.split('.').length],
      })),
    )
    .toSorted(compareRank);
}

function compareRank(one: Ranked, other: Ranked): number {
  return other.rank[0] - one.rank[0] || other.rank[1] - one.rank[1] || other.rank[2] - one.rank[2];
}

function isBeneath(path: string, node: string): boolean {
  return path === node || path.startsWith(`${node}.`);
}
