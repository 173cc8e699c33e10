import { keep, keepWords, larger, layList, settle, type Laying } from './laying.ts';
import { nearestWord } from './nearest-word.ts';
import type { ReadinessItem } from './playbook.ts';
import { readinessMeasures, type ReadinessMeasure } from './readiness.ts';
import { blame, codeOf, flagOf, fullListOf, keysOf, textOf, wordsOf, type Spot } from './spot.ts';

export function readReadiness(spot: Spot): ReadinessItem {
  const keys = keysOf(spot, { required: ['code', 'title'], optional: ['measures', 'hard'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    measures: keys.measures.value === undefined ? [] : readMeasures(keys.measures),
    isHard: flagOf(keys.hard),
  };
}

/** A layer adds items and makes them hard. What an item is counted by stays: with another measure it would be another item. */
export function layReadiness(laying: Laying, spot: Spot, above: readonly ReadinessItem[]): readonly ReadinessItem[] {
  return layList(laying, spot, above, 'readiness', {
    most: 50,
    read: readReadiness,
    lay: (item, standing, subject) => {
      const keys = keysOf(item, { required: ['code'], optional: ['title', 'measures', 'hard'] });
      keepWords(keys.title, standing.title);
      keep(keys.measures, standing.measures, readMeasures, (measures) => measures.join(', '));
      const order = (written: boolean, stood: boolean) => larger(Number(written), Number(stood));
      const isHard = settle(keys.hard, standing.isHard, { read: flagOf, order, say: String }, () =>
        laying.changes.push({ subject, what: 'tightened' }),
      );
      return { ...standing, isHard };
    },
  });
}

function readMeasures(spot: Spot): ReadinessMeasure[] {
  const known: readonly string[] = readinessMeasures;
  const seen = new Set<string>();
  return fullListOf(spot, readinessMeasures.length, (item) => {
    const code = textOf(item, 80);
    if (code !== '' && !known.includes(code)) {
      blame(item, 'measure-unknown', { measure: code, nearest: nearestWord(code, known) ?? '' });
    }
    if (code !== '' && seen.has(code)) blame(item, 'code-twice', { code });
    seen.add(code);
    return code as ReadinessMeasure;
  });
}
