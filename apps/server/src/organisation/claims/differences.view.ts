import type { RouteAnswer } from '@muster/contract';
import type { listDifferences } from '@muster/contract/organisation';
import type { ClaimMeasure } from '@muster/core/organisation';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Node } from '../queries.ts';
import { batchesAt } from './batches-at.view.ts';
import { totalsBeneath } from './claim-rows.ts';
import type { Figure } from './counted-items.ts';
import { countedByPath, type CountedPlace } from './counted.view.ts';

type Answer = RouteAnswer<typeof listDifferences>;

/**
 * Stated totals at and beneath a node that are not what is counted: one query for the totals and one for each measure among them, of each
 * batch among them.
 */
export async function differencesBeneath(tx: ReadTx, node: Node, limit: number): Promise<Answer> {
  const totals = await totalsBeneath(tx, node);
  const named = [...new Set(totals.flatMap(({ batchId }) => batchId ?? []))];
  const batches = new Map(named.length === 0 ? [] : (await batchesAt(tx, node, named)).map((each) => [each.id, each]));
  const counts = new Map<string, ReadonlyMap<string, number>>();
  for (const total of totals)
    if (!counts.has(keyOf(total))) counts.set(keyOf(total), atEveryNode(await countedByPath(tx, node, total)));
  const differences = totals.flatMap((total) => {
    const { organisationId, name, path, measure, batchId, stated, source } = total;
    const sums = counts.get(keyOf(total));
    const counted = sums?.get(path) ?? (isOtherRoot(path, measure, node) ? (sums?.get(everything) ?? 0) : 0);
    const organisation = { id: organisationId, name };
    const batch = batchId === null ? null : (batches.get(batchId) ?? null);
    return counted === stated ? [] : [{ organisation, measure, source, batch, stated, counted }];
  });
  return { differences: differences.slice(0, limit), all: differences.length, compared: totals.length };
}

function keyOf({ measure, batchId }: Figure): string {
  return `${measure} ${batchId ?? ''}`;
}

/** No path is empty. */
const everything = '';

/** A root counts also what stands in the other tree alone: units, and committees. */
function isOtherRoot(path: string, measure: ClaimMeasure, { parentId }: Node): boolean {
  return parentId === null && !path.includes('.') && (measure === 'units' || measure === 'party-organisations');
}

/** A place counts what stands at it and beneath. */
function atEveryNode(places: readonly CountedPlace[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (path: string, counted: number) => sums.set(path, (sums.get(path) ?? 0) + counted);
  for (const { path, other, counted } of places) {
    add(everything, counted);
    for (const each of [path, ...(other === null ? [] : [other])])
      for (let end = each.length; end > 0; end = each.lastIndexOf('.', end - 1)) add(each.slice(0, end), counted);
  }
  return sums;
}
