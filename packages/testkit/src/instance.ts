import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An instance of Muster that the real command line serves. */
export interface Instance {
  readonly address: string;
  /** Its data. */
  readonly folder: string;
  /** The first line it says or has said that matches; rejects when it ends without. */
  readonly heard: (line: RegExp) => Promise<string>;
  /** All that it and the processes beside it have said. */
  readonly told: () => readonly string[];
  /** Asks it to end as an operator would, and throws its folder away. */
  readonly stop: () => Promise<void>;
}

const muster = join(import.meta.dirname, '../../../apps/cli/bin/muster.mjs');

/** In a folder of its own, on a port that nobody has; settings around it do not reach it, `settings` do. `wishes` are further arguments. */
export async function startInstance(
  command: 'demo' | 'serve',
  wishes: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Instance> {
  const folder = await mkdtemp(join(tmpdir(), `muster-${command}-`));
  // As root, the database runs as another user: where that one cannot get in, it would lie elsewhere, and stay.
  await chmod(folder, 0o711);
  const data = join(folder, 'data');
  const args = [muster, command, ...wishes, '--data', data, '--port', String(await freePort()), '--json'];
  const surroundings = Object.entries(process.env).filter(([name]) => !/^(MUSTER_|DATABASE_URL$)/.test(name));
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...Object.fromEntries(surroundings), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  const { heard, told } = listen(child, command);
  try {
    // The command prints its result as one JSON document once it serves; lines of its log come before and after.
    const served = await heard(/^\{.*"address":"[^"]+"/);
    return { address: (JSON.parse(served) as { address: string }).address, folder: data, heard, told, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listen(child: ChildProcess, command: string): Pick<Instance, 'heard' | 'told'> {
  const told: string[] = [];
  const waiting = new Set<() => void>();
  const news = (): void => waiting.forEach((look) => look());
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      told.push(line);
      news();
    });
  }
  let failure: Error | null = null;
  child.on('error', (error) => {
    failure = error;
    news();
  });
  child.on('exit', (code) => {
    failure ??= new Error(`muster ${command} ended with ${code}:\n${told.slice(-20).join('\n')}`);
    news();
  });
  const heard: Instance['heard'] = (wanted) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const line = told.find((each) => wanted.test(each));
        if (line !== undefined) resolve(line);
        else if (failure !== null) reject(failure);
        else return;
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
  return { heard, told: () => told };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
