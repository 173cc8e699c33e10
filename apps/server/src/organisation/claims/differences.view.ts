import type { RouteAnswer } from '@muster/contract';
import type { listDifferences } from '@muster/contract/organisation';
import type { ClaimMeasure } from '@muster/core/organisation';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Node } from '../queries.ts';
import { totalsBeneath } from './claim-rows.ts';
import { countedByPath, type CountedPlace } from './counted.view.ts';

type Answer = RouteAnswer<typeof listDifferences>;

/** Stated totals at and beneath a node that are not what is counted: one query for the totals and one for each measure among them. */
export async function differencesBeneath(tx: ReadTx, node: Node, limit: number): Promise<Answer> {
  const totals = await totalsBeneath(tx, node);
  const counts = new Map<ClaimMeasure, ReadonlyMap<string, number>>();
  for (const measure of new Set(totals.map((each) => each.measure)))
    counts.set(measure, atEveryNode(await countedByPath(tx, node, measure)));
  const differences = totals.flatMap(({ organisationId, name, path, measure, stated, source }) => {
    const sums = counts.get(measure);
    const counted = sums?.get(path) ?? (isOtherRoot(path, measure, node) ? (sums?.get(everything) ?? 0) : 0);
    const organisation = { id: organisationId, name };
    return counted === stated ? [] : [{ organisation, measure, source, stated, counted }];
  });
  return { differences: differences.slice(0, limit), all: differences.length, compared: totals.length };
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
