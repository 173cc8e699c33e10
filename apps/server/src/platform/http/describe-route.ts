import { problem } from '@muster/contract';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { headersOf } from './route-headers.ts';
import { refusalsOf } from './route-refusals.ts';
import type { Described } from './route-schema.ts';

export const sessionCookie = 'muster_session';

/** What the whole document says: how one is known, and what a refusal looks like. */
export const components = {
  securitySchemes: {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description:
        'Set by the answer to `logIn` (and to `setUp`). That answer, and the one to `readMe`, also hold `csrf`, the token that every request which changes something sends as `x-muster-csrf`.',
    },
  },
  schemas: { Problem: z.toJSONSchema(problem, { io: 'output' }) as object },
} as const;

type Transform = typeof jsonSchemaTransform;

/** The route as the description tells it: what is checked before a body is looked at, and every refusal with its codes. */
export const describeRoute: Transform = (document) => {
  const made = jsonSchemaTransform(document);
  const described = (document as { route?: { config?: { described?: Described } } }).route?.config?.described;
  if (described === undefined) return made;
  const schema = made.schema as { headers?: object; response?: object };
  return {
    ...made,
    schema: {
      ...schema,
      security: described.route.access === 'public' ? [] : [{ session: [] }],
      headers: headersOf(described.route, schema.headers),
      response: { ...schema.response, ...problemsOf(described) },
    },
  };
};

function problemsOf(described: Described): object {
  const refusals = refusalsOf(described).map(([status, codes]) => [status, problemWith(codes.join(', '))]);
  return {
    ...Object.fromEntries(refusals),
    default: problemWith('Whatever any request can meet: too-many-requests (429), internal (500), unavailable (503)'),
  };
}

const problemWith = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
