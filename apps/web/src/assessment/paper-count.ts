import {
  areTooFew,
  castOf,
  together,
  validOf,
  voterGroups,
  type Answers,
  type Electorate,
  type Papers,
  type Voters,
} from '@muster/core/assessment';

export type AnswerName = keyof Answers;

/** The four answers in the order of the paper, then those that cannot be read as one. */
export const answerNames = ['satisfied', 'basicallySatisfied', 'dissatisfied', 'dontKnow', 'void'] as const;

/** What a teller has typed: null while a cell is empty, since an empty cell is not a zero. */
export type Typed = Readonly<Record<Voters, Readonly<Record<AnswerName, number | null>>>>;

const blank = { satisfied: null, basicallySatisfied: null, dissatisfied: null, dontKnow: null, void: null };
export const nothingTyped: Typed = { member: blank, representative: blank };

export type GroupSum = {
  readonly cast: number;
  readonly valid: number;
  /** Cells still empty. */
  readonly empty: number;
  /** More papers than people who may vote. */
  readonly exceeds: boolean;
};

/** Worked out as it is typed; an empty cell adds nothing. */
export function sumOf(typed: Typed, voters: Voters, electorate: Electorate): GroupSum {
  const answers = filled(typed[voters]);
  const cast = castOf(answers);
  return {
    cast,
    valid: validOf(answers),
    empty: answerNames.filter((name) => typed[voters][name] === null).length,
    exceeds: cast > electorate[voters],
  };
}

/** The groups in which anybody may vote; for the others there is nothing to type. */
export function groupsOf(electorate: Electorate): readonly Voters[] {
  return voterGroups.filter((voters) => electorate[voters] > 0);
}

/** Complete and within the electorate, or null. */
export function papersOf(typed: Typed, electorate: Electorate): Papers | null {
  const sums = groupsOf(electorate).map((voters) => sumOf(typed, voters, electorate));
  if (sums.some(({ empty, exceeds }) => empty > 0 || exceeds)) return null;
  return { member: filled(typed.member), representative: filled(typed.representative) };
}

/** Everything is typed, and so few are valid that the vote has no result: how many, or null. */
export function fewValid(typed: Typed, electorate: Electorate, least: number): number | null {
  const papers = papersOf(typed, electorate);
  return papers !== null && areTooFew(papers, least) ? validOf(together(papers)) : null;
}

export function emptyCells(typed: Typed, electorate: Electorate): number {
  return groupsOf(electorate).reduce((sum, voters) => sum + sumOf(typed, voters, electorate).empty, 0);
}

function filled(answers: Typed[Voters]): Answers {
  return {
    satisfied: answers.satisfied ?? 0,
    basicallySatisfied: answers.basicallySatisfied ?? 0,
    dissatisfied: answers.dissatisfied ?? 0,
    dontKnow: answers.dontKnow ?? 0,
    void: answers.void ?? 0,
  };
}
