import { answerNames, type AnswerName } from './paper-count.ts';
import type { Assessment } from './queries.ts';

export type Cell = {
  readonly voters: 'member' | 'representative';
  readonly answer: AnswerName;
  /** Null: not shown to who reads. */
  readonly first: number | null;
  readonly second: number | null;
  readonly differs: boolean;
};

type Teller = Assessment['rounds'][number]['tellers'][number];

export type Round = {
  readonly round: number;
  readonly tellers: readonly [Teller, Teller];
  readonly cells: readonly Cell[];
  readonly differing: number;
  /** A recount is under way, and who reads may be one of those who count. */
  readonly isWithheld: boolean;
};

/** The finished rounds, latest first, both counts cell by cell in the order of the paper. */
export function roundsOf({
  rounds,
  counts,
  electorate,
}: Pick<Assessment, 'rounds' | 'counts' | 'electorate'>): readonly Round[] {
  const groups = (['member', 'representative'] as const).filter((voters) => electorate[voters] > 0);
  return rounds
    .toSorted((a, b) => b.round - a.round)
    .flatMap(({ round, tellers: [first, second], differs }) => {
      if (first === undefined || second === undefined) return [];
      const cells = groups.flatMap((voters) => {
        const of = ({ personId }: Teller) =>
          counts.find((count) => count.round === round && count.personId === personId && count.voters === voters)
            ?.answers;
        const [one, other] = [of(first), of(second)];
        return answerNames.map((answer) => ({
          voters,
          answer,
          first: one?.[answer] ?? null,
          second: other?.[answer] ?? null,
          differs: differs.some((cell) => cell.voters === voters && cell.answer === answer),
        }));
      });
      return [
        {
          round,
          tellers: [first, second] as const,
          cells,
          differing: cells.filter((cell) => cell.differs).length,
          isWithheld: cells.some((cell) => cell.first === null || cell.second === null),
        },
      ];
    });
}
