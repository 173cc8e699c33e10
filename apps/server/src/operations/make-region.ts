import { randomBytes } from 'node:crypto';
import { pathLabel } from '@muster/core/organisation';
import pg from 'pg';
import { v7 } from 'uuid';
import { record } from '../ledger/index.ts';
import { createRegion, createRoots } from '../organisation/index.ts';
import { inTransaction, type Db } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';
import { appointOver } from './administer-region.ts';
import { OperationRefused } from './operation-refused.ts';

export interface NewRegion {
  readonly region: number;
  readonly name: string;
  readonly place: NamedRoot;
  readonly party: NamedRoot;
  /** Login of whoever administers it from the beginning: nobody else could do anything there. */
  readonly administrator: string;
}

interface NamedRoot {
  readonly name: string;
  readonly code: string;
}

/** Makes a storage region with the topmost node of each tree, for organisations to be moved beneath. */
export async function makeRegion(
  db: Db,
  { region, name, place, party, administrator }: NewRegion,
  timeZone: string,
  at: Date,
): Promise<void> {
  const rootOf = (tree: 'p' | 'q', { name: called, code }: NamedRoot) => ({
    id: v7(),
    name: called,
    code: pathLabel((length) => randomBytes(length), tree),
    officialCode: code,
  });
  const roots = { place: rootOf('p', place), party: rootOf('q', party) };
  try {
    await inTransaction(db, EVERYWHERE, async (tx) => {
      await createRegion(tx, region, name);
      await createRoots(tx, { regionId: region, ...roots, at });
      const fact = {
        regionId: region,
        unitId: null,
        kind: 'organisation.region-made',
        subjectId: roots.place.id,
        place: { path: roots.place.code, linked: [roots.party.code] },
        occurredAt: null,
        summary: { region, organisation: place.name },
        head: { region, roots: [roots.place.id, roots.party.id] },
        personal: [],
      };
      await record(tx, [fact], { actor: null, at });
      await appointOver(tx, { region, login: administrator }, { at, timeZone });
    });
  } catch (error) {
    throw refusalOf(error, region, [place.code, party.code]);
  }
}

function refusalOf(error: unknown, region: number, codes: readonly string[]): unknown {
  const constraint = error instanceof pg.DatabaseError ? error.constraint : undefined;
  if (constraint === 'region_pkey')
    return new OperationRefused(
      `There is a region ${region} already: choose another number, or move what is to go into it.`,
    );
  if (constraint === 'organisation__code_unique')
    return new OperationRefused(`The two roots have the same code, ${codes[0]}: give each one of its own.`);
  return error;
}
