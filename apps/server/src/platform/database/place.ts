import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { barrierFor, identityFor, type Identity } from './identity.ts';
import { makeFolder } from './make-folder.ts';

/** Where one instance's built-in database lives and who runs it. */
export interface Place {
  readonly folder: string;
  readonly identity: Identity | undefined;
  /** A folder for the Unix socket, whose whole path has at most 107 bytes. */
  readonly socketFolder: string;
}

/** Makes the data folder and the locks inside; as root every folder made stays enterable, or PostgreSQL cannot reach its own. */
export function makeDataFolder(dataFolder: string): string {
  makeFolder(dataFolder, process.getuid?.() === 0 ? 0o711 : 0o700);
  makeFolder(join(dataFolder, 'locks'), 0o700);
  return realpathSync(dataFolder);
}

/** Decides once, at the first start, where the files stand; a pointer in the data folder keeps a decision for elsewhere. */
export function placeIn(dataFolder: string, say: (line: string) => void): Place {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const pointer = join(dataFolder, 'postgres-folder');
  const folder = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataFolder, 'postgres');
  const identity = identityFor(existsSync(folder) ? folder : undefined);
  const barrier = barrierFor(identity, dirname(folder));
  if (barrier === undefined) return { folder, identity, socketFolder: socketFolder(hash, identity) };
  if (existsSync(folder))
    throw new Error(
      `The database under ${folder} cannot be reached by the user PostgreSQL runs as: ${barrier} is closed to others (chmod o+x).`,
    );
  const outside = join('/var/tmp', `muster-${hash}`);
  ownFolder(outside, 0o711, undefined);
  writeFileSync(pointer, `${join(outside, 'postgres')}\n`);
  say(
    `The database is kept under ${outside}, because ${barrier} is closed to the user PostgreSQL runs as; some systems sweep /var/tmp, so set MUSTER_DATA to an open folder for lasting use.`,
  );
  return { folder: join(outside, 'postgres'), identity: identityFor(), socketFolder: socketFolder(hash, identity) };
}

function socketFolder(hash: string, identity: Identity | undefined): string {
  const base = tmpdir();
  const usable = Buffer.byteLength(base) <= 60 && existsSync(base) && barrierFor(identity, base) === undefined;
  return ownFolder(join(usable ? base : '/tmp', `muster-${hash}`), 0o700, identity);
}

// The temporary folders are open to everyone: a folder that a stranger made before us must not be trusted.
function ownFolder(folder: string, mode: number, identity: Identity | undefined): string {
  try {
    mkdirSync(folder, { mode });
    chmodSync(folder, mode);
    if (identity) chownSync(folder, identity.uid, identity.gid);
  } catch (fault) {
    if (!existsSync(folder)) throw fault;
  }
  const found = lstatSync(folder);
  const owner = identity?.uid ?? process.getuid?.();
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077 & ~mode) !== 0)
    throw new Error(`${folder} belongs to another user or is open to others: remove it and start again.`);
  return folder;
}
