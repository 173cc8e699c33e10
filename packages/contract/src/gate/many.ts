import { z } from 'zod';
import { amount, civilDate, id, text } from '../fields.ts';
import { route } from '../route.ts';

/** As many as are taken at once; each is judged anew. */
const transitionIds = z
  .array(id)
  .min(1)
  .max(200)
  .refine((ids) => new Set(ids).size === ids.length, 'each once');

const list = ['not-logged-in', 'not-found', 'not-permitted', 'list-refused', 'invalid-input'] as const;

export const endorseTransitions = route({
  name: 'endorseTransitions',
  slice: 'gate',
  method: 'POST',
  path: '/api/transition-endorsements',
  summary: 'Endorse what many units applied for, each as if by itself; all of them, or none with every reason',
  access: 'endorse-transition',
  body: z.object({ transitionIds, note: text(2000).optional() }),
  answer: z.object({ endorsed: amount }),
  status: 201,
  refusals: [...list],
  idempotency: 'key',
});

export const decideTransitions = route({
  name: 'decideTransitions',
  slice: 'gate',
  method: 'POST',
  path: '/api/transition-decisions',
  summary:
    'Pass or refuse what was endorsed of many units, each as if by itself; all of them, or none with every reason',
  access: 'decide-transition',
  body: z.object({
    transitionIds,
    outcome: z.enum(['passed', 'refused']),
    note: text(2000).optional(),
    mendBy: civilDate.optional(),
  }),
  answer: z.object({ decided: amount }),
  status: 201,
  refusals: [...list],
  idempotency: 'key',
});
