import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What was asked of a process beside the desk cannot be done now; the code says why. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const patienceMs = 60_000;
/** Of a path of a Unix socket, on the strictest system. */
const longestPath = 100;

/** Where a process that keeps its things in this folder is asked; it works out the same, and shares no code with the desk. */
export function controlAt(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\muster-${hash}`;
  const path = join(folder, 'control');
  return Buffer.byteLength(path) <= longestPath ? path : join(tmpdir(), `muster-${hash}`, 'control');
}

/** Throws `ControlRefused` where it is refused, and another error where nobody answers. */
export async function askControl<Answer>(socketPath: string, name: string, input: object): Promise<Answer> {
  const { status, body } = await new Promise<{ readonly status: number; readonly body: string }>((done, failed) => {
    const sent = request({ socketPath, method: 'POST', path: `/${name}`, timeout: patienceMs }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
      response.on('error', failed);
    });
    sent.on('timeout', () => sent.destroy(new Error('Nobody answered in time')));
    sent.on('error', failed);
    sent.end(JSON.stringify(input));
  });
  const answered = JSON.parse(body) as Answer & { readonly refused?: string };
  if (status !== 200) throw new ControlRefused(answered.refused ?? 'unavailable');
  return answered;
}
