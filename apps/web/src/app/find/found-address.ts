import { nodeAddress } from '../../organisation/node-address.ts';
import type { Found } from './use-search.ts';

/** Where what was found leads: a closed organisation to its record, the others to where the work with them is done. */
export function foundAddress(found: Found): string {
  if (found.what === 'person') return `/people/${found.id}`;
  return found.closedOn === null ? nodeAddress(found.kind, found.id) : `/organisations/${found.id}`;
}
