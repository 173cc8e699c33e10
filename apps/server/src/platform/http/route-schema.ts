import { problem, type Route, workbookType } from '@muster/contract';
import { fileBytes } from '@muster/contract/platform';
import { refusalsOf } from './route-refusals.ts';

/** A route as it is served, beside what Fastify needs to know of it. */
export interface Described {
  readonly route: Route;
  readonly isList: boolean;
  /** Largest file that this instance takes at this route; null where it takes none. */
  readonly megabytes: number | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    described?: Described;
  }
}

/** What Fastify checks and writes a route by. */
export function schemaOf(described: Described): Record<string, unknown> {
  const { route, isList } = described;
  return {
    operationId: route.name,
    tags: [route.slice],
    summary: route.summary,
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(route.body === undefined ? {} : { body: route.body }),
    response: {
      [route.status]: isList ? listOf(route) : answerOf(route),
      ...Object.fromEntries(refusalsOf(described).map(([status]) => [status, problem])),
    },
  };
}

function answerOf({ answer }: Route): unknown {
  if (answer !== fileBytes) return answer;
  return { description: 'The bytes of the file', content: { 'application/octet-stream': { schema: fileBytes } } };
}

function listOf({ answer }: Route): unknown {
  return {
    description: 'A page of the list; all of it where a workbook is accepted',
    content: { 'application/json': { schema: answer }, [workbookType]: { schema: fileBytes } },
  };
}
