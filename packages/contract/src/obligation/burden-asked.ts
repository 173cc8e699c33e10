import { kinds } from '@muster/core/organisation';
import { z } from 'zod';
import { amount, bilingual, civilDate, id } from '../fields.ts';
import { route } from '../route.ts';

const figures = {
  /** To be handed in: a note of each member is one. */
  papers: z.number().int().min(0),
  /** To be held, a day of concentrated training being at least one. */
  meetings: z.number().int().min(0),
  /** To be studied: what each member needs, times the members of today. */
  minutes: z.number().int().min(0),
};

/** A document of the playbook with the place that put it, or (`playbook` null) the teams by what they found. */
const asker = {
  key: z.string(),
  playbook: z.object({ code: z.string(), title: bilingual }).nullable(),
  organisation: z.object({ id, name: z.string() }).nullable(),
};

export const readBurdenAsked = route({
  name: 'readBurdenAsked',
  slice: 'obligation',
  method: 'GET',
  path: '/api/organisations/:organisationId/burden-asked',
  summary:
    'What is asked of the units at and beneath a node and due in a period: papers, meetings and hours, and by whom',
  access: 'read',
  params: z.object({ organisationId: id }),
  /** Both days included; without them, in the whole campaign. */
  query: z.object({ from: civilDate.optional(), to: civilDate.optional() }),
  answer: z.object({
    campaignId: id.nullable(),
    from: civilDate.nullable(),
    to: civilDate.nullable(),
    units: amount,
    total: z.object(figures),
    /** The nodes right beneath in the order of the tree; a unit of several branches is at each of them, and once in the total. */
    rows: z.array(
      z.object({ organisation: z.object({ id, name: z.string(), kind: z.enum(kinds) }), units: amount, ...figures }),
    ),
    by: z.array(z.object({ ...asker, ...figures })),
    /** Of a unit: everything that the figures count, by its day. `by` names who asks. */
    items: z.array(
      z.object({
        what: z.enum(['paper', 'meeting', 'time']),
        title: bilingual,
        stageCode: z.string(),
        dueOn: civilDate,
        number: z.number().int().min(0),
        by: z.string(),
      }),
    ),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'of-another-campaign'],
});
