import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { run } from './run.ts';
import type { Place } from './place.ts';

export const SUPERUSER = 'postgres';
const MAJOR = '18';

/** Steps of making a database: those that initdb tells of, the server's start, and its roles with the first database. */
export const makingSteps = { initdb: 10, started: 11, all: 12 } as const;

/**
 * Makes the database folder at its first use, and says whether this was it; a half-made one (killed in between) is thrown away, for it never
 * had its name. `made` is told how many steps are done.
 */
export async function ensureInitialised(
  place: Place,
  binaries: Binaries,
  superuserPassword: string,
  made: (steps: number) => void,
): Promise<boolean> {
  const version = join(place.folder, 'PG_VERSION');
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim();
    if (found !== MAJOR)
      throw new Error(
        `${place.folder} was made by PostgreSQL ${found}; this Muster brings ${MAJOR}: export with the old version, import with this one.`,
      );
    return false;
  }
  const draft = `${place.folder}.new`;
  const passwordFile = `${place.folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (place.identity) for (const path of [draft, passwordFile]) chownSync(path, place.identity.uid, place.identity.gid);
  try {
    const { code, output } = await run(binaries.initdb, parameters(draft, passwordFile), place.identity, (said) =>
      made(Math.min(said.match(/ \.\.\. \S/g)?.length ?? 0, makingSteps.initdb)),
    );
    if (code !== 0) throw new Error(`The database folder ${place.folder} could not be made: ${output}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, place.folder);
  return true;
}

// The built-in provider sorts alike on every machine; under plain C, pg_trgm finds no trigrams in Chinese.
function parameters(folder: string, passwordFile: string): string[] {
  const systemLocale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--locale=${systemLocale}`,
    '--lc-messages=C',
    '--no-instructions',
  ];
}
