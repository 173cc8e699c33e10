import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Binaries } from './binaries.ts';
import { withClient } from './client.ts';
import { run } from './run.ts';
import type { Place } from './place.ts';

const START_SECONDS = 300;
const LINGER_MILLISECONDS = 20_000;
const SILENCE_MILLISECONDS = 5_000;

/** A running postmaster: how to reach it. */
export interface Postmaster {
  readonly pid: number;
  readonly host: string;
  readonly port: number;
}

/** The postmaster that a killed Muster left behind or another one is using, once it answers; undefined when there is none. */
export async function findPostmaster(
  place: Place,
  binaries: Binaries,
  superuser: pg.ClientConfig,
): Promise<Postmaster | undefined> {
  const silentSince = Date.now();
  for (;;) {
    const found = readPostmaster(place.folder);
    if (!found) return undefined;
    const answer = found.host === '' ? 'silent' : await ask({ ...superuser, host: found.host, port: found.port });
    if (answer === 'ready') return found;
    if (answer === 'silent' && Date.now() - silentSince > SILENCE_MILLISECONDS) {
      // Alive but unreachable: a sweep of the temporary folder took its socket. Nobody can be using it.
      await stopPostmaster(place, binaries);
      return undefined;
    }
    if (Date.now() - silentSince > START_SECONDS * 1000)
      throw new Error(
        `The database under ${place.folder} (process ${found.pid}) does not become ready; see its log folder.`,
      );
    await pause(50);
  }
}

/** Starts it and waits until it answers. The children of a killed one may still hold the memory: that is tried again. */
export async function startPostmaster(place: Place, binaries: Binaries): Promise<Postmaster> {
  const lingerUntil = Date.now() + (existsSync(join(place.folder, 'postmaster.pid')) ? LINGER_MILLISECONDS : 0);
  discardForeignPid(place.folder);
  const log = join(place.folder, 'start.log');
  for (;;) {
    rmSync(log, { force: true });
    const { code, output } = await run(
      binaries.pgCtl,
      ['start', '-w', '-t', String(START_SECONDS), '-D', place.folder, '-l', log],
      place.identity,
    );
    const running = code === 0 ? readPostmaster(place.folder) : undefined;
    if (running) return running;
    if (Date.now() > lingerUntil)
      throw new Error(
        `The database under ${place.folder} did not start: ${existsSync(log) ? readFileSync(log, 'utf8').trim() : output}`,
      );
    await pause(200);
  }
}

/** Ends the sessions, writes a checkpoint and waits until it is gone. */
export async function stopPostmaster(place: Place, binaries: Binaries): Promise<void> {
  const { code, output } = await run(
    binaries.pgCtl,
    ['stop', '-w', '-t', '120', '-m', 'fast', '-D', place.folder],
    place.identity,
  );
  if (code !== 0 && readPostmaster(place.folder))
    throw new Error(`The database under ${place.folder} did not stop: ${output}`);
}

/** The live postmaster of this folder, whether it answers or not. */
export function readPostmaster(folder: string): Postmaster | undefined {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, host] = readFileSync(file, 'utf8').split('\n');
  const found = { pid: Number(pid), host: host?.trim() ?? '', port: Number(port) };
  return isPostmaster(found.pid, folder) ? found : undefined;
}

// After a reboot, and at every restart of a container, the number in the file may be another program's.
function isPostmaster(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform === 'linux') {
    const command = `/proc/${pid}/cmdline`;
    try {
      return readFileSync(command, 'utf8').split('\0').includes(folder);
    } catch {
      return false;
    }
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}

function discardForeignPid(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  if (process.platform !== 'linux' || !existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (existsSync(`/proc/${pid}`) && !isPostmaster(pid, folder)) rmSync(file);
}

async function ask(config: pg.ClientConfig): Promise<'ready' | 'busy' | 'silent'> {
  try {
    await withClient(config, (client) => client.query('select 1'));
    return 'ready';
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === '28P01')
      throw new Error('The running database refuses the password in roles.json; restore that file from your back-up.', {
        cause: fault,
      });
    return code === '57P03' ? 'busy' : 'silent';
  }
}
