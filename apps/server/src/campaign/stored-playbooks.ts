import { catalogue, mergeLayers, readTakenPlaybook, type Merged } from '@muster/core/campaign';
import type { ReadTx } from '../platform/database/db.ts';

/** Documents that hold together, from above, each by the hash of its content; the first is a playbook, the others are layers. */
export type Lineage = readonly string[];

// Rows of playbooks never change, so a document is read once in a process's life, and a lineage merged once. Kept by content and not
// by id: two databases in one process (tests) may give one id to two playbooks.
const bodies = new Map<string, unknown>();
const merged = new Map<string, Merged>();

/** What holds where these documents lie over one another; one query for those not read before, none otherwise. */
export async function storedPlaybooks(tx: ReadTx, lineages: readonly Lineage[]): Promise<(lineage: Lineage) => Merged> {
  const missing = [...new Set(lineages.flat())].filter((hash) => !bodies.has(hash));
  if (missing.length > 0) {
    const hashes = missing.map((hash) => Buffer.from(hash, 'hex'));
    const rows = await tx.selectFrom('playbook').select(['sha256', 'body']).where('sha256', 'in', hashes).execute();
    for (const row of rows) bodies.set(row.sha256.toString('hex'), row.body);
  }
  return (lineage) => {
    const key = lineage.join(' ');
    const known = merged.get(key) ?? mergeStored(lineage);
    merged.set(key, known);
    return known;
  };
}

/** Layers that are not among those above yet, in their order; after `storedPlaybooks` has read them. */
export function furtherDocuments(lineage: Lineage, above: readonly string[]): unknown[] {
  const known = new Set<unknown>(above);
  return lineage.map(storedBody).filter((body) => {
    const code = codeOf(body);
    const isNew = !known.has(code);
    known.add(code);
    return isNew;
  });
}

/** Which document of these goes by that code; after `storedPlaybooks` has read them. */
export function documentCalled(lineage: Lineage, code: string): string | undefined {
  return lineage.findLast((hash) => codeOf(storedBody(hash)) === code);
}

export function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : undefined;
}

function storedBody(hash: string): unknown {
  if (!bodies.has(hash)) throw new Error(`No playbook is stored under ${hash}`);
  return bodies.get(hash);
}

/** What was taken once must be readable for ever: a fault here is a defect of a newer reader. */
function mergeStored(lineage: Lineage): Merged {
  // A document that two layers extend, or of which one extends an older version, holds once: as it lies highest.
  const [base, ...layers] = furtherDocuments(lineage, []);
  const playbook = readTakenPlaybook(base, catalogue);
  const result = Array.isArray(playbook) ? playbook : mergeLayers(playbook, layers, catalogue);
  if (Array.isArray(result)) throw new Error(`A stored playbook cannot be read: ${JSON.stringify(result[0])}`);
  return result;
}
