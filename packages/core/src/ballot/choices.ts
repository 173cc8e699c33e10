import { answerNames, type AnswerName, type Answers } from '../assessment/index.ts';

/** What a ballot can say to a question, numbered from 1 in this order; 0 is nothing chosen. Void is no choice. */
export const choices = answerNames.filter((name) => name !== 'void');

export function numbersOf(names: readonly AnswerName[]): readonly number[] {
  return choices.flatMap((name, at) => (names.includes(name) ? [at + 1] : []));
}

/**
 * What was counted of one question, as of papers: how many chose nothing, the first answer, the second, and so on. Who chose nothing cast
 * a void one, as on paper, and so did whoever sealed what is no choice of the poll.
 */
export function answersOf(counts: readonly number[], spoilt: number): Answers {
  const [nothing = 0, satisfied = 0, basicallySatisfied = 0, dissatisfied = 0, dontKnow = 0] = counts;
  return { satisfied, basicallySatisfied, dissatisfied, dontKnow, void: nothing + spoilt };
}
