import {
  dissatisfiedShare,
  satisfactionShare,
  satisfiedShare,
  together,
  type Answers,
  type Share,
} from '@muster/core/assessment';
import type { Assessment } from './queries.ts';

export type Tally = NonNullable<Assessment['tally']>;

export const shareNames = ['satisfied', 'satisfaction', 'dissatisfied'] as const;
export type ShareName = (typeof shareNames)[number];

/** The three measures of a vote, by the name of their words. */
export const shareOf: Readonly<Record<ShareName, (answers: Answers) => Share>> = {
  satisfied: satisfiedShare,
  satisfaction: satisfactionShare,
  dissatisfied: dissatisfiedShare,
};

/** What members and representatives said together. */
export function saidTogether({ byVoters }: Tally): Answers {
  const of = (voters: Tally['byVoters'][number]['voters']): Answers =>
    byVoters.find((group) => group.voters === voters)?.answers ?? nothing;
  const isApart = byVoters.every(({ voters }) => voters !== 'together');
  return isApart ? together({ member: of('member'), representative: of('representative') }) : of('together');
}

const nothing: Answers = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
