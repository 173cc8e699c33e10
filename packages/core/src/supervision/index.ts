export {
  endContactPoint,
  leaderGaps,
  nameContactPoint,
  noteGuest,
  recordVisit,
  visitKinds,
  withdrawVisit,
  type LeaderFigures,
  type LeaderGap,
  type VisitKind,
} from './contact-point.ts';
export {
  answerOrder,
  isOrderOverdue,
  issueOrder,
  orderOutcomes,
  orderState,
  recordFinding,
  verifyOrder,
  type FindingState,
  type OrderAnswer,
  type OrderOutcome,
  type OrderProgress,
  type OrderState,
} from './order.ts';
export { assignUnit, joinTeam, leaveTeam, releaseUnit, type Team, type Tie } from './team.ts';
export {
  checkAgain,
  checkAnswers,
  checkOneself,
  type CheckAnswer,
  type CheckedItem,
  type CheckingAgain,
  type SelfCheckState,
} from './self-check.ts';
export { differencesOf } from './differences-of.ts';
export { unseenSince, visit, type Visit } from './visit.ts';
