export { catalogue, type Measure } from './catalogue.ts';
export { closeCampaign, countedDay, type Closing } from './close-campaign.ts';
export {
  coverageOf,
  type BatchInScope,
  type BatchRule,
  type Claim,
  type Coverage,
  type UnitInScope,
} from './coverage.ts';
export { isAbout, type UnitTraits } from './is-about.ts';
export { extendedBy, layOver, mergeLayers, takenBack, type Merged } from './lay-over.ts';
export type { LayerChange } from './laying.ts';
export { datedSteps, type DatedStep } from './dated-steps.ts';
export {
  askForDates,
  planOwnDates,
  type DatedStage,
  type DatesAsked,
  type DatesNow,
  type StageNow,
} from './own-dates.ts';
export { mendBy, type StillToMend } from './mend-by.ts';
export { byOrderOf, shiftedOf } from './shift-stages.ts';
export { dueDay } from './due-day.ts';
export { mayDecideDates } from './may-decide-dates.ts';
export { daysLeft, mayExtend } from './may-extend.ts';
export { formsOf, pinnedConditions, type PinnedCondition } from './pinned-conditions.ts';
export {
  furthestStageDays,
  planStages,
  refuseFarStages,
  refuseBegun,
  type PlannedStage,
  type StageDates,
} from './plan-stages.ts';
export {
  laterTermNames,
  laterTerms,
  requiredTerms,
  rhythms,
  type ActivityKind,
  type Announced,
  type Band,
  type BatchPlan,
  type Bilingual,
  type Condition,
  type Deliverable,
  type Goal,
  type JoiningRule,
  type LayerName,
  leadersDuties,
  ownJoining,
  type LeadersAsked,
  type LeadersDuty,
  type LectureDuty,
  type ListItem,
  type MakeUp,
  type MakeUpMode,
  type Named,
  type Playbook,
  type ReadinessItem,
  type Reading,
  type Stage,
  type Step,
  type Term,
  type Track,
  type UnitPredicate,
  type Writing,
} from './playbook.ts';
export {
  judgeReadiness,
  readinessMeasures,
  readinessTogether,
  refuseUnready,
  type ReadinessFigure,
  type ReadinessMeasure,
  type ReadinessStanding,
  type ReadyWord,
} from './readiness.ts';
export { itemMeasures, type ItemFigure } from './item-figure.ts';
export type { PlaybookFault, PlaybookFaultCode } from './playbook-fault.ts';
export { readPlaybook, readTakenPlaybook, stagesOnTrack } from './read-playbook.ts';
export type { InstanceLists } from './spot.ts';
export { stagesOnNewTrack, trackOf, unitStages, type UnitStage } from './unit-stages.ts';
