import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const REPORTER = fileURLToPath(new URL('seen-files.ts', import.meta.url));
const SUMMARY = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) \d/;

export interface Ran {
  readonly code: number;
  /** Absolute paths of the files of which at least one test came to an end. */
  readonly seen: ReadonlySet<string>;
  /** The runner's own closing lines, held back so that they can be the last. */
  readonly summary: readonly string[];
}

/** Runs `node --test` with the readable reporter, passing on its lines as they come. */
export async function runNodeTests(
  files: readonly string[],
  flags: readonly string[],
  cwd: string,
  print: (line: string) => void,
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-seen-'));
  const seenFile = join(folder, 'seen');
  try {
    const child = spawn(process.execPath, [...parameters(seenFile), ...flags, ...files], {
      cwd,
      env: {
        // Every file is a process of its own: what one has compiled the next one need not.
        NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
        ...process.env,
        // Left over from a runner above, it would make this one a part of that run.
        NODE_TEST_CONTEXT: undefined,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
    const summary: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      if (SUMMARY.test(stripVTControlCharacters(line))) summary.push(line);
      else print(line);
    }
    const code = await ended;
    return { code, seen: new Set(readFileSync(seenFile, 'utf8').split('\n')), summary };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parameters(seenFile: string): string[] {
  return [
    '--test',
    '--test-timeout=300000',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${REPORTER}`,
    `--test-reporter-destination=${seenFile}`,
  ];
}
