import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ballotLength, type Poll } from '@muster/proof';
import type { Box, CastRefusal } from './box.ts';

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

/**
 * `POST /polls/<manifest>/ballots` with a ballot as its body, and nothing else. Whoever sends one is neither asked nor noted: no cookie is
 * read, no address, no time, and nothing is logged, since what is not written down cannot be handed over. `boxes` is asked by the manifest's hash.
 */
export function serveBoxes(boxes: (manifest: string) => OpenBox | undefined, broken: (error: unknown) => void): Server {
  return createServer({ requestTimeout: 10_000, keepAlive: false }, (request, response) => {
    answer(boxes, request, response).catch((error: unknown) => {
      if (!response.headersSent) respond(response, 503, { code: 'unavailable' });
      broken(error);
    });
  });
}

async function answer(
  boxes: (manifest: string) => OpenBox | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const manifest = /^\/polls\/([0-9a-f]{64})\/ballots$/.exec(request.url ?? '')?.[1];
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
