import { answerNames, voterGroups, type AnswerName, type Papers, type Voters } from './tally.ts';

/** What one teller counted in one round. */
export interface Count {
  readonly round: number;
  readonly tellerId: string;
  readonly papers: Papers;
}

/** One cell in which two tellers do not agree. */
export interface Difference {
  readonly voters: Voters;
  readonly answer: AnswerName;
  readonly first: number;
  readonly second: number;
}

/** A round in which two tellers have counted, in the order in which they did. */
export interface FinishedRound {
  readonly round: number;
  readonly counts: readonly [Count, Count];
}

interface Course {
  readonly round: number;
  /** Oldest first; each stays visible after a new one has begun. */
  readonly finished: readonly FinishedRound[];
}

/**
 * How far an assessment has come. Two tellers count apart from each other; when they differ, the next entry begins a new round,
 * in which two must count again; two equal counts are confirmed by somebody who did not count.
 */
export type AssessmentCourse =
  | (Course & { readonly state: 'counting'; readonly counted: Count | null })
  | (Course & { readonly state: 'differing'; readonly differences: readonly Difference[] })
  | (Course & { readonly state: 'agreed' | 'confirmed'; readonly papers: Papers });

/** The course as the counts tell it, given in the order in which they were entered. */
export function courseOf(counts: readonly Count[], confirmed: boolean): AssessmentCourse {
  const rounds = [...Map.groupBy(counts, (count) => count.round)].toSorted(([a], [b]) => a - b);
  const finished = rounds.flatMap(([round, [first, second]]) =>
    first === undefined || second === undefined ? [] : [{ round, counts: [first, second] as const }],
  );
  const running = rounds.find(([, [, second]]) => second === undefined);
  const last = finished.at(-1);
  if (running !== undefined) return { state: 'counting', round: running[0], counted: running[1][0] ?? null, finished };
  if (last === undefined) return { state: 'counting', round: 1, counted: null, finished };
  const differences = differencesOf(last);
  if (differences.length > 0) return { state: 'differing', round: last.round, differences, finished };
  return { state: confirmed ? 'confirmed' : 'agreed', round: last.round, papers: last.counts[0].papers, finished };
}

/** Two differed and have not both counted again: what was counted before could still be copied. */
export function isRecounting({ state, finished }: AssessmentCourse): boolean {
  return state === 'differing' || (state === 'counting' && finished.length > 0);
}

/** Cell by cell, in the order of the counting sheet. */
export function differencesOf({
  counts: [{ papers: first }, { papers: second }],
}: FinishedRound): readonly Difference[] {
  return voterGroups.flatMap((voters) =>
    answerNames
      .filter((answer) => first[voters][answer] !== second[voters][answer])
      .map((answer) => ({ voters, answer, first: first[voters][answer], second: second[voters][answer] })),
  );
}

/** Everybody who counted in any round; none of them confirms. */
export function hasCounted(counts: readonly Count[], personId: string): boolean {
  return counts.some((count) => count.tellerId === personId);
}
