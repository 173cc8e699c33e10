import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ballotLength, type Poll } from '@muster/proof';
import type { Box, CastRefusal } from './box.ts';
import type { ToldPoll } from './boxes.ts';

/** A poll with its box. */
export interface OpenBox {
  readonly poll: Poll;
  readonly box: Box;
}

const statusOf: Readonly<Record<CastRefusal, number>> = {
  'ballot-length': 422,
  'ballot-token': 422,
  'ballot-key': 422,
  'ballot-signature': 422,
  'key-used-already': 409,
  'not-casting': 409,
};

export interface BoxDoor {
  /** By the manifest's hash. */
  readonly boxes: (manifest: string) => OpenBox | undefined;
  /** By the manifest's hash or its first digits; null where nothing but ballots is answered. */
  readonly told: ((named: string) => ToldPoll | undefined) | null;
  /** The folder in which everything that is published lies; null where nothing is. */
  readonly board: string | null;
  readonly broken: (error: unknown) => void;
}

export const boxLimits = { requestTimeout: 10_000, keepAlive: false };

/**
 * `POST /polls/<manifest>/ballots` with a ballot as its body. Whoever sends one is neither asked nor noted: no cookie is read, no address, no
 * time, and nothing is logged, since what is not written down cannot be handed over. `GET /polls/<manifest>`, by its first digits too, is what
 * whoever votes has to know beforehand; `GET /board/…` is what was published.
 */
export function boxDoor(door: BoxDoor): RequestListener {
  return (request, response) => {
    answer(door, request, response).catch((error: unknown) => {
      if (!response.headersSent) respond(response, 503, { code: 'unavailable' });
      door.broken(error);
    });
  };
}

export function serveBoxes(boxes: BoxDoor['boxes'], broken: BoxDoor['broken']): Server {
  return createServer(boxLimits, boxDoor({ boxes, told: null, board: null, broken }));
}

async function answer(
  { boxes, told, board }: BoxDoor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '';
  if (url === '/health' && request.method === 'GET') return respond(response, 200, { status: 'ok' });
  const published = publishedAt.exec(url)?.[1];
  if (board !== null && published !== undefined && request.method === 'GET')
    return sendPublished(join(board, published), request, response);
  const named = /^\/polls\/([0-9a-f]{16,64})$/.exec(url)?.[1];
  const poll = named === undefined ? undefined : told?.(named);
  if (poll !== undefined && request.method === 'GET') return respond(response, 200, poll);
  const manifest = /^\/polls\/([0-9a-f]{64})\/ballots$/.exec(url)?.[1];
  const open = manifest === undefined ? undefined : boxes(manifest);
  if (open === undefined) return refuse(request, response, 404, 'not-found');
  // The page that votes comes from elsewhere.
  if (request.method === 'OPTIONS') return respond(response, 204, null);
  if (request.method !== 'POST') return refuse(request, response, 405, 'method-not-allowed');
  const ballot = await bodyOf(request, ballotLength(open.poll));
  if (ballot === null) return refuse(request, response, 422, 'ballot-length');
  const kept = await open.box.cast(ballot);
  if (typeof kept === 'string') respond(response, statusOf[kept], { code: kept });
  else respond(response, 201, kept);
}

const publishedAt =
  /^\/board\/([0-9a-f-]{1,100}\/(?:campaign\.json|[0-9a-f]{64}\/(?:manifest\.json|ballots\.bin|close\.json)))$/;

async function sendPublished(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) return refuse(request, response, 404, 'not-found');
  response.sendDate = false;
  response.writeHead(200, {
    'access-control-allow-origin': '*',
    'cache-control': 'no-cache',
    connection: 'close',
    'content-length': found.size,
    'content-type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream',
  });
  await pipeline(createReadStream(path), response).catch(() => response.destroy());
}

/** Null where there are more bytes than a ballot has; what is left of it is not read. */
async function bodyOf(request: IncomingMessage, length: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > length) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string): void {
  request.resume();
  respond(response, status, { code });
}

function respond(response: ServerResponse, status: number, body: object | null): void {
  response.sendDate = false;
  response.writeHead(status, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
    'cache-control': 'no-store',
    connection: 'close',
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  });
  response.end(body === null ? undefined : JSON.stringify(body));
}
