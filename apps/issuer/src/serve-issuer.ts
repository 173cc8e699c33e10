import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Issuer } from './issuer.ts';
import type { Asker } from './roster-database.ts';

const statusOf: Readonly<Record<string, number>> = {
  'not-found': 404,
  'not-logged-in': 401,
  'slip-unknown': 401,
  'not-on-roster-of-poll': 403,
  'off-roster-since': 403,
  'not-a-holder': 403,
  'blinded-malformed': 422,
  'slip-malformed': 422,
};

const mostBytes = 4096;
const sessionCookie = 'muster_session';

export interface IssuerDoor {
  readonly issuer: Issuer;
  /** Where the pages that ask come from, beside this host at another port. */
  readonly deskOrigin: string | null;
  readonly broken: (error: unknown) => void;
}

/**
 * `POST /polls/<manifest>/draw` with a blinded key, by the desk's session or with the secret of a slip; `POST` and `DELETE
 * /polls/<manifest>/share` for the holders of the closing key; `GET /health`. Who asked is not logged, nor from where.
 */
export function issuerDoor({ issuer, deskOrigin, broken }: IssuerDoor): RequestListener {
  return (request, response) => {
    allow(request, response, deskOrigin);
    answer(issuer, request, response).catch((error: unknown) => {
      if (!response.headersSent) respond(response, 503, { code: 'unavailable' });
      broken(error);
    });
  };
}

async function answer(issuer: Issuer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'OPTIONS') return respond(response, 204, null);
  if (request.url === '/health' && request.method === 'GET') return respond(response, 200, { status: 'ok' });
  const [, hash, what] = /^\/polls\/([0-9a-f]{64})\/(draw|share)$/.exec(request.url ?? '') ?? [];
  if (hash === undefined) return respond(response, 404, { code: 'not-found' });
  const input = await inputOf(request);
  if (what === 'draw' && request.method === 'POST') {
    const blinded = bytesOf(input['blinded'], 256);
    const slip = bytesOf(input['slip'], 16);
    if (blinded === null) return respond(response, 422, { code: 'blinded-malformed' });
    if (input['slip'] !== undefined && slip === null) return respond(response, 422, { code: 'slip-malformed' });
    const asker = slip === null ? sessionOf(request) : { token: null, csrf: null, slip };
    const drawn = asker === null ? { refused: 'not-logged-in' } : await issuer.draw(hash, asker, blinded);
    return tell(response, drawn);
  }
  const asker = sessionOf(request);
  if (what === 'share' && request.method === 'POST')
    return tell(response, asker === null ? { refused: 'not-logged-in' } : await issuer.share(hash, asker));
  if (what === 'share' && request.method === 'DELETE')
    return tell(response, asker === null ? { refused: 'not-logged-in' } : await issuer.forgetShare(hash, asker));
  respond(response, 405, { code: 'method-not-allowed' });
}

function tell(response: ServerResponse, told: object | null): void {
  if (told === null) return respond(response, 204, null);
  if ('refused' in told && typeof told.refused === 'string')
    return respond(response, statusOf[told.refused] ?? 409, { code: told.refused });
  respond(response, 200, told);
}

/** The session of the desk, whose cookie the browser sends along since cookies ignore ports, with the word that only its pages know. */
function sessionOf(request: IncomingMessage): Extract<Asker, { slip: null }> | null {
  const cookies = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  const token = cookies.find(([name]) => name === sessionCookie)?.[1];
  const csrf = request.headers['x-muster-csrf'];
  if (token === undefined || !/^[\w-]{43}$/.test(token) || typeof csrf !== 'string') return null;
  return { token: createHash('sha256').update(token).digest(), csrf, slip: null };
}

async function inputOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return {};
    parts.push(part);
  }
  try {
    const input: unknown = JSON.parse(Buffer.concat(parts).toString());
    return typeof input === 'object' && input !== null ? { ...input } : {};
  } catch {
    return {};
  }
}

function bytesOf(hex: unknown, length: number): Buffer | null {
  return typeof hex === 'string' && hex.length === 2 * length && /^[0-9a-f]*$/.test(hex)
    ? Buffer.from(hex, 'hex')
    : null;
}

function allow(request: IncomingMessage, response: ServerResponse, deskOrigin: string | null): void {
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  const isDesk = origin === deskOrigin || URL.parse(origin)?.hostname === URL.parse(`http://${host ?? ''}`)?.hostname;
  if (!isDesk) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-methods', 'POST, DELETE');
  response.setHeader('access-control-allow-headers', 'content-type, x-muster-csrf');
  response.setHeader('vary', 'origin');
}

function respond(response: ServerResponse, status: number, body: object | null): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    connection: 'close',
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  });
  response.end(body === null ? undefined : JSON.stringify(body));
}
