import { z } from 'zod';
import { amount, bilingual, civilDate, id, line, pageById } from '../fields.ts';
import { route } from '../route.ts';

/** What one touch ticks: a chapter, or a work that has none. */
const piece = z.object({
  piece: z.string(),
  work: bilingual,
  /** Null: the work as a whole. */
  chapter: bilingual.nullable(),
});

export const pieces = z.array(line(90)).min(1).max(200);

export const readReadings = route({
  name: 'readReadings',
  slice: 'study',
  method: 'GET',
  path: '/api/people/:personId/readings',
  summary: 'What a member is to read in the stage, and what of it is read; everybody may read oneself',
  access: 'session',
  params: z.object({ personId: id }),
  answer: z.object({
    stageCode: z.string().nullable(),
    /** In the playbook’s order. */
    pieces: z.array(
      piece.extend({
        /** At a meeting, which says so itself, or by oneself. */
        read: z.object({ on: civilDate, activityId: id.nullable() }).nullable(),
      }),
    ),
    mayTick: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

export const tickReadings = route({
  name: 'tickReadings',
  slice: 'study',
  method: 'POST',
  path: '/api/people/:personId/readings',
  summary:
    'Tick chapters as read, or take a tick back; whoever records for the branch may do so for a member who cannot',
  access: 'session',
  params: z.object({ personId: id }),
  body: z.object({ pieces, read: z.boolean() }),
  answer: z.object({ changed: amount }),
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-a-member',
    'stage-not-open',
    'evidence-window-closed',
    'reading-unknown',
    'campaign-closed',
  ],
  idempotency: 'natural',
});

export const readActivityReadings = route({
  name: 'readActivityReadings',
  slice: 'study',
  method: 'GET',
  path: '/api/activities/:activityId/readings',
  summary: 'What was read together at an activity, and what may be named',
  access: 'read',
  params: z.object({ activityId: id }),
  answer: z.object({
    pieces: z.array(piece.extend({ isRead: z.boolean() })),
    mayName: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const nameReadings = route({
  name: 'nameReadings',
  slice: 'study',
  method: 'POST',
  path: '/api/activities/:activityId/readings',
  summary: 'Name what was read together, or take it back: it is then read by everybody who was present',
  access: 'record-activity',
  params: z.object({ activityId: id }),
  body: z.object({ pieces, read: z.boolean() }),
  answer: z.object({ changed: amount }),
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'activity-voided-already',
    'evidence-window-closed',
    'reading-unknown',
    'campaign-closed',
  ],
  idempotency: 'natural',
});

export const readBranchReading = route({
  name: 'readBranchReading',
  slice: 'study',
  method: 'GET',
  path: '/api/branches/:branchId/readings',
  summary: 'How far the members of a branch are with what is to be read, by name; who has not begun is named first',
  access: 'read',
  params: z.object({ branchId: id }),
  answer: z.object({
    stageCode: z.string().nullable(),
    /** Something can be ticked. */
    isOpen: z.boolean(),
    /** Each with how many have read it, of how many whose own unit asks for it. */
    pieces: z.array(piece.extend({ readBy: amount, askedOf: amount })),
    members: z.array(z.object({ personId: id, name: z.string(), read: amount, required: amount })),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const listReading = route({
  name: 'listReading',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/readings',
  summary:
    'How many members of each branch have begun the required reading, and how many are through; by place in the tree',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageById,
  answer: z.object({
    rows: z.array(
      z.object({
        branch: z.object({ id, name: z.string() }),
        unit: z.object({ id, name: z.string() }),
        stageCode: z.string(),
        required: amount,
        /** Whose own unit asks for something; all of them where nothing is asked. */
        members: amount,
        begun: amount,
        through: amount,
      }),
    ),
    all: amount,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
