import { fewerTracks } from './lay-condition.ts';
import { keep, keepWords, larger, settle, type Laying } from './laying.ts';
import type { Writing, WritingFor } from './playbook.ts';
import { blameNobody, trackOf, type Ground, type StageGround } from './read-condition.ts';
import { blame, codeOf, isNotSet, keysOf, listedOf, listOf, under, wholeOf, wordsOf, type Spot } from './spot.ts';

const mostPapers = 50;
const mostCharacters = 20_000;

/** What the members of a stage write and hand in: how many and how long, as far as that was given, and what is asked of some instead. */
export function readWriting(spot: Spot, ground: Ground, stage: StageGround): Writing {
  const keys = keysOf(spot, { required: ['code', 'title', 'number'], optional: ['length', 'instead', 'notFor'] });
  const writing: Writing = {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    number: givenOf(keys.number, mostPapers),
    length: lengthOf(keys.length, ground),
    instead: listOf(keys.instead, 50, (item) => readInstead(item, ground)),
    notForTracks: listOf(keys.notFor, 20, (item) => trackOf(item, ground.tracks)),
  };
  const seen = new Set<string>();
  writing.instead.forEach(({ category }, index) => {
    if (seen.has(category)) blame(under(keys.instead, index, category), 'code-twice', { code: category });
    seen.add(category);
  });
  blameNobody(keys.notFor, writing.notForTracks, stage);
  return writing;
}

function readInstead(spot: Spot, ground: Ground): WritingFor {
  const keys = keysOf(spot, { required: ['category', 'number'], optional: ['length'] });
  return {
    category: listedOf(keys.category, 'categories'),
    number: keys.number.value === 'none' ? 0 : givenOf(keys.number, mostPapers),
    length: lengthOf(keys.length, ground),
  };
}

/** Named and not given is null, and asks for nothing. */
function givenOf(spot: Spot, most: number): number | null {
  return isNotSet(spot) ? null : wholeOf(spot, 1, most);
}

function lengthOf(spot: Spot, { profile }: Pick<Ground, 'profile'>): number | null {
  if (spot.value === undefined) return null;
  const length = givenOf(spot, mostCharacters);
  if (length !== null && profile === 'light') blame(spot, 'light-with-lengths');
  return length;
}

/** More of them, longer ones, a figure where none was given, on more tracks; who is asked for something else stays. */
export function layWriting(laying: Laying, spot: Spot, above: Writing, subject: string): Writing {
  const { ground, changes } = laying;
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'number', 'length', 'instead', 'notFor'] });
  const tightened = () => changes.push({ subject, what: 'tightened' });
  const order = (written: number | null, standing: number | null) => larger(written ?? 0, standing ?? 0);
  const say = (figure: number | null) => (figure === null ? 'not set' : String(figure));
  return {
    ...above,
    title: keepWords(keys.title, above.title),
    number: settle(keys.number, above.number, { read: (item) => givenOf(item, mostPapers), order, say }, tightened),
    length: settle(keys.length, above.length, { read: (item) => lengthOf(item, ground), order, say }, tightened),
    instead: keep(keys.instead, above.instead, (item) => listOf(item, 50, (each) => readInstead(each, ground))),
    notForTracks: fewerTracks(keys.notFor, above.notForTracks, ground.tracks, tightened),
  };
}
