import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { refusalStatus } from '@muster/contract';
import { refuse } from '@muster/core/kernel';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import fastify, { LogController, type ConnectionError, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Log } from '../log.ts';
import { components, describeRoute } from './describe-route.ts';
import { failureOf, type ConstraintRefusals } from './failure.ts';
import { refuseHalfCharacters } from './half-characters.ts';
import { problemOf } from './problem.ts';
import { sendRefusal } from './serve.ts';

export interface ServerParts {
  readonly log: Log;
  readonly version: string;
  readonly tls: SecureContextOptions | null;
  readonly trustProxy: boolean;
  /**
   * Requests a minute from one address, of which a server that cannot keep up refuses some at once. Null for tests and the demo's own
   * building: nobody else waits there, and what is slow is to be done all the same.
   */
  readonly requestsAMinute: number | null;
  readonly constraints: ConstraintRefusals;
}

/** An HTTP server with its plug-ins and its way of failing; routes are added by `makeServe`. */
export async function makeServer(parts: ServerParts): Promise<FastifyInstance> {
  const { log, tls, trustProxy } = parts;
  const app = fastify({
    ...(tls === null ? {} : { https: tls }),
    trustProxy,
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID().slice(0, 8),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (_error, request, reply) => void sendRefusal(request, reply, refuse('invalid-input')),
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket),
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(helmet, helmetOptions(tls !== null || trustProxy));
  await app.register(cookie);
  await app.register(compress, { threshold: 1024 });
  await app.register(etag);
  if (parts.requestsAMinute !== null) {
    await app.register(underPressure, { maxEventLoopDelay: 2_000 });
    await app.register(rateLimit, { max: parts.requestsAMinute, timeWindow: '1 minute' });
  }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Muster', version: parts.version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components,
    },
    transform: describeRoute,
  });
  failClearly(app, parts.constraints);
  refuseHalfCharacters(app);
  keepNoConnection(app);
  logRequests(app);
  return app;
}

/** No inline script, nothing from elsewhere; styles inline, since the component library writes them. */
function helmetOptions(secure: boolean): object {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 15_552_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  };
}

function failClearly(app: FastifyInstance, constraints: ConstraintRefusals): void {
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error, constraints);
    if (failure === null) request.log.error({ err: error }, 'request failed');
    const code = failure?.code ?? 'internal';
    // Whoever asked tries again; why it had to be is for whoever looks after the server.
    if (code === 'unavailable') request.log.warn({ err: error }, 'the server was busy, or the database away');
    const megabytes = request.routeOptions.config.described?.megabytes ?? null;
    if (code === 'too-large' && megabytes !== null)
      return sendRefusal(request, reply, refuse('file-too-large', { megabytes }));
    return sendRefusal(request, reply, { refused: code, params: failure?.params ?? {} }, failure?.faults);
  });
}

/** For a server without pages: with them, some of these are pages. */
export function refuseUnknownPaths(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, refuse('method-not-known')));
}

/** What could not be read as a request at all has no reply to send by: the refusal is written to the socket as it is. */
function refuseUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'invalid-input';
  const problem = JSON.stringify(problemOf(refuse(code), ''));
  const status = refusalStatus[code];
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(problem)}\r\nconnection: close\r\n\r\n${problem}`,
  );
}

/**
 * Once closing has begun, no connection is kept: the server ends when the last one does, and Fastify says so to those alone that ask
 * after that. What was being sent already said that it would be kept; it is let go when it has been sent.
 */
function keepNoConnection(app: FastifyInstance): void {
  let isClosing = false;
  const letGoUnasked = watchUnasked(app.server);
  app.addHook('preClose', (done) => {
    isClosing = true;
    setTimeout(letGoUnasked, unaskedPatienceMs).unref();
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
  app.addHook('onResponse', (_request, _reply, done) => {
    if (isClosing) setImmediate(() => app.server.closeIdleConnections());
    done();
  });
}

/** For a request that is already on its way. */
const unaskedPatienceMs = 500;

/**
 * Connections on which nothing was asked yet, as browsers open to spare, count as idle only after their first request, and would be waited
 * for. By the other end's address, since under TLS a request comes from another socket than the connection. Answers how to end them.
 */
function watchUnasked(server: FastifyInstance['server']): () => void {
  const unasked = new Map<string, Socket>();
  const otherEnd = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress ?? ''} ${remotePort ?? ''}`;
  server.on('connection', (socket: Socket) => {
    const name = otherEnd(socket);
    unasked.set(name, socket);
    socket.once('close', () => {
      if (unasked.get(name) === socket) unasked.delete(name);
    });
  });
  server.on('request', ({ socket }) => unasked.delete(otherEnd(socket)));
  return () => {
    for (const socket of unasked.values()) socket.destroy();
  };
}

/** One line a request: the route's pattern, never the address with its ids, never a person or a network address. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        route: request.routeOptions.url ?? 'unknown',
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}
