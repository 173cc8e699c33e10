import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the desk's build lies in a checkout or an installed copy. */
export const deskFolder: string = join(import.meta.dirname, '../../../web/dist');

export function hasDesk(): boolean {
  return existsSync(join(deskFolder, 'index.html'));
}
