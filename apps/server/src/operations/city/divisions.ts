import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Township {
  readonly code: string;
  readonly name: string;
  readonly communities: readonly string[];
}

interface County {
  readonly code: string;
  readonly name: string;
  readonly townships: readonly Township[];
}

/** Real counties, townships and communities of the city; where from and under which licence stands in the file. */
interface Divisions {
  readonly prefecture: { readonly code: string; readonly name: string };
  readonly counties: readonly County[];
}

export function readDivisions(): Divisions {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'meishan.json'), 'utf8')) as Divisions;
}
