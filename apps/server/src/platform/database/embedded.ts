import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { provideBinaries, type Binaries } from './binaries.ts';
import { ensureInitialised, makingSteps, SUPERUSER } from './initdb.ts';
import { tryLock, waitForLock } from './lock.ts';
import { makeDataFolder, placeIn, type Place } from './place.ts';
import { findPostmaster, readPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { readPasswords, type Passwords } from './roles.ts';
import { writeSettings, type Settings } from './settings.ts';

// PostgreSQL outlives the process that started it and may be used by several (server, command line). A short "door" lock
// orders starting and stopping; every user holds a shared lock, and the last to leave stops it. Both vanish with a killed process.

export interface Embedded {
  /** Its folder was made by this call. */
  readonly isNew: boolean;
  readonly started: boolean;
  readonly passwords: Passwords;
  /** For preparing roles and databases, and for tests; never for the application, which row security must bind. */
  superuser(database: string): pg.ClientConfig;
  address(): { host: string; port: number };
  /** Whether its process is there, whether it answers or not. */
  runs(): boolean;
  /** Once its process has gone: at the same address, unless another user was faster. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export async function startEmbedded(
  folder: string,
  say: (line: string) => void,
  extra: Settings = {},
  made: (steps: number) => void = () => undefined,
): Promise<Embedded> {
  if (process.platform === 'win32')
    throw new Error('The built-in database does not run on Windows itself: use WSL, or set DATABASE_URL.');
  const dataFolder = makeDataFolder(folder);
  const doorFile = join(dataFolder, 'locks', 'door');
  const usersFile = join(dataFolder, 'locks', 'users');
  const door = await waitForLock(doorFile, `The database of ${dataFolder}`);
  try {
    const place = placeIn(dataFolder, say);
    const binaries = provideBinaries(place.identity, say);
    const passwords = readPasswords(dataFolder);
    const superuser = { user: SUPERUSER, password: passwords.superuser, database: 'postgres' };
    const isNew = await ensureInitialised(place, binaries, passwords.superuser, made);
    const found = await findPostmaster(place, binaries, superuser);
    const running = found ?? (await start(place, binaries, extra));
    if (isNew) made(makingSteps.started);
    const alone = tryLock(usersFile, 'exclusive');
    alone?.release();
    if (found && alone) say(`The database left running by an earlier Muster (process ${found.pid}) was taken over.`);
    const using = tryLock(usersFile, 'shared');
    const address = { host: running.host, port: running.port };
    return {
      isNew,
      started: found === undefined,
      passwords,
      superuser: (database) => ({ ...superuser, ...address, database }),
      address: () => address,
      runs: () => readPostmaster(place.folder) !== undefined,
      async startAgain() {
        const again = await waitForLock(doorFile, `The database of ${dataFolder}`);
        try {
          if ((await findPostmaster(place, binaries, superuser)) === undefined) await start(place, binaries, extra);
        } finally {
          again.release();
        }
      },
      async stop() {
        const leaving = await waitForLock(doorFile, `The database of ${dataFolder}`);
        try {
          using?.release();
          const last = tryLock(usersFile, 'exclusive');
          if (last) {
            await stopPostmaster(place, binaries);
            rmSync(place.socketFolder, { recursive: true, force: true });
          }
          last?.release();
        } finally {
          leaving.release();
        }
      },
    };
  } finally {
    door.release();
  }
}

function start(place: Place, binaries: Binaries, extra: Settings) {
  writeSettings(place, extra);
  return startPostmaster(place, binaries);
}
