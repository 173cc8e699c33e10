import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseResult, parseSync } from 'oxc-parser';

export type Source = { readonly path: string; readonly text: string; readonly parsed: ParseResult };

/** Reads and parses one TypeScript file; a file that does not parse throws, for nothing can be said of it. */
export function parseSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const parsed = parseSync(path, text);
  const wrong = parsed.errors[0];
  if (wrong !== undefined) throw new Error(`${path}: ${wrong.message}`);
  return { path, text, parsed };
}

/** The line, counted from 1, of an offset in UTF-16 units. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
