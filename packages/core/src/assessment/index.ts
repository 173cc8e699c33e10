export { bandOf } from './bands.ts';
export {
  confirmAssessment,
  enterCount,
  reportCount,
  type Confirmed,
  type Counted,
  type CountingState,
} from './count.ts';
export { openAssessment, openPooled, type LastAttempt, type Opened, type OpeningState } from './open-assessment.ts';
export {
  courseOf,
  differencesOf,
  hasCounted,
  isRecounting,
  type AssessmentCourse,
  type Count,
  type Difference,
} from './course.ts';
export { formPool, type PoolCandidate, type PoolState } from './pool.ts';
export {
  answerNames,
  areTooFew,
  castOf,
  dissatisfiedShare,
  satisfactionShare,
  satisfiedShare,
  together,
  validOf,
  voterGroups,
  type AnswerName,
  type Answers,
  type Electorate,
  type Papers,
  type Share,
  type Voters,
} from './tally.ts';
export { blocks } from './threshold.ts';
