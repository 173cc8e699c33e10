import {
  areTooFew,
  bandOf,
  blocks,
  dissatisfiedShare,
  satisfactionShare,
  satisfiedShare,
  together,
  type Answers,
  type Papers,
  type Share,
  type Voters,
} from '../assessment/index.ts';
import type { Band } from '../campaign/index.ts';
import type { Published } from './publish-poll.ts';
import type { PollCounts } from './poll-counts.ts';
import { reachesTurnout } from './turnout.ts';
import type { VoidReason } from './void-poll.ts';

/** One poll of a vote, when it has ended. */
export interface EndedPoll {
  readonly raters: readonly Voters[];
  readonly counts: PollCounts;
  readonly turnout: Share;
  readonly end: Published | { readonly as: 'void'; readonly reason: VoidReason };
}

export interface VoteRules {
  /** By the playbook, valid ones of all polls of the vote together; as of papers. */
  readonly fewestPapers: number;
  readonly bands: readonly Band[];
  /** Null where the playbook sets none. */
  readonly rule: Share | null;
}

export type VoteOutcome =
  | { readonly hasOutcome: false; readonly why: NoOutcome }
  | {
      readonly hasOutcome: true;
      readonly answers: Answers;
      /** Null where members and representatives voted in one poll. */
      readonly apart: Papers | null;
      readonly satisfied: Share;
      readonly satisfaction: Share;
      readonly dissatisfied: Share;
      readonly band: number | null;
      readonly isBlocked: boolean | null;
    };

export type NoOutcome = 'too-few-cast' | 'turnout-not-reached' | 'too-few-valid' | VoidReason;

/** What came of a vote, by the measures of paper. Without an outcome it may be held again, and no order is asked for. */
export function outcomeOf(polls: readonly EndedPoll[], { fewestPapers, bands, rule }: VoteRules): VoteOutcome {
  const counted: { raters: readonly Voters[]; answers: Answers }[] = [];
  for (const { raters, counts, turnout, end } of polls) {
    if (end.as === 'void') return { hasOutcome: false, why: end.reason };
    if (!reachesTurnout(counts.cast, counts.eligible, turnout))
      return { hasOutcome: false, why: 'turnout-not-reached' };
    counted.push({ raters, answers: end.answers[0] ?? nobody });
  }
  const papers = papersOf(counted);
  if (areTooFew(papers, fewestPapers)) return { hasOutcome: false, why: 'too-few-valid' };
  const answers = together(papers);
  const satisfaction = satisfactionShare(answers);
  const dissatisfied = dissatisfiedShare(answers);
  return {
    hasOutcome: true,
    answers,
    apart: counted.every(({ raters }) => raters.length === 1) ? papers : null,
    satisfied: satisfiedShare(answers),
    satisfaction,
    dissatisfied,
    band: bandOf(satisfaction, bands),
    isBlocked: rule === null ? null : blocks(dissatisfied, rule),
  };
}

const nobody: Answers = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };

/** As two tellers would have them. Of a poll that tells nobody apart all stands in one place, and `apart` keeps it from being told. */
function papersOf(counted: readonly { readonly raters: readonly Voters[]; readonly answers: Answers }[]): Papers {
  const of = (voters: Voters) => counted.find(({ raters }) => raters[0] === voters)?.answers ?? nobody;
  return { member: of('member'), representative: of('representative') };
}
