export {
  checkDeliverable,
  forms,
  isOverdue,
  outcomes,
  stateOf,
  submitDeliverable,
  type CheckState,
  type DeliverableState,
  type Form,
  type Outcome,
  type OwedState,
  type Version,
} from './deliverable.ts';
export {
  addressees,
  obligationKinds,
  standingOf,
  standings,
  wasLate,
  type Addressee,
  type ObligationKind,
  type Standing,
} from './standing.ts';
export { noticeKinds, noticeOutcomes, noticeRungs, rungsOn, type NoticeKind } from './ladder.ts';
export {
  askExtension,
  decideExtension,
  exempt,
  extensionOutcomes,
  type Decider,
  type ExtensionOutcome,
  type Relieved,
} from './relief.ts';
