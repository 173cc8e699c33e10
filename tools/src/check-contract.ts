/**
 * The wire as it is against the wire as it was agreed, docs/openapi.json. Any difference fails and is listed; removals and
 * narrowings are called BREAKING. `--write` accepts the new contract.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareContracts } from './contract/compare-contracts.ts';
import { root } from './house/root.ts';

const source = 'apps/server/src/openapi.ts';
const agreed = 'docs/openapi.json';

export type Verdict = { readonly ok: boolean; readonly lines: readonly string[] };

export async function checkContract(house: string, write: boolean): Promise<Verdict> {
  const document = await readDocument(house);
  if (typeof document === 'string') return { ok: false, lines: [document] };
  const file = join(house, agreed);
  const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const lines = compareContracts(before, document).map(
    ({ at, what, breaking }) => `${breaking ? 'BREAKING' : '        '}  ${at}: ${what}`,
  );
  if (write) {
    writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
    return { ok: true, lines: [...lines, `contract: ${agreed} written`] };
  }
  if (lines.length === 0) return { ok: true, lines: [`contract: the wire is as ${agreed} says`] };
  const advice = `contract: ${lines.length} differences from ${agreed}; if they are meant, npm run check:contract -- --write`;
  return { ok: false, lines: [...lines, advice] };
}

/** The server's document, or the reason there is none. */
async function readDocument(house: string): Promise<object | string> {
  if (!existsSync(join(house, source))) return `contract: ${source} is missing; it exports openApiDocument()`;
  const exported = (await import(pathToFileURL(join(house, source)).href)) as { openApiDocument?: unknown };
  if (typeof exported.openApiDocument !== 'function') return `contract: ${source} does not export openApiDocument()`;
  // Through JSON, so that what is compared is what is written: no undefined, no classes.
  const document: unknown = JSON.parse(JSON.stringify(await exported.openApiDocument()));
  return typeof document === 'object' && document !== null ? document : `contract: ${source} gives no document`;
}

if (import.meta.main) {
  const { ok, lines } = await checkContract(root, process.argv.includes('--write'));
  for (const line of lines) console.log(line);
  // A server module may hold a pool or a timer open: the verdict is in, so leave.
  process.exit(ok ? 0 : 1);
}
