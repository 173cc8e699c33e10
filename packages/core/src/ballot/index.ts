export { choices } from './choices.ts';
export { refuseOverlap, type RunningPoll } from './disjoint.ts';
export { electorateOf, eligibleOn, refuseToDraw, type Eligible, type RosterOfUnits } from './eligible.ts';
export { gateRule } from './gate-rule.ts';
export { manifestOf, type Added } from './manifest.ts';
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
export { announced, pollStates, stateOf, type PollEnd, type PollRecord, type PollState } from './poll-state.ts';
export { timesOf, windowLimits, type PollMode, type PollTimes, type PollWindow, type TimesWish } from './poll-times.ts';
export { reachesTurnout } from './turnout.ts';
