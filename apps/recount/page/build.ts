/** Builds the page that recounts: one file with all that it needs, which asks the network for nothing and may not. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname;
const folder = join(here, '../dist');

const built = await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  build: {
    write: false,
    target: 'chrome86',
    modulePreload: false,
    lib: { entry: join(here, 'program.ts'), formats: ['iife'], name: 'recount' },
  },
});
const [output] = [built].flat();
if (output === undefined || !('output' in output)) throw new Error('Nothing was built.');
const program = output.output.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('\n');
const style = readFileSync(join(here, 'page.css'), 'utf8');
const policy =
  "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const page = `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>复核计票 Recount</title>
<style>${style}</style>
</head>
<body>
<noscript>请打开浏览器的 JavaScript。Please turn on JavaScript.</noscript>
<script id="program">${program.replaceAll(/<(?=\/script|!--)/gi, String.raw`\x3c`)}</script>
</body>
</html>
`;

mkdirSync(folder, { recursive: true });
const file = join(folder, 'recount.html');
// Whoever opens it meanwhile has a whole one.
writeFileSync(`${file}.${process.pid}`, page);
renameSync(`${file}.${process.pid}`, file);
process.stdout.write(`${file}\n`);
