import type { ActivityKind, Afterwards, ClassGuidance, ListItem, MemberGuidance, PlaybookList } from './playbook.ts';
import { distinctMaybe, readNamed } from './read-named.ts';
import { readItemFigure } from './read-item-figure.ts';
import { readClasses } from './read-predicate.ts';
import { blame, codeOf, flagOf, isNotSet, keysOf, listedOf, textOf, wordsOf, type Spot } from './spot.ts';

export function readList(spot: Spot, kinds: readonly ActivityKind[]): PlaybookList {
  const keys = keysOf(spot, { required: ['code', 'title', 'items'], optional: ['inOrder'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    items: readItems(keys.items, kinds),
    isInOrder: flagOf(keys.inOrder),
  };
}

/** `not set` for a list that was named and not given. */
function readItems(spot: Spot, kinds: readonly ActivityKind[]): PlaybookList['items'] {
  return isNotSet(spot) ? null : distinctMaybe(spot, 100, (item) => readItem(item, kinds));
}

export function readItem(spot: Spot, kinds: readonly ActivityKind[]): ListItem {
  const keys = keysOf(spot, { required: ['code', 'title'], optional: ['figure', 'activity'] });
  return {
    code: codeOf(keys.code),
    title: isNotSet(keys.title) ? null : wordsOf(keys.title),
    figure: readItemFigure(keys.figure, keys.activity, kinds),
  };
}

export function readMemberGuidance(spot: Spot): MemberGuidance {
  const keys = keysOf(spot, { required: ['category', 'text'] });
  return { category: listedOf(keys.category, 'categories'), text: wordsOf(keys.text) };
}

export function readClassGuidance(spot: Spot): ClassGuidance {
  const keys = keysOf(spot, { required: ['classes', 'text'] });
  return { classes: readClasses(keys.classes), text: wordsOf(keys.text) };
}

const day = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/;

/** `07-01`, `2005-07-01` or `not set`. */
export function dayOf(spot: Spot): string | null {
  const text = textOf(spot, 40);
  if (text === '' || isNotSet(spot)) return null;
  // Without a year 29 February is a day: 2000 had one.
  const [, year = '2000', month = '', date = ''] = day.exec(text) ?? [];
  const found = new Date(`${year}-${month}-${date}T00:00:00Z`);
  const isDay = !Number.isNaN(found.getTime()) && found.toISOString().startsWith(`${year}-${month}-${date}`);
  if (!isDay) blame(spot, 'day-invalid', { value: text });
  return text;
}

export function readAfterwards(spot: Spot): Afterwards {
  const keys = keysOf(spot, { required: ['title', 'actions'] });
  return { title: wordsOf(keys.title), actions: distinctMaybe(keys.actions, 50, readNamed) };
}
