import { catalogue, readPlaybook, type Playbook } from '@muster/core/campaign';
import type { ReadTx } from '../platform/database/db.ts';

// Rows of playbooks never change, so a body is read once in a process's life. Kept by content and not by id: two databases in
// one process (tests) may give one id to two playbooks.
const known = new Map<string, Playbook>();

/** Playbooks by the hash of their bodies; one query for those not read before, none otherwise. */
export async function storedPlaybooks(tx: ReadTx, hashes: readonly Buffer[]): Promise<(hash: Buffer) => Playbook> {
  const missing = hashes.filter((hash) => !known.has(hash.toString('hex')));
  if (missing.length > 0) {
    const rows = await tx.selectFrom('playbook').select(['sha256', 'body']).where('sha256', 'in', missing).execute();
    for (const row of rows) known.set(row.sha256.toString('hex'), readStored(row.body));
  }
  return (hash) => {
    const playbook = known.get(hash.toString('hex'));
    if (playbook === undefined) throw new Error(`No playbook is stored under ${hash.toString('hex')}`);
    return playbook;
  };
}

/** What was taken once must be readable for ever: a fault here is a defect of a newer reader. */
function readStored(body: unknown): Playbook {
  const playbook = readPlaybook(body, catalogue);
  if (Array.isArray(playbook)) throw new Error(`A stored playbook cannot be read: ${JSON.stringify(playbook[0])}`);
  return playbook;
}
