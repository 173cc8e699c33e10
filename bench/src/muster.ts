import { spawn } from 'node:child_process';
import { join } from 'node:path';

const muster = join(import.meta.dirname, '../../apps/cli/bin/muster.mjs');

/** Runs a command to its end; answers what it printed on standard output. Rejects with what it said when it failed. */
export function runMuster(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [muster, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(printed).toString());
      else reject(new Error(`muster ${args.join(' ')} ended with ${code}:\n${Buffer.concat(said).toString()}`));
    });
  });
}
