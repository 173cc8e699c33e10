import { gzipSync } from 'node:zlib';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { runMuster } from '../muster.ts';

const desk = join(import.meta.dirname, '../../../apps/web/dist');
const limit = 450;
const votersLimit = 60;

const screens = [
  ['log-in', 'src/access/login.page.tsx'],
  ['overview', 'src/rollup/overview.page.tsx'],
  ['a unit’s gate', 'src/gate/unit-gate.page.tsx'],
] as const;

interface Part {
  readonly file: string;
  readonly css?: readonly string[];
  /** Parts without which this one cannot start. */
  readonly imports?: readonly string[];
}

/** P11: scripts and styles that a browser fetches before it shows a first screen of the desk, and all of the voters' page; compressed. */
export async function pageWeight(): Promise<Figure[]> {
  await runMuster(['build']);
  const parts = JSON.parse(readFileSync(join(desk, '.vite/manifest.json'), 'utf8')) as Readonly<Record<string, Part>>;
  const ofDesk = screens.map(([screen, page]) =>
    weigh(`desk before the first screen (${screen})`, filesOf(parts, ['index.html', page]), limit),
  );
  const voters = globSync('vote/**/*.{html,js,css}', { cwd: desk });
  return [...ofDesk, weigh('the voters’ page, all of it', new Set(voters), votersLimit)];
}

function weigh(what: string, files: ReadonlySet<string>, atMost: number): Figure {
  if (files.size === 0) throw new Error(`The build has no file of ${what}.`);
  const kilobytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(desk, file))).length, 0) / 1000;
  return {
    id: 'P11',
    what: `${what}, ${files.size} files, compressed`,
    ours: `${kilobytes.toFixed(0)} kB`,
    beside: '–',
    wanted: `at most ${atMost} kB`,
    holds: kilobytes <= atMost,
  };
}

function filesOf(parts: Readonly<Record<string, Part>>, wanted: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...wanted];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const part = parts[name];
    if (part === undefined) throw new Error(`The build names no ${name}.`);
    files.add(part.file);
    for (const sheet of part.css ?? []) files.add(sheet);
    waiting.push(...(part.imports ?? []));
  }
  return files;
}
