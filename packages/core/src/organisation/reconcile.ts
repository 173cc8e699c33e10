import type { ClaimMeasure, Parting } from './claim-measures.ts';
import { linesByClass, linesOfParts, type CountedLine, type CountedPart } from './claim-parts.ts';
import type { UnitClass } from './code-list.ts';
import { explainDifference, type Explanation } from './explain-difference.ts';

/** A stated total, or a part of one. `part` is a class, a kind, or the id of a node right beneath. */
export interface Claim {
  readonly measure: ClaimMeasure;
  readonly by: Parting | null;
  readonly part: string | null;
  readonly stated: number;
  readonly source: string;
  readonly isVoided: boolean;
}

export interface CountedMeasure {
  readonly total: number;
  readonly parts: ReadonlyMap<Parting, readonly CountedPart[]>;
}

export interface ClaimGround<C extends Claim> {
  /** Of the node, the newest first. */
  readonly claims: readonly C[];
  /** The newest total that each node right beneath states of itself, by measure and node. */
  readonly ownTotals: ReadonlyMap<ClaimMeasure, ReadonlyMap<string, C>>;
  readonly counted: ReadonlyMap<ClaimMeasure, CountedMeasure>;
  readonly partings: ReadonlyMap<ClaimMeasure, readonly Parting[]>;
  readonly classes: readonly Pick<UnitClass, 'code' | 'parentCode'>[];
  readonly kinds: readonly string[];
  readonly children: readonly string[];
}

export interface Line<C extends Claim> extends CountedLine {
  readonly stated: C | null;
  /** Counted less stated; null where nothing was stated. */
  readonly difference: number | null;
}

export interface Breakdown<C extends Claim> {
  readonly by: Parting;
  /** The nodes beneath state these parts of themselves; nobody stated them here. */
  readonly isOwn: boolean;
  /** Of the stated parts; null where none is stated. */
  readonly sum: number | null;
  readonly lines: readonly Line<C>[];
  /** What the lines do not make of the total: the stated parts, or, where none is stated, the counted ones. Null without a total. */
  readonly difference: number | null;
  /** Null where nothing differs. */
  readonly explanation: Explanation<string | null> | null;
}

export interface Statement<C extends Claim> {
  /** Null for what only the nodes beneath state. */
  readonly source: string | null;
  readonly total: C | null;
  readonly breakdowns: readonly Breakdown<C>[];
}

export interface Reconciled<C extends Claim> {
  readonly measure: ClaimMeasure;
  readonly partings: readonly Parting[];
  readonly counted: number;
  readonly statements: readonly Statement<C>[];
}

/** Stated totals, sums of stated parts and counts side by side, a statement for each source; nothing is added across them. */
export function reconcile<C extends Claim>(ground: ClaimGround<C>): readonly Reconciled<C>[] {
  const live = liveClaims(ground.claims);
  return [...ground.partings].map(([measure, partings]) => {
    const ofMeasure = live.filter((claim) => claim.measure === measure);
    const bySource = Map.groupBy(ofMeasure, ({ source }) => source);
    const own = ground.ownTotals.get(measure) ?? new Map<string, C>();
    const stated = [...bySource].map(([source, claims]) => {
      const total = claims.find(({ by }) => by === null) ?? null;
      return { source, total, breakdowns: breakdownsOf(measure, partings, total, claims, own, ground) };
    });
    const fromBeneath = own.size > 0 && stated.length === 0 && partings.includes('child');
    const beneath = { source: null, total: null, breakdowns: [breakdownOf(measure, 'child', null, own, true, ground)] };
    const counted = ground.counted.get(measure)?.total ?? 0;
    return { measure, partings, counted, statements: fromBeneath ? [beneath] : stated };
  });
}

/** The newest of each source and part; what is voided counts as never stated, and what came before it counts again. */
export function liveClaims<C extends Claim>(newestFirst: readonly C[]): readonly C[] {
  const live = new Map<string, C>();
  for (const claim of newestFirst) {
    const key = JSON.stringify([claim.measure, claim.source, claim.by, claim.part]);
    if (!claim.isVoided && !live.has(key)) live.set(key, claim);
  }
  return [...live.values()];
}

function breakdownsOf<C extends Claim>(
  measure: ClaimMeasure,
  partings: readonly Parting[],
  total: C | null,
  claims: readonly C[],
  own: ReadonlyMap<string, C>,
  ground: ClaimGround<C>,
): readonly Breakdown<C>[] {
  const stated = partings.flatMap((by) => {
    const parts = new Map(claims.flatMap((claim) => (claim.by === by ? [[claim.part ?? '', claim] as const] : [])));
    return parts.size === 0 ? [] : [breakdownOf(measure, by, total, parts, false, ground)];
  });
  if (stated.length > 0) return stated;
  const beneath = own.size > 0 && partings.includes('child');
  const counted = partings.filter((by) => !(beneath && by === 'child')).slice(0, 1);
  return [
    ...(beneath ? [breakdownOf(measure, 'child', total, own, true, ground)] : []),
    ...counted.map((by) => breakdownOf(measure, by, total, new Map<string, C>(), false, ground)),
  ];
}

function breakdownOf<C extends Claim>(
  measure: ClaimMeasure,
  by: Parting,
  total: C | null,
  stated: ReadonlyMap<string, C>,
  isOwn: boolean,
  ground: ClaimGround<C>,
): Breakdown<C> {
  const counted = ground.counted.get(measure)?.parts.get(by) ?? [];
  const lines = countedLines(by, counted, stated, ground).map((line): Line<C> => {
    const claim = stated.get(line.part ?? '') ?? null;
    return { ...line, stated: claim, difference: claim === null ? null : line.counted - claim.stated };
  });
  const sum = stated.size === 0 ? null : [...stated.values()].reduce((all, claim) => all + claim.stated, 0);
  const made = sum ?? ground.counted.get(measure)?.total ?? 0;
  const difference = total === null ? null : made - total.stated;
  const parts = lines.map((line) => ({
    key: line.part,
    amount: sum === null ? line.counted : (line.stated?.stated ?? 0),
  }));
  const explanation = difference === null || difference === 0 ? null : explainDifference(parts, difference);
  return { by, isOwn, sum, lines, difference, explanation };
}

function countedLines<C extends Claim>(
  by: Parting,
  counted: readonly CountedPart[],
  stated: ReadonlyMap<string, C>,
  { classes, kinds, children }: ClaimGround<C>,
): readonly CountedLine[] {
  if (by === 'class') return linesByClass(classes, counted, new Set(stated.keys()));
  if (by === 'kind') return linesOfParts(kinds, counted);
  const there = new Set(children);
  return linesOfParts([...children, ...[...stated.keys()].filter((id) => !there.has(id))], counted);
}
