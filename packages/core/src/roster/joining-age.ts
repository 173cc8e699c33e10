import { ownJoining, type JoiningRule } from '../campaign/index.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { Standing } from './member-words.ts';

export interface Joining {
  /** The year alone is known, so the age is as generous as the year allows. */
  readonly bornIn: number | null;
  readonly joinedOn: CivilDate;
  readonly standing: Standing;
}

/** Years of age of the youngest on a roster: who has only applied, or joined before the rule held. Ours, but where younger may join. */
export function youngestBy({ least }: JoiningRule): number {
  return Math.min(least, ownJoining.least);
}

/** How old somebody would have been, where that is too young; below zero before birth. Who has only applied may be younger. */
export function tooYoungToJoin(
  { bornIn, joinedOn, standing }: Joining,
  rule: JoiningRule,
): { age: number; least: number } | null {
  if (bornIn === null) return null;
  const age = Number(joinedOn.slice(0, 4)) - bornIn;
  const isAsked = standing !== 'applicant' && (rule.since === null || joinedOn >= rule.since);
  const least = isAsked ? rule.least : youngestBy(rule);
  return age < least ? { age, least } : null;
}

export function judgeJoining(joining: Joining, rule: JoiningRule, field: string): Refusal<'joined-too-young'> | null {
  const young = tooYoungToJoin(joining, rule);
  return young === null ? null : refuse('joined-too-young', young, field);
}
