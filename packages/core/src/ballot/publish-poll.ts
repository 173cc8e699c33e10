import { castOf, type Answers } from '../assessment/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';
import { answersOf } from './choices.ts';
import { refuseCounts, type PollCounts } from './poll-counts.ts';
import { stateOf, type PollRecord } from './poll-state.ts';
import { refuseEnded, type EndedRefusal } from './refuse-ended.ts';

/** What was opened: ballots that are no choice of the poll, and each question by what was chosen, nothing first. */
export interface Opening {
  readonly void: number;
  readonly questions: readonly (readonly number[])[];
}

export interface PublishState {
  readonly poll: PollRecord;
  readonly counts: PollCounts;
  readonly fewestCast: number;
  readonly questions: number;
  /** Null where nothing was opened. */
  readonly opening: Opening | null;
}

export type Published =
  | { readonly as: 'counted'; readonly answers: readonly Answers[] }
  | { readonly as: 'void'; readonly reason: 'too-few-cast' };

/** What a poll ends with. One of too few ballots is void, and stays sealed for ever. */
export function publishPoll(
  { poll, counts, fewestCast, questions, opening }: PublishState,
  at: Date,
):
  | Published
  | EndedRefusal
  | Refusal<'poll-not-closed' | 'opened-though-too-few' | 'poll-not-opened' | 'tally-differs'>
  | NonNullable<ReturnType<typeof refuseCounts>> {
  const refused = refuseEnded(poll) ?? refuseOpen(poll, at) ?? refuseCounts(counts);
  if (refused !== null) return refused;
  const { cast } = counts;
  if (cast < fewestCast)
    return opening === null
      ? { as: 'void', reason: 'too-few-cast' }
      : refuse('opened-though-too-few', { cast, least: fewestCast });
  if (opening === null) return refuse('poll-not-opened', { cast });
  const answers = opening.questions.map((chosen) => answersOf(chosen, opening.void));
  const addsUp = answers.length === questions && answers.every((one) => castOf(one) === cast);
  return addsUp ? { as: 'counted', answers } : refuse('tally-differs', { cast });
}

/** The clock alone does not close it: only an emptied box says how many it held. */
function refuseOpen(poll: PollRecord, at: Date): Refusal<'poll-not-closed'> | null {
  return stateOf(poll, at) === 'closed' && poll.closedAt !== null
    ? null
    : refuse('poll-not-closed', { until: poll.casting.until.toISOString() });
}
