import { openAssessment, openPooled, type Opened, type OpeningState, type Share } from '../assessment/index.ts';
import type { Band, PinnedCondition } from '../campaign/index.ts';
import { civilDateAt, isRefusal, type Refusal } from '../kernel/index.ts';
import { refuseOverlap, type RunningPoll } from './disjoint.ts';
import { electorateOf, type Eligible } from './eligible.ts';
import { gateRule } from './gate-rule.ts';
import { fewestEligible, partPolls, type Part } from './part-polls.ts';
import { timesOf, type PollTimes, type TimesRefusal, type TimesWish } from './poll-times.ts';
import { refuseQuestions } from './questions.ts';
import { refuseTurnout } from './turnout.ts';

/** Fewer cast ballots than these are opened by nobody. */
export const fewestOpened = 5;

/** A unit that is voted on, as for a vote on paper. Who may vote comes from the frozen roster. */
export interface PlanningUnit extends Omit<OpeningState, 'electorate'> {
  readonly id: string;
  readonly name: string;
  readonly conditions: readonly PinnedCondition[];
}

export interface PlanningState {
  readonly campaignId: string;
  /** The host first; several vote together, since `pooledOn`. */
  readonly units: readonly [PlanningUnit, ...PlanningUnit[]];
  readonly pooledOn: string | null;
  /** Of all units together, nobody twice. */
  readonly eligible: readonly Eligible[];
  readonly running: readonly RunningPoll[];
  readonly bands: readonly Band[];
  readonly timeZone: string;
}

export interface PollWish {
  readonly times: TimesWish;
  readonly questions: readonly string[];
  readonly turnout: Share;
}

/** What is announced of one poll, before it has an id and keys. */
export interface PollPlan extends Part {
  readonly campaignId: string;
  readonly stageCode: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly questions: readonly string[];
  readonly rule: Share | null;
  readonly bands: readonly Band[];
  readonly turnout: Share;
  readonly fewestCast: number;
  readonly times: PollTimes;
}

/** A vote of one poll or of two, and the attempt that it is for each unit. */
export interface PlannedVote {
  readonly opened: readonly Opened[];
  readonly polls: readonly PollPlan[];
}

type Refused =
  | TimesRefusal
  | Exclude<ReturnType<typeof refuseQuestions | typeof refuseTurnout | typeof openVote>, null>;

export function planPoll(
  state: PlanningState,
  { times: wish, questions, turnout }: PollWish,
  at: Date,
): PlannedVote | Extract<Refused, Refusal> | Refusal<'polls-not-disjoint'> {
  const faulty = refuseQuestions(questions) ?? refuseTurnout(turnout);
  if (faulty !== null) return faulty;
  const times = timesOf(wish, at, state.timeZone);
  if (isRefusal(times)) return times;
  const opened = openVote(state, times);
  if (isRefusal(opened)) return opened;
  const { campaignId, units, eligible, bands } = state;
  const personIds = eligible.map(({ personId }) => personId);
  const overlap = refuseOverlap(questions, personIds, state.running);
  if (overlap !== null) return overlap;
  const parts = partPolls(eligible);
  // Where nothing can come of a poll by itself, nobody learns what was in it.
  const floors = parts.length === 1 ? units.map(({ fewestVoters }) => fewestVoters) : [];
  const announced = {
    campaignId,
    stageCode: opened[0]?.stageCode ?? '',
    units: units.map(({ id, name }) => ({ id, name })),
    questions,
    rule: gateRule(units.flatMap(({ conditions }) => conditions)),
    bands,
    turnout,
    fewestCast: Math.max(fewestOpened, ...floors),
    times,
  };
  return { opened, polls: parts.map((part) => ({ ...announced, ...part })) };
}

/** Held on the day on which casting begins, and by the same rules as one on paper: its stage, its floor, and by what a unit votes again. */
function openVote({ units, pooledOn, eligible, timeZone }: PlanningState, { casting }: PollTimes) {
  const heldOn = civilDateAt(casting.from, timeZone);
  const electorate = electorateOf(eligible);
  const opening = (unit: PlanningUnit): OpeningState => ({
    ...unit,
    electorate,
    fewestVoters: Math.max(fewestEligible, unit.fewestVoters),
  });
  if (pooledOn !== null) return openPooled(units.map(opening), { formedOn: pooledOn }, heldOn, heldOn);
  const opened = openAssessment(opening(units[0]), heldOn, heldOn);
  return isRefusal(opened) ? opened : [opened];
}
