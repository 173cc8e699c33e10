import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPostmaster } from '../platform/database/postmaster.ts';

/** A server with a database and a data folder of its own, as separate processes that can be killed. */
export interface ServerProcess {
  readonly address: string;
  readonly killServer: () => Promise<void>;
  /** Every process of the database, at one moment. */
  readonly killDatabase: () => void;
  /** Asks it to end, as an operator does. */
  readonly stop: () => Promise<void>;
}

const script = join(import.meta.dirname, 'serve.process.ts');

interface Circumstances {
  /** Beside the data folder and a free port. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Everything that it prints. */
  readonly hear?: (text: string) => void;
}

export async function startServerProcess(
  dataFolder: string,
  { settings = {}, hear }: Circumstances = {},
): Promise<ServerProcess> {
  const env = {
    ...process.env,
    MUSTER_DATA: dataFolder,
    MUSTER_PORT: '0',
    MUSTER_LOG_LEVEL: process.env['MUSTER_TEST_LOG'] ?? 'silent',
    ...settings,
    NODE_TEST_CONTEXT: undefined,
  };
  const told = hear === undefined ? 'inherit' : 'pipe';
  const child = fork(script, { env, stdio: ['ignore', told, told, 'ipc'] });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => hear?.(text.toString()));
  const address = await addressOf(child);
  const gone = once(child, 'close');
  return {
    address,
    killServer: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    killDatabase: () => killDatabase(join(dataFolder, 'postgres')),
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  const told = new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(typeof message === 'string' ? message : ''));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was there`)));
  });
  return told;
}

/** The postmaster is stopped first, so that it starts no more children while they are counted. */
export function killDatabase(folder: string): void {
  const postmaster = readPostmaster(folder);
  if (postmaster === undefined) return;
  process.kill(postmaster.pid, 'SIGSTOP');
  for (const pid of [postmaster.pid, ...childrenOf(postmaster.pid)]) kill(pid);
}

function childrenOf(pid: number): number[] {
  if (process.platform === 'linux') {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  }
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return lines.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
}

/** A child that has just ended by itself is as gone as a killed one. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ESRCH')) throw fault;
  }
}
