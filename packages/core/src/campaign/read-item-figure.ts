import { itemMeasures, type ItemFigure } from './item-figure.ts';
import { nearestWord } from './nearest-word.ts';
import type { ActivityKind } from './playbook.ts';
import { kindOf } from './read-condition.ts';
import { blame, textOf, type Spot } from './spot.ts';

/** Null where the item names none. */
export function readItemFigure(figure: Spot, activity: Spot, kinds: readonly ActivityKind[]): ItemFigure | null {
  const code = figure.value === undefined ? '' : textOf(figure, 80);
  const measure = itemMeasures.find((known) => known === code);
  if (code !== '' && measure === undefined) {
    blame(figure, 'measure-unknown', { measure: code, nearest: nearestWord(code, itemMeasures) ?? '' });
  }
  if (activity.value === undefined) return measure === undefined ? null : { measure, activity: null };
  const kind = kindOf(activity, { kinds });
  if (measure !== 'study.sessions-held') blame(activity, 'activity-stray', { measure: code });
  return measure === undefined ? null : { measure, activity: kind };
}
