export { catalogue, type Measure } from './catalogue.ts';
export { pinnedConditions, type PinnedCondition } from './pinned-conditions.ts';
export { planStages, type PlannedStage, type StageDates } from './plan-stages.ts';
export {
  requiredTerms,
  type ActivityKind,
  type Band,
  type Bilingual,
  type Condition,
  type Named,
  type Playbook,
  type Stage,
  type Term,
} from './playbook.ts';
export type { PlaybookFault, PlaybookFaultCode } from './playbook-fault.ts';
export { readPlaybook } from './read-playbook.ts';
