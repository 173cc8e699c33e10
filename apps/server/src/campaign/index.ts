import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { effectivePlaybooks, playbookBeneath } from './effective-playbooks.ts';
export { endParticipations } from './end-participations.ts';
export { datesChanged, stageOpened, type StageOpened } from './hooks.ts';
export { lockParticipation } from './lock-participation.ts';
export { pinConditions } from './pin-conditions.ts';
export {
  conditionsOf,
  currentCampaign,
  participationOf,
  playbooksOf,
  type CampaignState,
  type Participation,
  type ParticipationStage,
} from './queries.ts';
export { routes } from './routes.ts';

export const constraints: ConstraintRefusals = {
  playbook__version_unique: 'playbook-version-exists',
  campaign_layer__one_current: 'layer-in-place',
  batch__number_unique: 'batch-number-exists',
  batch__dates: 'dates-not-in-order',
  participation__once: 'unit-takes-part-already',
};
