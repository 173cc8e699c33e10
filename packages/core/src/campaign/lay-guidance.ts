import { keep, keepWords, layList, layNamed, type Laying } from './laying.ts';
import type { Afterwards, ListItem, Playbook, PlaybookList, Track } from './playbook.ts';
import { readBatches } from './read-batches.ts';
import { readAfterwards, readItem, readList } from './read-guidance.ts';
import { readNamed } from './read-named.ts';
import { readPredicate } from './read-predicate.ts';
import { blame, flagOf, isNotSet, keysOf, wordsOf, type Spot } from './spot.ts';

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
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'items', 'inOrder'] });
  const title = keepWords(keys.title, above.title);
  keep(keys.inOrder, above.isInOrder, flagOf);
  if (keys.items.value === undefined) return above;
  if (isNotSet(keys.items)) {
    if (above.items !== null) {
      blame(keys.items, 'layer-loosens', { above: `${above.items.length} items`, written: 'not set' });
    }
    return above;
  }
  const items = layList(laying, keys.items, above.items ?? [], `${subject}.items`, {
    most: 100,
    read: (item) => readItem(item, laying.ground.kinds),
    lay: (item, standing, at) => layItem(laying, item, standing, at),
  });
  return { ...above, title, items };
}

function layItem({ changes }: Laying, spot: Spot, above: ListItem, subject: string): ListItem {
  const keys = keysOf(spot, { required: ['code'], optional: ['title'] });
  if (above.title !== null) {
    keepWords(keys.title, above.title);
    return above;
  }
  if (keys.title.value === undefined || isNotSet(keys.title)) return above;
  changes.push({ subject, what: 'tightened' });
  return { ...above, title: wordsOf(keys.title) };
}

/**
 * Batches are one plan: a layer's stands whole in the place of the one above, so that where each layer has its own the nearest holds,
 * in whichever order they came to lie over one another. A plan binds nobody, and saying it again changes nothing.
 */
export function layBatches({ changes }: Laying, spot: Spot, above: Playbook['batches']): Playbook['batches'] {
  const batches = readBatches(spot, above);
  if (batches.length === 0 || JSON.stringify(batches) === JSON.stringify(above)) return above;
  changes.push({ subject: 'batches', what: 'added' });
  return batches;
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
    read: (item) => readList(item, laying.ground.kinds),
    lay: (item, list, at) => layPlaybookList(laying, item, list, at),
  });
