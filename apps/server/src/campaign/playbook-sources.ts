import type { ReadTx } from '../platform/database/db.ts';
import type { Lineage } from './stored-playbooks.ts';

/** A document as it was written, by its code; null where it was loaded before documents were kept so. */
export type Sources = (code: unknown) => string | null;

export async function sourcesOf(tx: ReadTx, lineage: Lineage): Promise<Sources> {
  const rows = await tx
    .selectFrom('playbook')
    .select(['code', 'sha256', 'source'])
    .where(
      'sha256',
      'in',
      [...new Set(lineage)].map((hash) => Buffer.from(hash, 'hex')),
    )
    .execute();
  const written = new Map(rows.map((row) => [row.sha256.toString('hex'), row]));
  const sources = new Map<unknown, string | null>();
  // Of two versions of one document that holds which lies highest.
  for (const hash of lineage) {
    const row = written.get(hash);
    if (row !== undefined && !sources.has(row.code)) sources.set(row.code, row.source);
  }
  return (code) => sources.get(code) ?? null;
}
