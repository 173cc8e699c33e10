import { keep, keepWords, larger, layList, settle, type LayerChange } from './laying.ts';
import type { ActivityKind } from './playbook.ts';
import { blame, codeOf, flagOf, keysOf, textOf, wordsOf, type Spot } from './spot.ts';

/**
 * What a superior counts, nobody beneath adds to. A kind of a layer is a form of a kind above it, which it names, and counts as that
 * one does: whoever records it could have recorded that. Where it names none it counts towards no collective hours and no days.
 */
export function layKinds(changes: LayerChange[], spot: Spot, above: readonly ActivityKind[]): ActivityKind[] {
  return layList({ changes }, spot, above, 'activities', {
    most: 50,
    read: (item) => readForm(item, above),
    lay: layKind,
  });
}

function readForm(spot: Spot, above: readonly ActivityKind[]): ActivityKind {
  const keys = keysOf(spot, {
    required: ['code', 'title'],
    optional: ['countsAs', 'collective', 'concentrated', 'mobilisation'],
  });
  const name = { code: codeOf(keys.code), title: wordsOf(keys.title) };
  const form = above.find(({ code }) => code === keys.countsAs.value);
  if (form === undefined) {
    const written = keys.countsAs.value === undefined ? name.code : textOf(keys.countsAs, 40);
    const place = keys.countsAs.value === undefined ? spot : keys.countsAs;
    blame(place, 'layer-adds-kind', { above: above.map(({ code }) => code).join(', '), written });
    return { ...name, isCollective: false, isConcentrated: false, isMobilisation: false, countsAs: null };
  }
  return {
    ...name,
    isCollective: notMore(keys.collective, form.isCollective),
    isConcentrated: notMore(keys.concentrated, form.isConcentrated),
    isMobilisation: flagOf(keys.mobilisation),
    countsAs: form.code,
  };
}

/** A form may count for less than what it is a form of. */
function notMore(spot: Spot, above: boolean): boolean {
  const order = (written: boolean) => larger(Number(above), Number(written));
  return settle(spot, above, { read: flagOf, order, say: String }, () => undefined);
}

function layKind(spot: Spot, above: ActivityKind): ActivityKind {
  const keys = keysOf(spot, {
    required: ['code'],
    optional: ['title', 'collective', 'concentrated', 'mobilisation', 'countsAs'],
  });
  keepWords(keys.title, above.title);
  keep(keys.collective, above.isCollective, flagOf);
  keep(keys.concentrated, above.isConcentrated, flagOf);
  keep(keys.mobilisation, above.isMobilisation, flagOf);
  keep(keys.countsAs, above.countsAs, (item) => textOf(item, 40));
  return above;
}
