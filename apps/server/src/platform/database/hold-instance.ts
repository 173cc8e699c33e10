import { join } from 'node:path';
import { tryLock, type Lock } from './lock.ts';
import { makeDataFolder } from './place.ts';

/** For `serve`: one server an instance, held until release or the end of the process. Commands beside it need no hold. */
export function holdInstance(dataFolder: string): Lock {
  const lock = tryLock(join(makeDataFolder(dataFolder), 'locks', 'serving'), 'exclusive');
  if (!lock)
    throw new Error(
      `Another Muster serves ${dataFolder} already: stop it, or name another folder with --data or MUSTER_DATA.`,
    );
  return lock;
}
