import type { RouteAnswer } from '@muster/contract';
import type { readReconciliation } from '@muster/contract/organisation';
import { mayActOn } from '@muster/core/access';
import {
  claimable,
  liveClaims,
  partyKinds,
  reconcile,
  type ByBatch,
  type ClaimMeasure,
  type CountedMeasure,
} from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Node } from '../queries.ts';
import { unitClasses } from '../unit-classes.ts';
import { batchesAt } from './batches-at.view.ts';
import { claimAnswer, claimsOf, newestTotals, type KeptClaim } from './claim-rows.ts';
import { countedMeasure } from './counted.view.ts';

type Answer = RouteAnswer<typeof readReconciliation>;
type Breakdown = Answer['measures'][number]['statements'][number]['breakdowns'][number];

interface Child {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly isClosed: boolean;
}

/**
 * Claims, their parts and the counts of a node; one query a measure, and one for each batch of which it is stated, whatever
 * the size of the tree.
 */
export async function reconciliationOf(tx: ReadTx, node: Node, { actor, at }: Context): Promise<Answer> {
  const partings = claimable(node);
  const claims = await claimsOf(tx, node);
  const classes = await unitClasses(tx);
  const nodes = await childrenOf(
    tx,
    node,
    claims.flatMap(({ by, part }) => (by === 'child' && part !== null ? [part] : [])),
  );
  const childIds = new Map(nodes.map(({ label, id }) => [label, id]));
  const counted = new Map<ClaimMeasure, CountedMeasure>();
  for (const measure of partings.keys())
    counted.set(measure, await countedMeasure(tx, node, { measure, batchId: null }, childIds));
  // One that has closed has its line while anything is still counted there.
  const stillCounted = new Set(
    [...counted.values()].flatMap(({ parts }) => (parts.get('child') ?? []).map(({ part }) => part)),
  );
  const children = nodes.filter(({ id, isClosed }) => !isClosed || stillCounted.has(id)).map(({ id }) => id);
  const ownTotals = await newestTotals(tx, node.regionId, children);
  const live = new Set(liveClaims(claims));
  const ofBatches = new Map<string, Map<ClaimMeasure, CountedMeasure>>();
  for (const { measure, batchId } of statedOfBatches(live, ownTotals)) {
    const ofBatch = ofBatches.get(batchId) ?? new Map<ClaimMeasure, CountedMeasure>();
    ofBatches.set(batchId, ofBatch);
    if (partings.has(measure) && !ofBatch.has(measure))
      ofBatch.set(measure, await countedMeasure(tx, node, { measure, batchId }, childIds));
  }
  const batches = await batchesAt(tx, node, [
    ...new Set([...ofBatches.keys(), ...claims.flatMap(({ batchId }) => batchId ?? [])]),
  ]);
  const reconciled = reconcile({
    claims,
    abouts: [null, ...batches.map(({ id }) => id)],
    ownTotals,
    counted: new Map<string | null, ReadonlyMap<ClaimMeasure, CountedMeasure>>([[null, counted], ...ofBatches]),
    partings,
    classes,
    kinds: partyKinds,
    children,
  });
  return {
    mayState: mayActOn(actor.grants, 'manage-organisations', node.place),
    at: at.toISOString(),
    measures: reconciled.map((each) => ({
      ...each,
      partings: [...each.partings],
      statements: each.statements.map(({ total, breakdowns, ...statement }) => ({
        ...statement,
        total: total === null ? null : claimAnswer(total),
        breakdowns: breakdowns.map((breakdown): Breakdown => ({
          ...breakdown,
          lines: breakdown.lines.map((line) => ({
            ...line,
            of: [...line.of],
            stated: line.stated === null ? null : claimAnswer(line.stated),
          })),
          explanation:
            breakdown.explanation === null
              ? null
              : { ...breakdown.explanation, sets: breakdown.explanation.sets.map((set) => [...set]) },
        })),
      })),
    })),
    nodes: nodes.map(({ id, name }) => ({ id, name })),
    batches,
    earlier: claims.filter((claim) => !live.has(claim)).map(claimAnswer),
  };
}

/** What is stated here of single batches, and what the nodes beneath state of them. */
function* statedOfBatches(
  live: Iterable<KeptClaim>,
  ownTotals: ByBatch<unknown>,
): Generator<{ readonly measure: ClaimMeasure; readonly batchId: string }> {
  for (const { measure, batchId } of live) if (batchId !== null) yield { measure, batchId };
  for (const [batchId, measures] of ownTotals)
    if (batchId !== null) for (const measure of measures.keys()) yield { measure, batchId };
}

/** The nodes right beneath, in their order, and those that a claim names as a part. */
async function childrenOf(tx: ReadTx, { regionId, id }: Node, named: readonly string[]): Promise<Child[]> {
  const { rows } = await sql<Child>`
    select o.id, o.name, subpath(o.path, -1)::text as label, o.closed_on is not null as "isClosed" from organisation o
    where o.region_id = ${regionId} and (o.parent_id = ${id}::uuid or o.id = any (${named}::uuid[]))
    order by o.position, o.name, o.id`.execute(tx);
  return rows;
}
