import type { Place } from '@muster/core/access';
import type { Kind } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** A node that a rule names, as far as it is shown to whoever asks. */
export interface RuleNode {
  readonly regionId: number;
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly place: Place;
}

export async function ruleNodes(tx: ReadTx, ids: readonly string[]): Promise<ReadonlyMap<string, RuleNode>> {
  const { rows } = await sql<Omit<RuleNode, 'place'> & { readonly path: string; readonly linked: string[] }>`
    select region_id as "regionId", id, kind, name, path, linked::text[] as linked
    from organisation where id = any (${[...new Set(ids)]}::uuid[]) and closed_on is null`.execute(tx);
  return new Map(rows.map(({ path, linked, ...row }) => [row.id, { ...row, place: { path, linked } }]));
}
