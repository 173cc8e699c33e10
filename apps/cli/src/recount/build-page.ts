import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = join(import.meta.dirname, '../../../recount/page/build.ts');

/** Answers the one file that the page is. */
export async function buildRecountPage(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  return stdout.trim();
}
