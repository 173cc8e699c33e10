import { readingOf } from '../platform/reading/index.ts';

interface Named {
  readonly name: string;
  readonly code?: string | null;
  readonly creditCode?: string | null;
}

/** What an organisation is found by: its name, its code and its credit code. */
export function readingOfOrganisation({ name, code = null, creditCode = null }: Named): string {
  return readingOf({ of: 'organisation', name, codes: [code, creditCode] });
}
