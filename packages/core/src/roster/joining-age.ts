import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { Standing } from './member-words.ts';

/** Years of age: nobody younger is a member of anything here. */
export const youngest = 14;
/** Years of age at which somebody is taken in: Article 1 of the constitution of the Party. Staff of any other house are no children either. */
const admitted = 18;
/** Those taken in during the wars were often younger, and rosters have them. */
const admittedSince = '1949-10-01';

export interface Joining {
  /** The year alone is known, so the age is as generous as the year allows. */
  readonly bornIn: number | null;
  readonly fromOn: CivilDate;
  readonly standing: Standing;
}

/** How old somebody would have been, where that is too young; below zero before birth. Who has only applied may be younger. */
export function tooYoungToJoin({ bornIn, fromOn, standing }: Joining): { age: number; least: number } | null {
  if (bornIn === null) return null;
  const age = Number(fromOn.slice(0, 4)) - bornIn;
  const least = standing === 'applicant' || fromOn < admittedSince ? youngest : admitted;
  return age < least ? { age, least } : null;
}

export function judgeJoining(joining: Joining, field: string): Refusal<'joined-too-young'> | null {
  const young = tooYoungToJoin(joining);
  return young === null ? null : refuse('joined-too-young', young, field);
}
