import { choices, numbersOf } from './choices.ts';
import type { PollPlan } from './plan-poll.ts';
import type { PollWindow } from './poll-times.ts';

/** What a plan does not know: names, roots and keys come from outside. Byte strings are in hexadecimal. */
export interface Added<Keys> {
  readonly poll: string;
  /** Of the salted hashes of the frozen roster. */
  readonly rosterRoot: string;
  readonly slips: { readonly count: number; readonly root: string } | null;
  readonly keys: Keys;
}

/** What a poll says of itself before anybody votes. The proofs have its shape as well, and may not be imported: a test of the server holds both together. */
export function manifestOf<Keys>(plan: PollPlan, { poll, rosterRoot, slips, keys }: Added<Keys>) {
  const { campaignId, stageCode, units, raters, questions, rule, bands, turnout, fewestCast, times } = plan;
  const counting = numbersOf(choices);
  const blocking = numbersOf(['dissatisfied']);
  const satisfied = numbersOf(['satisfied', 'basicallySatisfied']);
  return {
    format: 'muster-poll-1' as const,
    poll,
    campaign: campaignId,
    stage: stageCode,
    units,
    raters,
    questions: questions.map((code) => ({ code, answers: choices.length })),
    rule: rule === null ? null : { question: 0, blocking, counting, from: { num: rule.num, den: rule.den } },
    bands:
      bands.length === 0
        ? null
        : { question: 0, satisfied, counting, limits: bands.map(({ min, below }) => ({ min, below })) },
    turnout: { num: turnout.num, den: turnout.den },
    fewestCast,
    mode: times.mode,
    issuing: written(times.issuing),
    casting: written(times.casting),
    electorate: { count: plan.eligible.length, root: rosterRoot },
    slips,
    keys,
  };
}

function written({ from, until }: PollWindow) {
  return { from: from.toISOString(), until: until.toISOString() };
}
