export { catalogue, type Measure } from './catalogue.ts';
export { isAbout, type UnitTraits } from './is-about.ts';
export { extendedBy, layOver, mergeLayers, type Laid } from './lay-over.ts';
export type { LayerChange } from './laying.ts';
export { pinnedConditions, type PinnedCondition } from './pinned-conditions.ts';
export { planStages, type PlannedStage, type StageDates } from './plan-stages.ts';
export {
  requiredTerms,
  type ActivityKind,
  type Band,
  type BatchPlan,
  type Bilingual,
  type Condition,
  type Deliverable,
  type LayerName,
  type Named,
  type Playbook,
  type Stage,
  type Step,
  type Term,
  type Track,
  type UnitPredicate,
} from './playbook.ts';
export type { PlaybookFault, PlaybookFaultCode } from './playbook-fault.ts';
export { readPlaybook, stagesOnTrack } from './read-playbook.ts';
