import { z } from 'zod';
import { bilingual, bilingualLine, civilDate, done, id, instant, text } from '../fields.ts';
import { route } from '../route.ts';

export { campaignAsked, campaignHeader, closeCampaign, readCampaignsAt, readClosing } from './at-hand.ts';
export {
  changeBatchPlan,
  coverageStates,
  listBatches,
  listCoverage,
  openBatch,
  openPlannedBatch,
  planBatch,
  readCoverage,
} from './batches.ts';
export {
  askForDates,
  changeTrack,
  dateRequestAnswer,
  decideDateRequest,
  extendStage,
  listDateRequests,
  planStages,
  previewExtension,
  readUnitDates,
} from './dates.ts';
export { listLayerChoices, putLayer, readPlaybookInForce } from './playbook-in-force.ts';
export { previewBatchReadiness, readBatchReadiness, sayReady, takeBackReady } from './readiness.ts';

export const conditionAnswer = z.object({
  code: z.string(),
  title: bilingual,
  measure: z.string(),
  isHard: z.boolean(),
  memberNeeds: z.number().int().nullable(),
  thresholdNum: z.number().int().nullable(),
  thresholdDen: z.number().int().nullable(),
});

export const stageAnswer = z.object({
  code: z.string(),
  title: bilingual,
  minimumDays: z.number().int(),
  /** Tracks that go through it; null: all. */
  tracks: z.array(z.string()).nullable(),
  conditions: z.array(conditionAnswer),
});

export const campaignAnswer = z.object({
  id,
  name: bilingual,
  rootId: id,
  startedOn: civilDate,
  closedOn: civilDate.nullable(),
  closing: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  /** At a place of the person who asks. */
  isMine: z.boolean(),
  mayClose: z.boolean(),
  playbook: z.object({
    id,
    code: z.string(),
    version: z.string(),
    title: bilingual,
    profile: z.enum(['light', 'full']),
  }),
  terms: z.record(z.string(), bilingual),
  stages: z.array(stageAnswer),
  activityKinds: z.array(z.object({ code: z.string(), title: bilingual, isCollective: z.boolean() })),
  absenceReasons: z.array(z.object({ code: z.string(), title: bilingual })),
  makeUpModes: z.array(z.object({ code: z.string(), title: bilingual })),
  studyHourMinutes: z.number().int(),
  shortestSessionMinutes: z.number().int(),
  /** Bands of satisfaction in percent, from above. */
  bands: z.array(z.object({ min: z.number().nullable(), below: z.number().nullable() })),
  batches: z.array(z.object({ id, number: z.number().int(), fromOn: civilDate, toOn: civilDate })),
});

export const listCampaigns = route({
  name: 'listCampaigns',
  slice: 'campaign',
  method: 'GET',
  path: '/api/campaigns',
  summary: 'The campaigns with their playbooks’ stages, conditions and words',
  access: 'session',
  answer: z.object({
    campaigns: z.array(campaignAnswer),
    /** At the places of the person who asks, of all of them the one at hand. */
    atHand: id.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const playbookFault = z.object({
  at: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const listPlaybooks = route({
  name: 'listPlaybooks',
  slice: 'campaign',
  method: 'GET',
  path: '/api/playbooks',
  summary: 'The playbooks that were loaded',
  access: 'session',
  answer: z.object({
    playbooks: z.array(
      z.object({
        id,
        code: z.string(),
        version: z.string(),
        title: bilingual,
        loadedAt: instant,
        /** Code of what a layer extends; null for a playbook that stands by itself. */
        extends: z.string().nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const loadPlaybook = route({
  name: 'loadPlaybook',
  slice: 'campaign',
  method: 'POST',
  path: '/api/organisations/:organisationId/playbooks',
  summary: 'Load a playbook from YAML after checking it against the schema and the catalogue of measures',
  access: 'manage-campaign',
  params: z.object({ organisationId: id }),
  body: z.object({ yaml: text(200_000) }),
  answer: z.object({ id, code: z.string(), version: z.string() }),
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'playbook-invalid', 'playbook-version-exists'],
  idempotency: 'natural',
});

export const startCampaign = route({
  name: 'startCampaign',
  slice: 'campaign',
  method: 'POST',
  path: '/api/organisations/:organisationId/campaigns',
  summary: 'Start a campaign beneath a node under a playbook',
  access: 'manage-campaign',
  params: z.object({ organisationId: id }),
  body: z.object({ playbookId: id, name: bilingualLine(120), startedOn: civilDate }),
  answer: done,
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'day-too-far'],
  idempotency: 'key',
});
