export { cancelPoll } from './cancel-poll.ts';
export { refuseCast } from './cast-ballot.ts';
export { choices } from './choices.ts';
export { closeDraw } from './close-draw.ts';
export { closePoll } from './close-poll.ts';
export {
  holderRoles,
  refuseHolders,
  refuseOpening,
  sharesNeeded,
  type Holder,
  type HolderRole,
} from './closing-key.ts';
export { refuseOverlap, type RunningPoll } from './disjoint.ts';
export { drawBallot, type Drawn, type DrawState } from './draw-ballot.ts';
export { electorateOf, eligibleOn, refuseToDraw, type Eligible, type RosterOfUnits } from './eligible.ts';
export { gateRule } from './gate-rule.ts';
export { manifestOf, type Added } from './manifest.ts';
export { ofEachUnit, type UnitOutcome } from './of-each-unit.ts';
export { fewestEligible, partPolls, type Part } from './part-polls.ts';
export {
  fewestOpened,
  planPoll,
  type PlannedVote,
  type PlanningState,
  type PlanningUnit,
  type PollPlan,
  type PollWish,
} from './plan-poll.ts';
export { refuseCounts, type PollCounts } from './poll-counts.ts';
export { announced, pollStates, stateOf, type PollEnd, type PollRecord, type PollState } from './poll-state.ts';
export {
  furthestDays,
  timesOf,
  windowLimits,
  type PollMode,
  type PollTimes,
  type PollWindow,
  type TimesWish,
} from './poll-times.ts';
export { printSlips } from './print-slips.ts';
export { publishPoll, type Opening, type Published, type PublishState } from './publish-poll.ts';
export { reachesTurnout } from './turnout.ts';
export { voidPoll, voidReasons, type Voiding, type VoidReason } from './void-poll.ts';
export { outcomeOf, type EndedPoll, type NoOutcome, type VoteOutcome, type VoteRules } from './vote-outcome.ts';
