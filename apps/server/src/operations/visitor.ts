import type { Problem, Route, RouteAnswer, RouteCall } from '@muster/contract';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { refusalWords } from './refusal-words.ts';

/** Somebody with an open session, who asks the same routes as everybody. */
export interface Visitor {
  readonly personId: string;
  /** By which a browser would be known. */
  readonly session: Session;
  /** `progress` is an id by which `readProgress` tells how far a long call is. */
  call<R extends Route>(route: R, input: RouteCall<R>, progress?: string): Promise<RouteAnswer<R>>;
}

export interface Session {
  readonly cookie: string;
  readonly csrf: string;
}

/** The server said no to an operation: `code` is the refusal's. */
export class VisitRefused extends Error {
  readonly code: string;

  constructor(route: string, body: string) {
    const problem = readProblem(body);
    super(`Refused: ${refusalWords(problem)}.`, { cause: `${route}: ${body}` });
    this.code = problem.code;
  }
}

function readProblem(body: string): Problem {
  return JSON.parse(body) as Problem;
}

/** Some fifteen seconds in all. */
const mostTries = 11;

/** Asks again where the database was busy or away: nothing was kept then, and by a call's key nothing is kept twice. */
export async function patiently<Answer extends { readonly statusCode: number }>(
  ask: () => Promise<Answer>,
  stopping?: AbortSignal,
): Promise<Answer> {
  stopping?.throwIfAborted();
  let answer = await ask();
  for (let tries = 1; answer.statusCode === 503 && tries < mostTries; tries += 1) {
    await setTimeout(tries * 250);
    stopping?.throwIfAborted();
    answer = await ask();
  }
  return answer;
}

/** Calls go through the whole server, but not over a socket; none begins once it is `stopping`. */
export function visitorOf(app: FastifyInstance, personId: string, session: Session, stopping?: AbortSignal): Visitor {
  return {
    personId,
    session,
    async call<R extends Route>(route: R, input: RouteCall<R>, progress?: string): Promise<RouteAnswer<R>> {
      const {
        params = {},
        query = {},
        body,
      } = input as { params?: Record<string, string>; query?: Record<string, string>; body?: object };
      const headers = {
        cookie: session.cookie,
        'x-muster-csrf': session.csrf,
        'idempotency-key': randomUUID(),
        ...(progress !== undefined && { 'progress-id': progress }),
      };
      const ask = () =>
        app.inject({
          method: route.method,
          url: route.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
          query,
          headers,
          ...(body === undefined ? {} : { payload: body }),
        });
      const answer = await patiently(ask, stopping);
      if (answer.statusCode >= 400) throw new VisitRefused(route.name, answer.body);
      return (answer.statusCode === 204 ? null : answer.json()) as RouteAnswer<R>;
    },
  };
}
