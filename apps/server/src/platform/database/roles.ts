import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const ROLES = ['owner', 'app', 'worker', 'issuer'] as const;
export type Role = (typeof ROLES)[number];

/** The login's name in the database: muster_owner, muster_app, muster_worker, muster_issuer. */
export const loginOf = (role: Role): string => `muster_${role}`;

const passwordsShape = z.object({
  superuser: z.string(),
  owner: z.string(),
  app: z.string(),
  worker: z.string(),
  issuer: z.string(),
});
export type Passwords = z.infer<typeof passwordsShape>;

const fileIn = (folder: string): string => join(folder, 'roles.json');

/** Whether an instance has ever been opened from this folder. */
export const hasPasswords = (folder: string): boolean => existsSync(fileIn(folder));

/** Reads `<folder>/roles.json`, making it (mode 0600, one generated password a role) when it is missing. */
export function readPasswords(folder: string): Passwords {
  const file = fileIn(folder);
  if (!existsSync(file)) writePasswords(file);
  const parsed = passwordsShape.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new Error(`${file} is damaged. It holds the database passwords; restore it from your back-up.`);
  return parsed.data;
}

/** The stored form of a password (RFC 5803), so that no password in clear travels inside a statement that a server may log. */
export function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

function writePasswords(file: string): void {
  const password = () => randomBytes(24).toString('base64url');
  const passwords: Passwords = {
    superuser: password(),
    owner: password(),
    app: password(),
    worker: password(),
    issuer: password(),
  };
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, 'w', 0o600);
  writeSync(handle, `${JSON.stringify(passwords, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
