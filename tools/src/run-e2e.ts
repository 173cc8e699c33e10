/** The journeys in a real browser. Whatever is given after `--` goes to Playwright: a file, --headed, --grep. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from './house/find-chromium.ts';
import { root } from './house/root.ts';

const advice = `No Chromium was found, and the journeys need one. Any of these will do:
  Debian, Ubuntu   sudo apt-get install chromium fonts-noto-cjk
  anywhere         npx playwright install chromium
  your own         CHROMIUM_PATH=/path/to/chromium npm run e2e`;

// Playwright belongs to the journeys' workspace, so it is asked for from there.
const playwright = createRequire(join(root, 'e2e/package.json'))('@playwright/test') as {
  chromium: { executablePath: () => string };
};
const chromium = findChromium(process.env, playwright.chromium.executablePath());

if (chromium === undefined) {
  console.error(advice);
  process.exitCode = 1;
} else {
  console.log(`journeys with ${chromium}`);
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const args = [cli, 'test', '-c', 'e2e/playwright.config.ts', ...process.argv.slice(2)];
  // Where nothing says that names are UTF-8, a browser calls a file with a Chinese name "download".
  const env = { ...process.env, LC_ALL: 'C.UTF-8', CHROMIUM_PATH: chromium };
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  process.exitCode = status ?? 1;
}
