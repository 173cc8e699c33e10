import { z } from 'zod';
import { fileBytes, route } from '../route.ts';

export { fileBytes };

/** RFC 9457, with the parameters of the sentence and, for bad input, each fault with its place. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  field: z.string().optional(),
  faults: z
    .array(
      z.object({
        field: z.string(),
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        message: z.string(),
      }),
    )
    .optional(),
  request: z.string(),
});

export type Problem = z.infer<typeof problem>;

export const readLiveness = route({
  name: 'readLiveness',
  slice: 'platform',
  method: 'GET',
  path: '/api/health',
  summary: 'The process answers',
  access: 'public',
  answer: z.object({ state: z.literal('up'), version: z.string() }),
  status: 200,
  refusals: [],
});

export const readReadiness = route({
  name: 'readReadiness',
  slice: 'platform',
  method: 'GET',
  path: '/api/ready',
  summary: 'The database answers',
  access: 'public',
  answer: z.object({ state: z.literal('ready') }),
  status: 200,
  refusals: ['unavailable'],
});

export const readFile = route({
  name: 'readFile',
  slice: 'platform',
  method: 'GET',
  path: '/api/files/:sha256',
  summary: 'A file that is kept for a node at or beneath which one may read, by the hash of its content',
  access: 'read',
  params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: fileBytes,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

/**
 * How far a request is that was sent with the header `Progress-Id`. `all` is 0 until it is known. A request that has not arrived, or is
 * somebody else's, waits: a question may overtake what it asks about.
 */
export const readProgress = route({
  name: 'readProgress',
  slice: 'platform',
  method: 'GET',
  path: '/api/progress/:progressId',
  summary:
    'How far one of one’s own requests is, by the id that it was sent with; forgotten some minutes after its end',
  access: 'session',
  params: z.object({ progressId: z.string().regex(/^[\w-]{8,100}$/) }),
  answer: z.object({
    phase: z.enum(['waiting', 'reading', 'fetching', 'checking', 'writing', 'recording', 'done']),
    done: z.number().int().min(0),
    all: z.number().int().min(0),
  }),
  status: 200,
  refusals: ['not-logged-in'],
});
