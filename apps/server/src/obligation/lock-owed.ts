import type { Place } from '@muster/core/access';
import type { ObligationKind } from '@muster/core/obligation';
import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import { lockParticipations, refuseClosed } from '../campaign/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';

/** Something that a person owes, for a slice whose records close it. */
export interface OwedByPerson {
  readonly regionId: number;
  readonly id: string;
  readonly campaignId: string;
  readonly participationId: string;
  readonly unitId: string;
  readonly branchId: string;
  readonly personId: string;
  readonly stageCode: string;
  readonly originId: string;
  readonly isCancelled: boolean;
  readonly isDone: boolean;
  /** Its stage is being judged. */
  readonly evidenceClosed: boolean;
  readonly closedOn: CivilDate | null;
  readonly place: Place;
}

/** By id, whatever of them is there, read after their participations are locked: two who close one at once follow one another. */
export async function lockOwedByPersons(
  tx: Tx,
  ids: readonly string[],
  kind: ObligationKind,
): Promise<ReadonlyMap<string, OwedByPerson | Refused>> {
  const before = await findOwed(tx, ids, kind);
  await lockParticipations(
    tx,
    before.map(({ regionId, participationId }) => ({ regionId, id: participationId })),
  );
  const found = await findOwed(tx, ids, kind);
  return new Map(found.map((owed) => [owed.id, refuseClosed(owed) ?? owed]));
}

type Row = Omit<OwedByPerson, 'place'> & {
  readonly path: string;
  readonly linked: string[];
  readonly takesPart: boolean;
};

async function findOwed(tx: ReadTx, ids: readonly string[], kind: ObligationKind): Promise<(OwedByPerson & Row)[]> {
  const { rows } = await sql<Row>`
    select o.region_id as "regionId", o.id, o.campaign_id as "campaignId", o.participation_id as "participationId", o.unit_id as "unitId",
      o.branch_id as "branchId", o.person_id as "personId", o.stage_code as "stageCode", o.origin_id as "originId",
      o.cancelled_at is not null as "isCancelled", o.path::text as path, o.linked::text[] as linked, p.ended_at is null as "takesPart",
      v.closed_on as "closedOn",
      exists (select from obligation_discharge d where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as "isDone",
      exists (select from transition t where t.region_id = o.region_id and t.participation_id = o.participation_id
        and t.stage_code = o.stage_code and t.ended_at is null) as "evidenceClosed"
    from obligation o
    join participation p on p.region_id = o.region_id and p.id = o.participation_id
    join campaign v on v.id = o.campaign_id
    where o.id = any (${[...ids]}::uuid[]) and o.kind = ${kind} and o.addressee = 'person' and o.branch_id is not null and o.origin_id is not null`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, place: { path: row.path, linked: row.linked } }));
}
