/** Fresh schema = committed schema, and the schema keeps the rules that can be checked without a distributed database. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './house/root.ts';
import { differences } from './schema/differences.ts';
import { freshSchema, SNAPSHOT_FILE, TYPES_FILE } from './schema/fresh-schema.ts';

const fresh = await freshSchema();
const faults = fresh.faults.map((fault) => `schema: ${fault}`);
for (const [file, text] of [
  [TYPES_FILE, fresh.types],
  [SNAPSHOT_FILE, fresh.snapshot],
] as const) {
  const lines = differences(existsSync(file) ? readFileSync(file, 'utf8') : '', text);
  if (lines.length === 0) continue;
  faults.push(
    `${relative(root, file)} is not what the migrations make; run node tools/src/generate-schema.ts`,
    ...lines,
  );
}
for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'schema: fresh equals committed, all rules kept' : 'schema: faults found');
if (faults.length > 0) process.exitCode = 1;
