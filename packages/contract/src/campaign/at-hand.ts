import { z } from 'zod';
import { bilingual, civilDate, done, id, text } from '../fields.ts';
import { route } from '../route.ts';

/** Which campaign a request means, in small letters as headers are compared. */
export const campaignHeader = 'muster-campaign';

/**
 * Every route that asks for a session takes it: of the campaigns at the place in question the one to show or to act in. One that is
 * not there is passed over, and what is meant without the header is meant.
 */
export const campaignAsked = z.object({
  [campaignHeader]: id.optional().describe('Of the campaigns at the place in question the one to show or to act in'),
});

export const readCampaignsAt = route({
  name: 'readCampaignsAt',
  slice: 'campaign',
  method: 'GET',
  path: '/api/organisations/:organisationId/campaigns',
  summary: 'The campaigns at a node: the one at hand, those that may be chosen instead, and those that lie beneath',
  access: 'session',
  params: z.object({ organisationId: id }),
  answer: z.object({
    atHand: id.nullable(),
    /** All that are at the node, running or closed, the latest first. */
    here: z.array(id),
    /** Rooted further down, or in the other tree with units beneath the node. */
    beneath: z.array(
      z.object({
        id,
        name: bilingual,
        closedOn: civilDate.nullable(),
        root: z.object({ id, name: z.string(), kind: z.string() }).nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

export const readClosing = route({
  name: 'readClosing',
  slice: 'campaign',
  method: 'GET',
  path: '/api/campaigns/:campaignId/closing',
  summary: 'What closing a campaign would leave undone: the units with a stage that is not closed',
  access: 'manage-campaign',
  params: z.object({ campaignId: id }),
  answer: z.object({
    units: z.number().int(),
    unfinished: z.number().int(),
    /** By place in the tree, the first five hundred. */
    names: z.array(z.object({ id, name: z.string() })),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const closeCampaign = route({
  name: 'closeCampaign',
  slice: 'campaign',
  method: 'POST',
  path: '/api/campaigns/:campaignId/closing',
  summary: 'Close a campaign: it stays readable, and nothing in it is changed any more',
  access: 'manage-campaign',
  params: z.object({ campaignId: id }),
  /** `unfinished` is what whoever closes it was shown: if it is another number by now, they look again. */
  body: z.object({ closedOn: civilDate, reason: text(500), unfinished: z.number().int().min(0) }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'campaign-closed',
    'day-in-future',
    'closed-before-start',
    'unfinished-changed',
  ],
  idempotency: 'natural',
});
