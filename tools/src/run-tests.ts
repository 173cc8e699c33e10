/** Runs every *.test.ts that git knows, on one database cluster; a file of which no test ran is a failure. */
import { join } from 'node:path';
import { startTestCluster, stopTestCluster } from '@muster/server/testing';
import { gitFiles } from './house/git-files.ts';
import { root } from './house/root.ts';
import { runNodeTests } from './test-run/run-node-tests.ts';
import { leavesOut, selectFiles } from './test-run/select-files.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

const { files, flags, unknown } = selectFiles(gitFiles(root), process.argv.slice(2), root, process.cwd());
for (const name of unknown) console.error(`${name} names no test file`);
if (unknown.length > 0 || files.length === 0) process.exit(1);

await startTestCluster();
const { code, seen, summary } = await runNodeTests(files, flags, root, console.log);
stopTestCluster();

const silent = leavesOut(flags) ? [] : files.filter((file) => !seen.has(join(root, file)));
for (const file of silent) console.log(`✖ ${file} did not run: no test of it came to an end`);
for (const line of summary) console.log(line);
process.exitCode = code === 0 && silent.length === 0 && summary.length > 0 ? 0 : 1;
