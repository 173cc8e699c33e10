import { spawn } from 'node:child_process';
import { existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { deskFolder } from '@muster/server/beforehand';
import { Failed } from './failed.ts';
import type { Output } from './output.ts';

const webFolder = dirname(deskFolder);
const phoneFolder = join(webFolder, '../phone');
const sources = [
  'src/**/*',
  'public/**/*',
  'index.html',
  'vite.config.ts',
  '../../packages/{core,contract,client,proof}/src/**/*',
  '../phone/src/**/*',
  '../phone/index.html',
  '../phone/vite.config.ts',
  '../../package-lock.json',
];

/**
 * Builds the desk where its build is missing or older than what it is made from, and answers its folder. A copy without sources is
 * taken as it is: null. `signal` gives a build up.
 */
export async function buildDesk(
  { say }: Pick<Output, 'say'>,
  { always = false, signal }: { readonly always?: boolean; readonly signal?: AbortSignal } = {},
): Promise<string | null> {
  const built = join(deskFolder, 'index.html');
  if (!existsSync(join(webFolder, 'src'))) return null;
  if (!always && existsSync(built) && statSync(built).mtimeMs > newestSource()) return deskFolder;
  say('Building the desk …');
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const waiting = setInterval(() => say(`Building the desk … ${seconds()} s`), 10_000);
  // Whoever serves meanwhile, or builds at the same time, has a whole desk before and a whole one after.
  const fresh = join(webFolder, '.muster', `desk-${process.pid}`);
  try {
    await vite(webFolder, fresh, signal)
      .then(() => vite(phoneFolder, join(fresh, 'vote'), signal))
      .finally(() => clearInterval(waiting));
    putInPlace(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  say(`The desk is built (${seconds()} s).`);
  return deskFolder;
}

/** Of two who are done in the same moment the later one's desk stays. */
function putInPlace(fresh: string, tries = 5): void {
  rmSync(deskFolder, { recursive: true, force: true });
  try {
    renameSync(fresh, deskFolder);
  } catch (error) {
    const isThereAgain = ['ENOTEMPTY', 'EEXIST'].includes(String((error as NodeJS.ErrnoException).code));
    if (!isThereAgain || tries === 1) throw error;
    putInPlace(fresh, tries - 1);
  }
}

function newestSource(): number {
  return sources
    .flatMap((pattern) => globSync(pattern, { cwd: webFolder }))
    .reduce((newest, file) => Math.max(newest, statSync(join(webFolder, file)).mtimeMs), 0);
}

const viteProgram = join(webFolder, '../../node_modules/vite/bin/vite.js');

/** Not where packages were installed without those that only build. */
export const canBuildDesk = (): boolean => existsSync(viteProgram);

/** Pages on which people vote lie in a folder of the desk. */
function vite(from: string, folder: string, signal: AbortSignal | undefined): Promise<void> {
  const child = spawn(
    process.execPath,
    [viteProgram, 'build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'],
    {
      cwd: from,
      // Ctrl-C in a terminal reaches everybody in its group: what can be given up is, in order, and does not end by itself.
      ...(signal !== undefined && { signal, detached: true }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  // What waits for it has more to do meanwhile, and is not to share its processor with it.
  if (child.pid !== undefined) setPriority(child.pid, 5);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Failed(`the desk could not be built:\n${lines.join('')}`)),
    );
  });
}
