import { answerNames, type AnswerName } from './paper-count.ts';
import type { Assessment } from './queries.ts';

export type Cell = {
  readonly voters: 'member' | 'representative';
  readonly answer: AnswerName;
  readonly first: number;
  readonly second: number;
};

export type Round = {
  readonly round: number;
  readonly tellers: readonly [string, string];
  readonly cells: readonly Cell[];
  readonly differing: number;
};

/** The finished rounds, latest first, both counts cell by cell in the order of the paper. */
export function roundsOf({ counts, electorate }: Pick<Assessment, 'counts' | 'electorate'>): readonly Round[] {
  const numbers = [...new Set(counts.map(({ round }) => round))].toSorted((a, b) => b - a);
  return numbers.flatMap((round) => {
    const own = counts.filter((count) => count.round === round);
    const [first, second] = [...new Set(own.map(({ personId }) => personId))];
    if (first === undefined || second === undefined) return [];
    const groups = (['member', 'representative'] as const).filter((voters) => electorate[voters] > 0);
    const cells = groups.flatMap((voters) => {
      const of = (personId: string) =>
        own.find((count) => count.personId === personId && count.voters === voters)?.answers;
      const [one, other] = [of(first), of(second)];
      return answerNames.map((answer) => ({
        voters,
        answer,
        first: one?.[answer] ?? 0,
        second: other?.[answer] ?? 0,
      }));
    });
    return [
      {
        round,
        tellers: [first, second] as const,
        cells,
        differing: cells.filter((cell) => cell.first !== cell.second).length,
      },
    ];
  });
}
