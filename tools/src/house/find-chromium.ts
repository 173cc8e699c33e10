import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** A Chromium to test with: CHROMIUM_PATH, then the PATH, then the one Playwright itself has fetched. Undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv, playwrights: string): string | undefined {
  if (env['CHROMIUM_PATH'] !== undefined && env['CHROMIUM_PATH'] !== '') {
    return runs(env['CHROMIUM_PATH']) ? env['CHROMIUM_PATH'] : undefined;
  }
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), '/usr/bin'];
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, playwrights].find(runs);
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
