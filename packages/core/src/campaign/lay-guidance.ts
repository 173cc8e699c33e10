import { keep, keepWords, layList, layNamed, type Laying } from './laying.ts';
import type { Afterwards, BatchPlan, ListItem, Playbook, PlaybookList, Track } from './playbook.ts';
import { dayOf, readAfterwards, readBatch, readItem, readList } from './read-guidance.ts';
import { readNamed } from './read-named.ts';
import { readClasses, readPredicate } from './read-predicate.ts';
import { blame, isNotSet, keysOf, listOf, under, wholeOf, wordsOf, type Spot } from './spot.ts';

/** A way through the campaign can be given an emphasis. Whose way it is stays: another would take units out of stages. */
export function layTrack({ changes }: Laying, spot: Spot, above: Track, subject: string): Track {
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'for', 'emphasis'] });
  keepWords(keys.title, above.title);
  keep(keys.for, above.for, readPredicate);
  if (keys.emphasis.value === undefined || above.emphasis !== null) {
    if (above.emphasis !== null) keepWords(keys.emphasis, above.emphasis);
    return above;
  }
  changes.push({ subject: `${subject}.emphasis`, what: 'added' });
  return { ...above, emphasis: wordsOf(keys.emphasis) };
}

/** A list that was named is given, one that was given gets more items, an item that was named is given. */
function layPlaybookList(laying: Laying, spot: Spot, above: PlaybookList, subject: string): PlaybookList {
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'items'] });
  const title = keepWords(keys.title, above.title);
  if (keys.items.value === undefined) return above;
  if (isNotSet(keys.items)) {
    if (above.items !== null) {
      blame(keys.items, 'layer-loosens', { above: `${above.items.length} items`, written: 'not set' });
    }
    return above;
  }
  const items = layList(laying, keys.items, above.items ?? [], `${subject}.items`, {
    most: 100,
    read: readItem,
    lay: (item, standing, at) => layItem(laying, item, standing, at),
  });
  return { code: above.code, title, items };
}

function layItem({ changes }: Laying, spot: Spot, above: ListItem, subject: string): ListItem {
  const keys = keysOf(spot, { required: ['code'], optional: ['title'] });
  if (above.title !== null) {
    keepWords(keys.title, above.title);
    return above;
  }
  if (keys.title.value === undefined || isNotSet(keys.title)) return above;
  changes.push({ subject, what: 'tightened' });
  return { code: above.code, title: wordsOf(keys.title) };
}

/** Batches are known by their numbers. What was not given above can be given; what was given stays. */
export function layBatches({ changes }: Laying, spot: Spot, above: Playbook['batches']): BatchPlan[] {
  const laid = new Map(above.map((batch) => [batch.number, batch]));
  const seen = new Set<number>();
  listOf(spot, 20, (item) => {
    const standing = above.find(({ number }) => number === numberIn(item));
    const batch = standing === undefined ? readBatch(item) : layBatch(item, standing);
    if (seen.has(batch.number)) blame(under(item, 'number', null), 'code-twice', { code: batch.number });
    seen.add(batch.number);
    if (standing === undefined) changes.push({ subject: `batches.${batch.number}`, what: 'added' });
    laid.set(batch.number, batch);
  });
  return [...laid.values()].toSorted((a, b) => a.number - b.number);
}

function layBatch(spot: Spot, above: BatchPlan): BatchPlan {
  const keys = keysOf(spot, { required: ['number'], optional: ['title', 'from', 'to', 'classes'] });
  return {
    number: keep(keys.number, above.number, (item) => wholeOf(item, 1, 99)),
    title: keepWords(keys.title, above.title),
    from: above.from === null ? dayOf(keys.from) : keep(keys.from, above.from, dayOf),
    to: above.to === null ? dayOf(keys.to) : keep(keys.to, above.to, dayOf),
    classes: keep(keys.classes, above.classes, readClasses),
  };
}

function numberIn({ value }: Spot): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, 'number') : undefined;
}

export function layAfterwards(laying: Laying, spot: Spot, above: Afterwards | null): Afterwards | null {
  if (spot.value === undefined) return above;
  if (above === null) {
    laying.changes.push({ subject: 'afterwards', what: 'added' });
    return readAfterwards(spot);
  }
  const keys = keysOf(spot, { required: [], optional: ['title', 'actions'] });
  return {
    title: keepWords(keys.title, above.title),
    actions: layList(laying, keys.actions, above.actions, 'afterwards.actions', {
      most: 50,
      read: readNamed,
      lay: layNamed,
    }),
  };
}

export const layLists = (laying: Laying, spot: Spot, above: Playbook['lists']): PlaybookList[] =>
  layList(laying, spot, above, 'lists', {
    most: 100,
    read: readList,
    lay: (item, list, at) => layPlaybookList(laying, item, list, at),
  });
