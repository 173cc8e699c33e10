import type { Board } from './close.ts';
import type { Manifest } from './manifest.ts';
import type { Tally } from './tally.ts';

/** What a board comes to; it is worth something where the board has no faults. */
export interface Outcome {
  readonly eligible: number;
  readonly issued: number;
  readonly cast: number;
  readonly root: string;
  /** Null where nothing was opened. */
  readonly tally: Tally | null;
  readonly hasTurnout: boolean;
  /** Null where the poll has no such rule, or nothing to rule on. */
  readonly isBlocked: boolean | null;
  /** The place of the band, from 0. */
  readonly band: number | null;
}

export function outcomeOf({ manifest, close }: Pick<Board, 'manifest' | 'close'>): Outcome {
  const { issued, cast, root, opened } = close;
  const { turnout, electorate } = manifest;
  const tally = opened?.tally ?? null;
  return {
    eligible: electorate.count,
    issued,
    cast,
    root,
    tally,
    hasTurnout: cast * turnout.den >= turnout.num * electorate.count,
    isBlocked: tally === null ? null : isBlocked(manifest, tally),
    band: tally === null ? null : bandOf(manifest, tally),
  };
}

const sumOf = ({ questions }: Tally, question: number, answers: readonly number[]): number =>
  answers.reduce((sum, answer) => sum + (questions[question]?.[answer] ?? 0), 0);

/** In whole numbers: a share is never rounded. */
function isBlocked({ rule }: Manifest, tally: Tally): boolean | null {
  if (rule === null) return null;
  const all = sumOf(tally, rule.question, rule.counting);
  const { num, den } = rule.from;
  return all === 0 ? null : sumOf(tally, rule.question, rule.blocking) * den >= num * all;
}

function bandOf({ bands }: Manifest, tally: Tally): number | null {
  if (bands === null) return null;
  const all = sumOf(tally, bands.question, bands.counting);
  const part = 100 * sumOf(tally, bands.question, bands.satisfied);
  const isIn = ({ min, below }: (typeof bands.limits)[number]) =>
    part >= (min ?? 0) * all && (below === null || part < below * all);
  const at = bands.limits.findIndex(isIn);
  return all === 0 || at < 0 ? null : at;
}
