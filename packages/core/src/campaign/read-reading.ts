import { fewerTracks } from './lay-condition.ts';
import { keepWords, layList, layNamed, type Laying } from './laying.ts';
import type { Reading } from './playbook.ts';
import { blameNobody, trackOf, type Ground, type StageGround } from './read-condition.ts';
import { distinctMaybe, readNamed } from './read-named.ts';
import { codeOf, keysOf, listOf, wordsOf, type Spot } from './spot.ts';

const mostChapters = 100;

/** A work that the members of a stage are to read; one without chapters is read as a whole. */
export function readReading(spot: Spot, ground: Ground, stage: StageGround): Reading {
  const keys = keysOf(spot, { required: ['code', 'title'], optional: ['chapters', 'notFor'] });
  const reading: Reading = {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    chapters: distinctMaybe(keys.chapters, mostChapters, readNamed),
    notForTracks: listOf(keys.notFor, 20, (item) => trackOf(item, ground.tracks)),
  };
  blameNobody(keys.notFor, reading.notForTracks, stage);
  return reading;
}

/** Further chapters, and on more tracks. */
export function layReading(laying: Laying, spot: Spot, above: Reading, subject: string): Reading {
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'chapters', 'notFor'] });
  return {
    ...above,
    title: keepWords(keys.title, above.title),
    chapters: layList(laying, keys.chapters, above.chapters, `${subject}.chapters`, {
      most: mostChapters,
      read: readNamed,
      lay: layNamed,
    }),
    notForTracks: fewerTracks(keys.notFor, above.notForTracks, laying.ground.tracks, () =>
      laying.changes.push({ subject, what: 'tightened' }),
    ),
  };
}
