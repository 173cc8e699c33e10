import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What the desk may ask of a process beside it, by name: JSON goes in and comes out. */
export type Asked = Readonly<Record<string, (input: never) => unknown>>;

/** What was asked cannot be done now; the code says why. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const mostBytes = 64 * 2 ** 20;
const patienceMs = 60_000;
/** Of a path of a Unix socket, on the strictest system. */
const longestPath = 100;

/** Where a process that keeps its things in this folder is asked: a Unix socket in it, or where its path is too long, beside it. */
export function controlAt(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\muster-${hash}`;
  const path = join(folder, 'control');
  return Buffer.byteLength(path) <= longestPath ? path : join(tmpdir(), `muster-${hash}`, 'control');
}

/** Answers at a socket that nobody else on the machine may open. Of two processes of one folder the second waits until the first has gone. */
export async function serveControl(path: string, asked: Asked, broken: (error: unknown) => void): Promise<Server> {
  const server = createServer((incoming, response) => {
    answer(asked, incoming, response).catch((error: unknown) => {
      broken(error);
      respond(response, 500, { refused: 'unavailable' });
    });
  });
  const deadline = Date.now() + patienceMs;
  while (await isAnswered(path)) {
    if (Date.now() > deadline) throw new Error(`Another process answers at ${path}: stop it first.`);
    await pause(50);
  }
  if (process.platform !== 'win32') {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    rmSync(path, { force: true });
  }
  await new Promise<void>((done, failed) => server.once('error', failed).listen(path, done));
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  return server;
}

/** Throws `ControlRefused` where it is refused, and another error where nobody answers. */
export async function askControl<Answer>(path: string, name: string, input: object): Promise<Answer> {
  const text = await new Promise<{ readonly status: number; readonly body: string }>((done, failed) => {
    const sent = request({ socketPath: path, method: 'POST', path: `/${name}`, timeout: patienceMs }, (response) => {
      bodyOf(response).then((body) => done({ status: response.statusCode ?? 0, body }), failed);
    });
    sent.on('timeout', () => sent.destroy(new Error(`Nobody answered at ${path} in time`)));
    sent.on('error', failed);
    sent.end(JSON.stringify(input));
  });
  const answered = JSON.parse(text.body) as Answer & { readonly refused?: string };
  if (text.status !== 200) throw new ControlRefused(answered.refused ?? 'unavailable');
  return answered;
}

async function answer(asked: Asked, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = incoming.url?.slice(1) ?? '';
  const act = Object.hasOwn(asked, name) ? asked[name] : undefined;
  if (act === undefined || incoming.method !== 'POST') return respond(response, 404, { refused: 'not-found' });
  const input = JSON.parse(await bodyOf(incoming)) as never;
  try {
    respond(response, 200, (await act(input)) ?? {});
  } catch (error) {
    if (!(error instanceof ControlRefused)) throw error;
    respond(response, 409, { refused: error.code });
  }
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new RangeError('too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** A socket that a killed process has left lies there, and nobody answers. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((told) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      told(true);
    });
    socket.once('error', () => told(false));
  });
}
