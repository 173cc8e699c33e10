import { roles } from '@muster/core/access';
import { z } from 'zod';
import { civilDate, id, line } from '../fields.ts';
import { route } from '../route.ts';

const who = {
  personId: id.optional(),
  personName: line(40).optional(),
  role: z.enum(roles),
  origin: z.enum(['own', 'subordinate', 'served']).optional(),
  fromOn: civilDate.optional(),
};
const isOne = (body: { personId?: string | undefined; personName?: string | undefined }): boolean =>
  (body.personId === undefined) !== (body.personName === undefined);
const oneOf = 'personId or personName';

const answer = z.object({ id, personId: id });

export const appoint = route({
  name: 'appoint',
  slice: 'access',
  method: 'POST',
  path: '/api/organisations/:organisationId/appointments',
  summary: 'Appoint a person known to the roster, or a new one by name, and grant the verbs of the role',
  access: 'manage-access',
  params: z.object({ organisationId: id }),
  body: z.object(who).refine(isOne, oneOf),
  answer,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'beyond-own-authority',
    'role-not-appointable',
    'role-not-for-this-place',
    'appointed-already',
  ],
  idempotency: 'key',
});

export const appointMany = route({
  name: 'appointMany',
  slice: 'access',
  method: 'POST',
  path: '/api/appointments',
  summary:
    'Give many offices at once, one node or several, each as if by itself; all of them, or none with every reason',
  access: 'manage-access',
  body: z.object({
    appointments: z
      .array(z.object({ organisationId: id, ...who }).refine(isOne, oneOf))
      .min(1)
      .max(1000),
  }),
  answer: z.object({ appointments: z.array(answer) }),
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'list-refused', 'invalid-input', 'appointed-already'],
  idempotency: 'key',
});
