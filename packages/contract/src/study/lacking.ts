import { z } from 'zod';
import { amount, bilingual, civilDate, id, line, pageById } from '../fields.ts';
import { route } from '../route.ts';

const named = z.object({ id, name: z.string() });

/** What somebody has still to do in an open stage that nobody wrote down as owed: it follows from what was recorded. */
export const readLacking = route({
  name: 'readLacking',
  slice: 'study',
  method: 'GET',
  path: '/api/people/:personId/lacking',
  summary:
    'Which lecture that every member gives is still to be given, and what is still to be read; in all campaigns that run',
  access: 'session',
  params: z.object({ personId: id }),
  answer: z.object({
    /** A stage that is open and in which something is missing. */
    stages: z.array(
      z.object({
        campaignId: id,
        stageCode: z.string(),
        lectures: z.array(z.object({ code: z.string(), title: bilingual, dueOn: civilDate })),
        /** Null: everything is read. */
        reading: z
          .object({
            unread: amount,
            required: amount,
            dueOn: civilDate,
            /** Each with something left, in the playbook’s order. */
            works: z.array(z.object({ work: bilingual, unread: amount, required: amount })),
          })
          .nullable(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found'],
});

const counted = z.object({
  stage: z.string(),
  /** The earliest day on which it is due anywhere there. */
  dueOn: civilDate,
  /** Of units in which it is open: as long as the list of names. */
  count: amount,
  asked: amount,
});

export const readLackingAt = route({
  name: 'readLackingAt',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/lacking',
  summary:
    'How many members have still to speak, and how many have not read everything, in the stages that are open there',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({
    unspoken: z.array(counted.extend({ code: z.string(), title: bilingual })),
    unread: z.array(counted),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const listUnread = route({
  name: 'listUnread',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/unread',
  summary: 'Members who have not read everything that a stage asks them to read, by place in the tree and name',
  access: 'read',
  params: z.object({ organisationId: id }),
  /** Which stage; left out, the first that is open there, else the last that was. */
  query: pageById.extend({ stage: line(40).optional() }),
  answer: z.object({
    /** Stages that ask for reading and were opened by units there. */
    stages: z.array(z.string()),
    /** The one that the rows are about; null: nothing is to be read. */
    stage: z.string().nullable(),
    /** The stage is open there: the rows are of units that are in it. Else of those that have left it, who can read no more. */
    isOpen: z.boolean(),
    /** Beside the rows: how many have not read everything in units that have left the stage. */
    past: amount,
    /** Of how many of the units of the rows it is asked: members today. */
    asked: amount,
    rows: z.array(z.object({ person: named, branch: named, unit: named, unread: amount, required: amount })),
    all: amount,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
