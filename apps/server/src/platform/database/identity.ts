import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who PostgreSQL runs as when we are root, which it refuses: `nobody` on Debian and Red Hat. */
const NOBODY = 65534;

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined: PostgreSQL runs as the user we are. As root: the owner of an existing database folder, else nobody. */
export function identityFor(existingFolder?: string): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = existingFolder === undefined ? undefined : statSync(existingFolder);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return { uid: NOBODY, gid: NOBODY };
}

/** The first folder from the root down to `folder` that this identity may not enter, or undefined. */
export function barrierFor(identity: Identity | undefined, folder: string): string | undefined {
  if (!identity) return undefined;
  const parents = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) parents.unshift(dirname(at));
  return parents.find((parent) => {
    const { uid, gid, mode } = statSync(parent);
    const search = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001;
    return (mode & search) === 0;
  });
}
