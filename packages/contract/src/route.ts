import type { Verb } from '@muster/core/access';
import { z } from 'zod';
import type { RefusalCode } from './refusals.ts';

type Shape = z.ZodType | undefined;

/** The answer of a route that hands out a file, of whatever type the file is. */
export const fileBytes = z.custom<Uint8Array>().meta({ type: 'string', format: 'binary' });

/** What a list is asked for with to come whole, as a workbook, instead of page by page. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * One route of the wire: the server registers it, the client calls it, OpenAPI describes it, and the permission walk needs a row
 * for it. `access` names who may even ask: anybody, anybody logged in, or who holds the verb on the node concerned.
 */
export interface Route<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly name: string;
  readonly slice: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Fastify's form: `/api/units/:unitId/gate`. */
  readonly path: string;
  readonly summary: string;
  readonly access: 'public' | 'session' | Verb;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly status: 200 | 201 | 204;
  readonly refusals: readonly RefusalCode[];
  /** Why the same command sent twice does no harm: a natural key, or an `Idempotency-Key` header. */
  readonly idempotency?: 'natural' | 'key';
  /** Largest body in bytes, where the default of 1 MiB is too small. */
  readonly bodyLimit?: number;
  /** Largest file that it takes, in place of `bodyLimit`; less where the instance is set to less. */
  readonly fileMegabytes?: number;
}

type Present<S> = NonNullable<S>;
type Inferred<S> = [Present<S>] extends [never]
  ? undefined
  : Present<S> extends z.ZodType
    ? z.infer<Present<S>>
    : undefined;
type Given<S> = Present<S> extends z.ZodType ? z.input<Present<S>> : undefined;

/** What a handler gets, after checking. */
export interface RouteInput<R extends Route> {
  readonly params: Inferred<R['params']>;
  readonly query: Inferred<R['query']>;
  readonly body: Inferred<R['body']>;
}

/** What a caller passes: only the parts that the route has. */
export type RouteCall<R extends Route> = ([Present<R['params']>] extends [never]
  ? object
  : { params: Given<R['params']> }) &
  ([Present<R['query']>] extends [never] ? object : { query?: Given<R['query']> }) &
  ([Present<R['body']>] extends [never] ? object : { body: Given<R['body']> });

/** A route whose answer is a file. */
export type FileRoute = Route<Shape, Shape, Shape, typeof fileBytes>;

export type RouteAnswer<R extends Route> = z.infer<R['answer']>;

export function route<
  Answer extends z.ZodType,
  Params extends Shape = undefined,
  Query extends Shape = undefined,
  Body extends Shape = undefined,
>(
  definition: Omit<Route<Params, Query, Body, Answer>, 'params' | 'query' | 'body'> & {
    params?: Params;
    query?: Query;
    body?: Body;
  },
): Route<Params, Query, Body, Answer> {
  return definition;
}
