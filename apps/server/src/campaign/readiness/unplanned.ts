import type { Node } from '../../organisation/index.ts';
import type { BatchRow } from '../batches.ts';

/** A batch that nobody has planned, of everything beneath a node: the next by its number, and nothing is said of it yet. */
export function unplanned(campaignId: string, { id, place, kind }: Node, others: readonly BatchRow[]): BatchRow {
  return {
    id: '00000000-0000-0000-0000-000000000000',
    campaignId,
    number: 1 + Math.max(0, ...others.map(({ number }) => number)),
    title: null,
    revision: 1,
    openedAt: null,
    windows: [],
    rules: [{ organisationId: id, path: place.path, isUnit: kind === 'unit', classCode: null }],
  };
}
