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
  /** What it is a figure of: the units of that batch and what belongs to them, or, where null, the whole roster. */
  readonly batchId: string | null;
  readonly isVoided: boolean;
}

export interface CountedMeasure {
  readonly total: number;
  readonly parts: ReadonlyMap<Parting, readonly CountedPart[]>;
}

/** By the batch that it is about, null for the whole roster. */
export type ByBatch<T> = ReadonlyMap<string | null, ReadonlyMap<ClaimMeasure, T>>;

export interface ClaimGround<C extends Claim> {
  /** Of the node, the newest first. */
  readonly claims: readonly C[];
  /** The whole roster (null) and the batches, in the order in which statements about them stand. */
  readonly abouts: readonly (string | null)[];
  /** The newest total that each node right beneath states of itself, by batch, measure and node. */
  readonly ownTotals: ByBatch<ReadonlyMap<string, C>>;
  readonly counted: ByBatch<CountedMeasure>;
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
  readonly batchId: string | null;
  readonly total: C | null;
  /** Of what the statement is about. */
  readonly counted: number;
  readonly breakdowns: readonly Breakdown<C>[];
}

export interface Reconciled<C extends Claim> {
  readonly measure: ClaimMeasure;
  readonly partings: readonly Parting[];
  /** Of the whole roster. */
  readonly counted: number;
  readonly statements: readonly Statement<C>[];
}

/**
 * Stated totals, sums of stated parts and counts side by side, a statement for each source and batch; nothing is added across them, and
 * each is held against what was counted of the same.
 */
export function reconcile<C extends Claim>(ground: ClaimGround<C>): readonly Reconciled<C>[] {
  const live = liveClaims(ground.claims);
  return [...ground.partings].map(([measure, partings]) => {
    const ofMeasure = live.filter((claim) => claim.measure === measure);
    const statements = ground.abouts.flatMap((batchId) => {
      const claims = ofMeasure.filter((claim) => claim.batchId === batchId);
      const counted = ground.counted.get(batchId)?.get(measure);
      const own = ground.ownTotals.get(batchId)?.get(measure) ?? new Map<string, C>();
      return statementsAbout({ ...ground, partings, counted, own, batchId }, claims);
    });
    return { measure, partings, counted: ground.counted.get(null)?.get(measure)?.total ?? 0, statements };
  });
}

/** One measure of one batch, or of the whole roster. */
interface About<C extends Claim> extends Pick<ClaimGround<C>, 'classes' | 'kinds' | 'children'> {
  readonly batchId: string | null;
  readonly partings: readonly Parting[];
  readonly counted: CountedMeasure | undefined;
  readonly own: ReadonlyMap<string, C>;
}

function statementsAbout<C extends Claim>(about: About<C>, claims: readonly C[]): readonly Statement<C>[] {
  const { batchId, partings, own } = about;
  const counted = about.counted?.total ?? 0;
  if (claims.length === 0 && own.size > 0 && partings.includes('child'))
    return [
      { source: null, batchId, total: null, counted, breakdowns: [breakdownOf(about, 'child', null, own, true)] },
    ];
  return [...Map.groupBy(claims, ({ source }) => source)].map(([source, said]) => {
    const total = said.find(({ by }) => by === null) ?? null;
    return { source, batchId, total, counted, breakdowns: breakdownsOf(about, total, said) };
  });
}

/** The newest of each batch, source and part; what is voided counts as never stated, and what came before it counts again. */
export function liveClaims<C extends Claim>(newestFirst: readonly C[]): readonly C[] {
  const live = new Map<string, C>();
  for (const claim of newestFirst) {
    const key = JSON.stringify([claim.measure, claim.batchId, claim.source, claim.by, claim.part]);
    if (!claim.isVoided && !live.has(key)) live.set(key, claim);
  }
  return [...live.values()];
}

function breakdownsOf<C extends Claim>(
  about: About<C>,
  total: C | null,
  claims: readonly C[],
): readonly Breakdown<C>[] {
  const { partings, own } = about;
  const stated = partings.flatMap((by) => {
    const parts = new Map(claims.flatMap((claim) => (claim.by === by ? [[claim.part ?? '', claim] as const] : [])));
    return parts.size === 0 ? [] : [breakdownOf(about, by, total, parts, false)];
  });
  if (stated.length > 0) return stated;
  const beneath = own.size > 0 && partings.includes('child');
  const counted = partings.filter((by) => !(beneath && by === 'child')).slice(0, 1);
  return [
    ...(beneath ? [breakdownOf(about, 'child', total, own, true)] : []),
    ...counted.map((by) => breakdownOf(about, by, total, new Map<string, C>(), false)),
  ];
}

function breakdownOf<C extends Claim>(
  about: About<C>,
  by: Parting,
  total: C | null,
  stated: ReadonlyMap<string, C>,
  isOwn: boolean,
): Breakdown<C> {
  const lines = countedLines(by, stated, about).map((line): Line<C> => {
    const claim = stated.get(line.part ?? '') ?? null;
    return { ...line, stated: claim, difference: claim === null ? null : line.counted - claim.stated };
  });
  const sum = stated.size === 0 ? null : [...stated.values()].reduce((all, claim) => all + claim.stated, 0);
  const made = sum ?? about.counted?.total ?? 0;
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
  stated: ReadonlyMap<string, C>,
  { counted: measured, classes, kinds, children }: About<C>,
): readonly CountedLine[] {
  const counted = measured?.parts.get(by) ?? [];
  if (by === 'class') return linesByClass(classes, counted, new Set(stated.keys()));
  if (by === 'kind') return linesOfParts(kinds, counted);
  const there = new Set(children);
  return linesOfParts([...children, ...[...stated.keys()].filter((id) => !there.has(id))], counted);
}
