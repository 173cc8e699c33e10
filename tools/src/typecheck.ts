/**
 * Runs the compiler once for every tsconfig.json of the house, two at a time. The small ones are no repetition: core, proof
 * and contract are compiled there without the types of Node and of the browser, which is what keeps I/O out of the rules.
 */
import { spawn } from 'node:child_process';
import { posix } from 'node:path';
import { gitFiles } from './house/git-files.ts';
import { root } from './house/root.ts';
import { runLimited } from './house/run-limited.ts';

export type Compiled = {
  readonly project: string;
  readonly output: string;
  readonly ok: boolean;
  readonly seconds: number;
};

/** `tsc` is given so that a test can compile elsewhere with the compiler of this house. */
export async function typecheck(house: string, tsc: string): Promise<Compiled[]> {
  const projects = gitFiles(house).filter((path) => posix.basename(path) === 'tsconfig.json');
  return runLimited(
    projects.map((project) => () => compile(house, tsc, project)),
    2,
  );
}

function compile(house: string, tsc: string, project: string): Promise<Compiled> {
  const start = performance.now();
  const child = spawn(tsc, ['--project', project, '--pretty', 'false'], { cwd: house });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ project, output, ok: code === 0, seconds: (performance.now() - start) / 1000 });
    });
  });
}

if (import.meta.main) {
  const compiled = await typecheck(root, `${root}/node_modules/.bin/tsc`);
  for (const { project, output, ok, seconds } of compiled) {
    process.stdout.write(output);
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1)} s  ${project}`);
  }
  if (compiled.length === 0 || compiled.some(({ ok }) => !ok)) process.exitCode = 1;
}
