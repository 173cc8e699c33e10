import { createHash } from 'node:crypto';
import {
  bodyWithFile,
  refusalStatus,
  type FileRoute,
  type Problem,
  type RefusalCode,
  type Route,
  type RouteAnswer,
  type RouteInput,
  workbookType,
} from '@muster/contract';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { contextOf, type Context, type Platform } from '../context.ts';
import type { KeptFile } from '../files/files.ts';
import type { Actor } from '../identity.ts';
import { untold } from '../progress.ts';
import { madeUpKey } from './route-headers.ts';
import { schemaOf, type Described } from './route-schema.ts';
import {
  asksForWorkbook,
  languageOf,
  workbookOf,
  type SheetParts,
  type SheetsOf,
  type Workbook,
} from './list-sheets.ts';
import { problemOf } from './problem.ts';
import { sendBytes, sendFile } from './send-file.ts';

type Answer<R extends Route> = RouteAnswer<R> | Refusal<RefusalCode>;

/** A request before anybody is known. */
export interface PublicContext {
  readonly platform: Platform;
  readonly at: Date;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Registers the routes of the contract, at most one handler each; the session is resolved by the access slice. */
export interface Serve {
  open<R extends Route>(route: R, handle: (input: RouteInput<R>, context: PublicContext) => Promise<Answer<R>>): void;
  file<R extends FileRoute>(
    route: R,
    handle: (input: RouteInput<R>, context: Context) => Promise<KeptFile | Refusal<RefusalCode>>,
  ): void;
  /** A list, which comes whole as a workbook where the request accepts one. */
  list<R extends Route>(
    route: R,
    sheets: SheetsOf<R>,
    handle: (input: RouteInput<R>, context: Context) => Promise<Answer<R>>,
  ): void;
  <R extends Route>(
    route: R,
    handle: (input: RouteInput<R>, context: Context, http: PublicContext) => Promise<Answer<R>>,
  ): void;
}

export interface ServeParts {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  readonly resolve: (request: FastifyRequest, reply: FastifyReply, at: Date) => Promise<Actor | null>;
  /** Headers, in small letters, that a known person's request may carry besides; what they mean is the slices' business. */
  readonly asking: z.ZodObject<Record<string, z.ZodType<string | undefined>>>;
  readonly sheets: SheetParts;
}

export function makeServe({ app, platform, resolve, asking, sheets }: ServeParts): Serve {
  const asked = Object.keys(asking.shape);
  const register = <T>(
    route: Route,
    answer: (request: FastifyRequest, reply: FastifyReply) => Promise<T | Refusal<RefusalCode>>,
    send: (reply: FastifyReply, result: T) => FastifyReply = (reply, result) =>
      reply.status(route.status).send(route.status === 204 ? undefined : result),
    isList = false,
  ): void => {
    const described = { route, isList, megabytes: megabytesAt(route, platform.files.limitBytes) };
    app.route({
      method: route.method,
      url: route.path,
      ...limitOf(described),
      config: { described },
      schema: { ...schemaOf(described), ...(route.access === 'public' ? {} : { headers: asking }) },
      handler: async (request, reply) => {
        const result = await answer(request, reply);
        if (isRefusal(result)) return sendRefusal(request, reply, result);
        return send(reply, result);
      },
    });
  };

  const forKnown =
    <R extends Route, T>(
      route: R,
      handle: (input: RouteInput<R>, context: Context, http: PublicContext) => Promise<T | Refusal<RefusalCode>>,
    ) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<T | Refusal<RefusalCode>> => {
      const at = platform.clock.now();
      const actor = await resolve(request, reply, at);
      if (actor === null) return refuse('not-logged-in');
      const stopped = stopEarly(route, request, actor);
      if (stopped !== null) return stopped;
      const id = keyIn(request, 'progress-id');
      const progress = id === null ? untold : platform.progress.open(actor.accountId, id);
      const said = (header: string) => (asked.includes(header) ? headerOf(request, header) : null);
      const once = onceOf(
        route,
        request,
        asked.map((header) => said(header)),
      );
      const context = contextOf(platform, actor, once, progress, said);
      try {
        return await handle(inputOf<R>(request), context, { platform, at, request, reply });
      } finally {
        if (id !== null) progress.at('done', 1, 1);
      }
    };

  const serve = <R extends Route>(
    route: R,
    handle: (input: RouteInput<R>, context: Context, http: PublicContext) => Promise<Answer<R>>,
  ): void => register(route, forKnown(route, handle));
  serve.open = <R extends Route>(
    route: R,
    handle: (input: RouteInput<R>, context: PublicContext) => Promise<Answer<R>>,
  ): void => {
    register(route, async (request, reply) => {
      if (!sameOrigin(request)) return refuse('forged-request');
      return handle(inputOf<R>(request), { platform, at: platform.clock.now(), request, reply });
    });
  };
  serve.file = <R extends FileRoute>(
    route: R,
    handle: (input: RouteInput<R>, context: Context) => Promise<KeptFile | Refusal<RefusalCode>>,
  ): void => register(route, forKnown(route, handle), sendFile);
  serve.list = <R extends Route>(
    route: R,
    of: SheetsOf<R>,
    handle: (input: RouteInput<R>, context: Context) => Promise<Answer<R>>,
  ): void =>
    register(
      route,
      forKnown(route, async (input, context, { request }): Promise<Listed<R> | Refusal<RefusalCode>> => {
        if (asksForWorkbook(request))
          return whole(await workbookOf(sheets, { input, context, language: languageOf(request), sheets: of, handle }));
        const answer = await handle(input, context);
        return isRefusal(answer) ? answer : { page: answer };
      }),
      (reply, listed) =>
        'workbook' in listed
          ? sendBytes(reply, { ...listed.workbook, mediaType: workbookType })
          : reply.status(route.status).header('vary', 'accept').send(listed.page),
      true,
    );
  return serve;
}

type Listed<R extends Route> = { readonly page: RouteAnswer<R> } | { readonly workbook: Workbook };

function whole(workbook: Workbook | Refusal<RefusalCode>): { workbook: Workbook } | Refusal<RefusalCode> {
  return isRefusal(workbook) ? workbook : { workbook };
}

export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal<RefusalCode>,
  faults: Problem['faults'] = refusal.faults?.map((fault) => ({ ...fault, params: { ...fault.params } })),
): FastifyReply {
  const status = refusalStatus[refusal.refused];
  if (status === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', secondsToWait(refusal));
  return reply
    .status(status)
    .type('application/problem+json')
    .send(problemOf(refusal, request.id, faults));
}

/** Attempts are counted by the minute where the refusal says nothing else. */
function secondsToWait({ params }: Refusal): number {
  return 60 * Number(params['minutes'] ?? 1);
}

/** What can be refused before anything is loaded: a forged request, a verb held nowhere, a missing key. */
function stopEarly(route: Route, request: FastifyRequest, actor: Actor): Refusal<RefusalCode> | null {
  if (route.method !== 'GET' && (request.headers['x-muster-csrf'] !== actor.csrf || !sameOrigin(request))) {
    return refuse('forged-request');
  }
  const { access } = route;
  if (access !== 'session' && access !== 'public' && !actor.grants.some((grant) => grant.verb === access)) {
    return refuse('not-permitted', { verb: access });
  }
  if (route.idempotency === 'key' && keyOf(request) === null)
    return refuse(request.headers['idempotency-key'] === undefined ? 'key-missing' : 'key-malformed');
  return null;
}

/** The lesser of what the route takes and what the instance is set to. */
function megabytesAt({ fileMegabytes }: Route, limitBytes: number): number | null {
  return fileMegabytes === undefined ? null : Math.min(fileMegabytes, limitBytes / 1_000_000);
}

function limitOf({ route: { bodyLimit }, megabytes }: Described): { readonly bodyLimit?: number } {
  if (megabytes !== null) return { bodyLimit: bodyWithFile(megabytes) };
  return bodyLimit === undefined ? {} : { bodyLimit };
}

function sameOrigin(request: FastifyRequest): boolean {
  if (request.method === 'GET') return true;
  const { origin } = request.headers;
  return origin === undefined || URL.parse(origin)?.host === request.host;
}

function keyOf(request: FastifyRequest): string | null {
  return keyIn(request, 'idempotency-key');
}

/** Made up by the sender. */
function keyIn(request: FastifyRequest, header: 'idempotency-key' | 'progress-id'): string | null {
  const key = request.headers[header];
  return typeof key === 'string' && madeUpKey.test(key) ? key : null;
}

function headerOf(request: FastifyRequest, header: string): string | null {
  const value = request.headers[header];
  return typeof value === 'string' ? value : null;
}

function onceOf(route: Route, request: FastifyRequest, said: readonly (string | null)[]): Context['once'] {
  const key = keyOf(request);
  if (route.idempotency !== 'key' || key === null) return null;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([request.params, request.body, ...(said.every((each) => each === null) ? [] : said)]))
    .digest();
  return { key, route: route.name, bodyHash };
}

function inputOf<R extends Route>(request: FastifyRequest): RouteInput<R> {
  return { params: request.params, query: request.query, body: request.body } as RouteInput<R>;
}
