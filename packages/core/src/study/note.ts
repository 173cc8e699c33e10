import type { Stage, Writing } from '../campaign/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';
import { lengthOf, sameWords } from './words.ts';

/** How much of one writing is asked of somebody; null: not set, and nothing is missing. */
export interface AskedWriting {
  readonly code: string;
  readonly title: Writing['title'];
  readonly number: number | null;
  readonly length: number | null;
}

/** What a stage asks a member of these categories to write, on a track; of who is of several categories, the least. */
export function writingsAsked(
  stage: Pick<Stage, 'writings'> | null | undefined,
  track: string,
  categories: readonly string[],
): readonly AskedWriting[] {
  return (stage?.writings ?? [])
    .filter(({ notForTracks }) => !notForTracks.includes(track))
    .map(({ code, title, instead, ...usual }) => {
      const own = instead.filter(({ category }) => categories.includes(category));
      return { code, title, number: least(own, usual, 'number'), length: least(own, usual, 'length') };
    });
}

type Figures = Pick<AskedWriting, 'number' | 'length'>;

/** Where something else is asked of somebody, a figure that is not set there asks for nothing. */
function least(own: readonly Figures[], usual: Figures, figure: keyof Figures): number | null {
  if (own.length === 0) return usual[figure];
  const figures = own.map((each) => each[figure]);
  return figures.includes(null) ? null : Math.min(...figures.map(Number));
}

export type NoteRefusal = Refusal<'stage-not-open' | 'writing-unknown' | 'note-empty' | 'note-too-short'>;

/** A text, a file or both; how long a text has to be is asked of a text alone. */
export function handInNote(
  asked: readonly AskedWriting[] | null,
  note: { readonly writing: string; readonly text: string | null; readonly hasFile: boolean },
): AskedWriting | NoteRefusal {
  if (asked === null) return refuse('stage-not-open');
  const writing = asked.find(({ code }) => code === note.writing);
  if (writing === undefined) return refuse('writing-unknown', { writing: note.writing }, 'writing');
  if (note.hasFile) return writing;
  if (note.text === null || sameWords(note.text) === '') return refuse('note-empty', {}, 'text');
  const length = lengthOf(note.text);
  return writing.length !== null && length < writing.length
    ? refuse('note-too-short', { length, least: writing.length }, 'text')
    : writing;
}
