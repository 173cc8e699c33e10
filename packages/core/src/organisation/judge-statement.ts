import { refuse, type Refusal } from '../kernel/index.ts';
import type { ClaimMeasure, Parting } from './claim-measures.ts';
import type { Claim } from './reconcile.ts';

/** A total, parts of it, or both, as one source states them. */
export interface Statement {
  readonly measure: ClaimMeasure;
  readonly source: string;
  /** Null: of the whole roster. */
  readonly batchId: string | null;
  readonly total: number | null;
  readonly by: Parting | null;
  readonly parts: readonly { readonly part: string; readonly stated: number }[];
}

export type StatedPart = Omit<Claim, 'isVoided'>;

export interface StatementGround {
  /** The measures of the node, with the partings of each. */
  readonly partings: ReadonlyMap<ClaimMeasure, readonly Parting[]>;
  readonly known: ReadonlyMap<Parting, ReadonlySet<string>>;
  /** Those that were opened, of the campaigns at the node. */
  readonly batches: ReadonlySet<string>;
  /** What counts now. */
  readonly live: readonly Claim[];
}

/** What a statement adds to what counts already; what it repeats is left out. */
export function judgeStatement(
  { measure, source, batchId, total, by, parts }: Statement,
  { partings, known, batches, live }: StatementGround,
):
  | { readonly said: readonly StatedPart[] }
  | Refusal<
      | 'nothing-stated'
      | 'measure-not-for-this-node'
      | 'batch-not-at-node'
      | 'parting-not-for-this-node'
      | 'part-unknown'
      | 'part-twice'
    > {
  const possible = partings.get(measure);
  if (possible === undefined) return refuse('measure-not-for-this-node', { measure }, 'measure');
  if (batchId !== null && !batches.has(batchId)) return refuse('batch-not-at-node', {}, 'batchId');
  if (total === null && parts.length === 0) return refuse('nothing-stated');
  if (parts.length > 0 && (by === null || !possible.includes(by)))
    return refuse('parting-not-for-this-node', { by: by ?? '' }, 'by');
  const named = new Set<string>();
  for (const { part } of parts) {
    if (by === null || known.get(by)?.has(part) !== true) return refuse('part-unknown', { part }, 'parts');
    if (named.has(part)) return refuse('part-twice', { part }, 'parts');
    named.add(part);
  }
  const all: readonly StatedPart[] = [
    ...(total === null ? [] : [{ measure, source, batchId, by: null, part: null, stated: total }]),
    ...parts.map(({ part, stated }) => ({ measure, source, batchId, by, part, stated })),
  ];
  return { said: all.filter((each) => !live.some((claim) => saysSame(claim, each))) };
}

function saysSame(claim: Claim, said: StatedPart): boolean {
  return (
    claim.measure === said.measure &&
    claim.source === said.source &&
    claim.batchId === said.batchId &&
    claim.by === said.by &&
    claim.part === said.part &&
    claim.stated === said.stated
  );
}
