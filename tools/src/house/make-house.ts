import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** For the tests of the checks: a small house in a temporary folder, known to git, gone when the test is over. */
export function makeHouse(t: { after: (done: () => void) => void }, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-house-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  return folder;
}
