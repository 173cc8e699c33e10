import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { effectivePlaybooks, playbookAt, playbookBeneath, playbooksUnder } from './effective-playbooks.ts';
export { endParticipations } from './end-participations.ts';
export { unitsOfSelf } from './date-requests.ts';
export { campaignClosed, datesChanged, stageOpened, type StageOpened } from './hooks.ts';
export { joiningRule, joiningRules } from './joining-rules.ts';
export { lockParticipation, lockParticipations } from './lock-participation.ts';
export { pinConditions } from './pin-conditions.ts';
export {
  lockedOnesOf,
  lockedParticipation,
  lockedParticipations,
  participationAtHand,
  participationIn,
  participationMeant,
  participationsIn,
  type Participation,
  type ParticipationStage,
} from './participations.ts';
export {
  askedAmongAll,
  askedOf,
  campaignAtHand,
  findCampaign,
  campaignsAtHand,
  conditionsIn,
  conditionsOf,
  idAtHand,
  playbooksOf,
  readsAbout,
  refuseClosed,
  type CampaignState,
} from './queries.ts';
export { routes } from './routes.ts';
export { bandTitle } from './band-title.ts';
export { whoAsks, type Asker } from './who-asks.ts';
export { stillToMend } from './still-to-mend.view.ts';
export { wordsAt } from './words.view.ts';

export const constraints: ConstraintRefusals = {
  playbook__version_unique: 'playbook-version-exists',
  campaign_layer__one_current: 'layer-in-place',
  batch__number_unique: 'batch-number-exists',
  batch__dates: 'dates-not-in-order',
  batch__opens_with_reason: 'opening-reason-missing',
  batch_readiness__hard_is_met: 'readiness-lacking',
  batch_opening__by_right: 'not-permitted',
  batch_opening__of_its_batch: 'batch-opened-already',
  ready_word__by_right: 'not-permitted',
  ready_word__before_opening: 'batch-opened-already',
  ready_word__one_standing: 'said-ready-already',
  ready_word__taken_back_once: 'ready-taken-back-already',
  batch__opened_for_good: 'batch-opened-already',
  stage_request__one_open: 'request-open-already',
  stage_request_decision__by_right: 'not-permitted',
  stage_request_decision__open: 'request-decided-already',
  stage_request_decision__somebody_else: 'somebody-else-must',
  stage_request_decision__not_of_the_unit: 'decider-is-of-the-unit',
  stage_request_decision__last_stage: 'total-only-in-last-stage',
  stage_request_decision__judged: 'shorter-without-conditions',
  stage_request_decision__stage_open: 'shorter-only-when-open',
  stage_request_decision__hard_conditions: 'hours-and-quality-open',
  stage_request_decision__same_as_asked: 'request-stale',
  stage_request_decision__refused_says_why: 'reason-missing',
  stage_extension__by_right: 'not-permitted',
  stage_extension__from_above: 'extension-from-above',
  participation_extension__not_own_alone: 'extension-of-own-unit',
  // What was asked for fitted the dates of then.
  participation_stage__dates: 'request-stale',
  participation_stage__closed: 'request-stale',
  participation_stage__begun: 'request-stale',
  participation__once: 'unit-takes-part-already',
  campaign__runs: 'campaign-closed',
  campaign__closed_by_right: 'not-permitted',
  campaign__closed_in_order: 'invalid-input',
};
