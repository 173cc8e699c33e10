/** What a paper can say; a void one was cast and is not valid. */
export const answerNames = ['satisfied', 'basicallySatisfied', 'dissatisfied', 'dontKnow', 'void'] as const;

export type AnswerName = (typeof answerNames)[number];

/** Papers by what they say. */
export type Answers = Readonly<Record<AnswerName, number>>;

/** Members and mass representatives are reported apart and ruled on together. */
export const voterGroups = ['member', 'representative'] as const;

export type Voters = (typeof voterGroups)[number];

/** The papers of both groups, as one teller counted them. */
export type Papers = Readonly<Record<Voters, Answers>>;

/** How many may vote, by group. */
export type Electorate = Readonly<Record<Voters, number>>;

/** A part of a whole as two integers; a rate is never kept. */
export interface Share {
  readonly num: number;
  readonly den: number;
}

export function castOf(answers: Answers): number {
  return answerNames.reduce((sum, name) => sum + answers[name], 0);
}

/** Cast without the void ones. */
export function validOf(answers: Answers): number {
  return castOf(answers) - answers.void;
}

/** Fewer valid papers than it takes: what single people said, and nothing of the unit. */
export function areTooFew(papers: Papers, fewestPapers: number): boolean {
  return validOf(together(papers)) < fewestPapers;
}

/** Who said that they are satisfied, and not basically so, of the valid. */
export function satisfiedShare(answers: Answers): Share {
  return { num: answers.satisfied, den: validOf(answers) };
}

/** The degree of satisfaction: satisfied and basically satisfied, of the valid; what the bands are of. */
export function satisfactionShare(answers: Answers): Share {
  return { num: answers.satisfied + answers.basicallySatisfied, den: validOf(answers) };
}

/** Dissatisfied, of the valid; "don't know" is valid and is not dissatisfied. */
export function dissatisfiedShare(answers: Answers): Share {
  return { num: answers.dissatisfied, den: validOf(answers) };
}

/** Both groups as one: what the condition and the bands are read from. */
export function together(papers: Papers): Answers {
  const sum = (name: AnswerName) => voterGroups.reduce((total, voters) => total + papers[voters][name], 0);
  return {
    satisfied: sum('satisfied'),
    basicallySatisfied: sum('basicallySatisfied'),
    dissatisfied: sum('dissatisfied'),
    dontKnow: sum('dontKnow'),
    void: sum('void'),
  };
}
