import type { Bilingual, Reading, Stage } from '../campaign/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';

/** What one touch ticks: a chapter, or a work that has none. */
export interface Piece {
  /** `constitution/members`, or `reader` alone; records keep it for ever. */
  readonly piece: string;
  readonly work: Bilingual;
  /** Null: the work as a whole. */
  readonly chapter: Bilingual | null;
}

/** What is to be read in a stage on a track, in the playbook's order. */
export function requiredPieces(stage: Pick<Stage, 'readings'> | null | undefined, track: string): readonly Piece[] {
  return (stage?.readings ?? []).filter(({ notForTracks }) => !notForTracks.includes(track)).flatMap(piecesOf);
}

/** What one touch ticks of a work. */
export function piecesOf({ code, title: work, chapters }: Reading): Piece[] {
  if (chapters.length === 0) return [{ piece: code, work, chapter: null }];
  return chapters.map((chapter) => ({ piece: `${code}/${chapter.code}`, work, chapter: chapter.title }));
}

export type ReadingRefusal = Refusal<'stage-not-open' | 'reading-unknown'>;

/** Which of these pieces are newly ticked, once each; a piece that was ticked before stays as it was. */
export function tick(
  required: readonly Piece[] | null,
  pieces: readonly string[],
  ticked: readonly string[],
): readonly string[] | ReadingRefusal {
  if (required === null) return refuse('stage-not-open');
  const unknown = pieces.find((piece) => !required.some((each) => each.piece === piece));
  if (unknown !== undefined) return refuse('reading-unknown', { piece: unknown }, 'pieces');
  return [...new Set(pieces)].filter((piece) => !ticked.includes(piece));
}
