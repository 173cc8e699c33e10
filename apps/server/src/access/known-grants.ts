import type { Verb } from '@muster/core/access';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Db } from '../platform/database/db.ts';
import type { HeldGrant } from '../platform/identity.ts';

/** What the database says of all the grants of a person: the same again where nothing was granted or taken away. */
interface Stamp {
  readonly person_id: string;
  readonly stamp: string;
  /** When the next of them begins or ends by itself. */
  readonly until: Date | null;
}

export interface KnownGrants {
  /** What the person of a session is granted at that moment; read only if it is not what it was. */
  at(token: Buffer, now: Stamp, at: Date): Promise<readonly HeldGrant[]>;
}

interface Known extends Omit<Stamp, 'person_id'> {
  readonly since: Date;
  readonly grants: readonly HeldGrant[];
}

/** Grants kept at a time, of all persons together; each takes some hundred bytes. */
const most = 200_000;

/**
 * A team of hundreds of units is granted thousands of things, and sends many requests. Every request asks the database whether they are
 * still the same: whatever process changed them, the next request knows.
 */
export function knownGrants(db: Db): KnownGrants {
  const cache = new LRUCache<string, Known>({ maxSize: most, sizeCalculation: ({ grants }) => grants.length + 1 });
  return {
    async at(token, { person_id: personId, stamp, until }, at) {
      const found = cache.get(personId);
      if (found?.stamp === stamp && found.since <= at && (found.until === null || at < found.until))
        return found.grants;
      const grants = await readGrants(db, token, at);
      cache.set(personId, { stamp, until, since: at, grants });
      return grants;
    },
  };
}

/** The rights of one role at one node: an office has dozens at each. */
interface GrantRow {
  verbs: Verb[];
  path: string;
  region_id: number;
  organisation_id: string;
  role: string;
  campaign_id: string | null;
}

async function readGrants(db: Db, token: Buffer, at: Date): Promise<HeldGrant[]> {
  const rows = await db.ask(sql<GrantRow>`select * from access_session_grants(${token}, ${at})`);
  return rows.flatMap(
    ({ verbs, path, region_id: regionId, organisation_id: organisationId, role, campaign_id: campaignId }) =>
      verbs.map((verb): HeldGrant => ({ verb, path, regionId, organisationId, role, campaignId })),
  );
}
