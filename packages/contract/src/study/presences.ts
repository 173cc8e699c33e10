import { z } from 'zod';
import { amount, beyond, civilDate, id, instant } from '../fields.ts';
import { route } from '../route.ts';

const cursor = z.string().refine((text) => {
  const [sheet, person, ...rest] = text.split('_');
  return z.uuidv7().safeParse(sheet).success && z.uuidv7().safeParse(person).success && rest.length === 0;
}, 'a cursor that a page before gave');

export const listPresences = route({
  name: 'listPresences',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/presences',
  summary: 'Who was at the meetings, or was not, of a week or of all, at and beneath a node, latest meeting first',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: z.object({
    /** Its Monday; without one, of all weeks. */
    week: civilDate.optional(),
    presence: z.enum(['present', 'absent']),
    after: cursor.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        person: z.object({ id, name: z.string() }),
        branch: z.object({ id, name: z.string() }),
        activity: z.object({ id, kind: z.string(), topic: z.string(), startsAt: instant }),
        reason: z.string().nullable(),
      }),
    ),
    all: amount,
    beyond,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});
