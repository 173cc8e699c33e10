import type { Json } from '@muster/proof';
import type { LedgerFact } from '../platform/ledger-record.ts';
import type { KeptPoll } from './polls.ts';

type Of = Pick<KeptPoll, 'regionId' | 'id' | 'hash' | 'place'> & {
  readonly manifest: Pick<KeptPoll['manifest'], 'units'>;
};

/** What the ledger keeps of a poll, by the unit that hosts it: what was published of it, and nothing of who drew. */
export function pollFact(
  kind: 'announced' | 'slips-printed' | 'draw-closed' | 'closed' | 'share-brought' | 'published' | 'ended',
  { regionId, id, hash, place, manifest }: Of,
  more: { readonly [key: string]: Json },
  summary: LedgerFact['summary'] = {},
): LedgerFact {
  return {
    regionId,
    unitId: manifest.units[0]?.id ?? null,
    kind: `ballot.${kind}`,
    subjectId: id,
    place,
    occurredAt: null,
    summary,
    head: { poll: id, manifest: hash, units: manifest.units.map((unit) => unit.id), ...more },
    personal: [],
  };
}
