export {
  endContactPoint,
  listGuests,
  listLeaders,
  nameContactPoint,
  noteGuest,
  readLeadership,
  recordVisit,
  withdrawVisit,
} from './contact-points.ts';
export { issueOrder, listFindings, recordFinding } from './findings.ts';
export { answerOrder, listOwnOrders, readOrder, verifyOrder } from './orders.ts';
export { assignUnit, assignUnits, formTeam, joinTeam, leaveTeam, listTeams, releaseUnit } from './teams.ts';
export { checkAgain, checkOneself, readSelfCheck } from './self-checks.ts';
export { entryTopics, listChanges, markVisit } from './visits.ts';
