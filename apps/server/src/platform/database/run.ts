import { spawn } from 'node:child_process';
import type { Identity } from './identity.ts';

const NEEDS = 'The built-in PostgreSQL needs Linux with glibc 2.27 or newer, or macOS; elsewhere set DATABASE_URL.';

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs a program to its end as that identity, with none of our environment but the path, and out of reach of a Ctrl-C in the terminal:
 * whoever began it ends in order, and a database of which only half was started or stopped is in nobody's order. `heard` gets all that
 * it has said so far.
 */
export function run(
  program: string,
  parameters: readonly string[],
  identity: Identity | undefined,
  heard: (output: string) => void = () => undefined,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...identity,
      detached: true,
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      heard(output);
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (cause) =>
      reject(new Error(`${program} does not run here: ${cause.message}. ${NEEDS}`, { cause })),
    );
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}
