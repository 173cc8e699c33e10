import type { Announced, BatchPlan } from './playbook.ts';
import { dayOf } from './read-guidance.ts';
import { distinctMaybe } from './read-named.ts';
import { readClasses } from './read-predicate.ts';
import { blame, codeOf, flagOf, keysOf, listOf, under, wholeOf, wordsOf, type Spot } from './spot.ts';

/**
 * Batches in the order of their numbers, each of which is used once. In a layer they stand in the place of those above; one that
 * leaves something out is refused, and where it was taken before it has the rest from the batch of its number above.
 */
export function readBatches(spot: Spot, above: readonly BatchPlan[] = []): BatchPlan[] {
  const seen = new Set<number>();
  const takenBy = new Map<string, number>();
  const batches = listOf(spot, 20, (item) => {
    const batch = readBatch(item, above);
    if (seen.has(batch.number)) blame(under(item, 'number', null), 'code-twice', { code: batch.number });
    seen.add(batch.number);
    batch.classes?.forEach((code, index) => {
      const other = takenBy.get(code);
      const place = under(under(item, 'classes', null), index, null);
      if (other !== undefined) blame(place, 'class-in-two-batches', { class: code, batch: other });
      takenBy.set(code, batch.number);
    });
    return batch;
  });
  return batches.toSorted((a, b) => a.number - b.number);
}

const parts = ['title', 'from', 'to'] as const;

function readBatch(spot: Spot, above: readonly BatchPlan[]): BatchPlan {
  const standing = above.find(({ number }) => number === numberIn(spot));
  const missing = standing === undefined ? [] : parts.filter((part) => !isSaid(spot, part));
  const required = ['number', ...parts.filter((part) => !missing.includes(part))] as const;
  const keys = keysOf(spot, { required, optional: [...missing, 'classes', 'announced'] });
  for (const part of missing) blame(under(spot, part, null), 'layer-batch-in-part', { key: part });
  const from = missing.includes('from') ? (standing?.from ?? null) : dayOf(keys.from);
  const to = missing.includes('to') ? (standing?.to ?? null) : dayOf(keys.to);
  if (from !== null && to !== null && isBefore(to, from)) blame(keys.to, 'ends-before-it-begins', { from, to });
  return {
    number: wholeOf(keys.number, 1, 99),
    title: standing !== undefined && missing.includes('title') ? standing.title : wordsOf(keys.title),
    from,
    to,
    classes:
      keys.classes.value === undefined
        ? missing.length > 0
          ? (standing?.classes ?? null)
          : null
        : readClasses(keys.classes),
    announced: distinctMaybe(keys.announced, 100, readAnnounced),
  };
}

/** Days of one year where neither names one; a batch that goes over the turn of the year names both. */
function isBefore(to: string, from: string): boolean {
  return to.length === from.length && to < from;
}

function readAnnounced(spot: Spot): Announced {
  const keys = keysOf(spot, { required: ['code', 'title', 'count'], optional: ['orMore'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    count: wholeOf(keys.count, 0, 1_000_000_000),
    orMore: flagOf(keys.orMore),
  };
}

function numberIn({ value }: Spot): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, 'number') : undefined;
}

function isSaid({ value }: Spot, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
