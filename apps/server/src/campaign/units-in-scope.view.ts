import type { Coverage, UnitInScope } from '@muster/core/campaign';
import { coverageOf } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { inScope, type BatchRow } from './batches.ts';
import { classChains, type ClassChain } from './class-chains.ts';

/** A unit that is not closed, whether it takes part or not. */
export interface ScopedUnit {
  readonly regionId: number;
  readonly unitId: string;
  readonly name: string;
  readonly path: string;
  readonly linked: readonly string[];
  readonly classCode: string | null;
  readonly hasMember: boolean;
  readonly batchId: string | null;
}

export interface CoveredUnit extends ScopedUnit {
  readonly coverage: Coverage;
}

/**
 * Units beneath a node of either tree, within the campaign, in the order of their tree. Applicants are in no denominator: a unit that
 * has no other members has none.
 */
async function unitsInScope(
  tx: ReadTx,
  campaign: { readonly id: string; readonly path: string },
  nodePath: string,
): Promise<ScopedUnit[]> {
  const { rows } = await sql<ScopedUnit>`
    select o.region_id as "regionId", o.id as "unitId", o.name, o.path, o.linked::text[] as linked, o.class_code as "classCode",
      p.batch_id as "batchId",
      exists (select from membership m
        where m.region_id = o.region_id and m.unit_id = o.id and m.to_on is null and m.standing <> 'applicant') as "hasMember"
    from organisation o
    left join participation p on p.region_id = o.region_id and p.unit_id = o.id and p.campaign_id = ${campaign.id}
      and p.ended_at is null
    where o.kind = 'unit' and o.closed_on is null
      and (o.path <@ ${nodePath}::ltree or ${nodePath}::ltree @> any (o.linked))
      and (o.path <@ ${campaign.path}::ltree or ${campaign.path}::ltree @> any (o.linked))
    order by o.path`.execute(tx);
  return rows;
}

/** Each unit with the batch it falls to. Queries do not depend on how many units, batches and rules there are. */
export async function coveredUnits(
  tx: ReadTx,
  campaign: { readonly id: string; readonly path: string },
  nodePath: string,
  batches: readonly BatchRow[],
): Promise<{ readonly units: CoveredUnit[]; readonly classes: ReadonlyMap<string, ClassChain> }> {
  const units = await unitsInScope(tx, campaign, nodePath);
  const classes = await classChains(tx);
  const scoped = units.map((unit): UnitInScope => ({
    paths: [unit.path, ...unit.linked],
    classes: classes.get(unit.classCode ?? '')?.chain ?? [],
    batchId: unit.batchId,
  }));
  const coverage = coverageOf(
    scoped,
    batches.map((batch) => inScope(batch, classes)),
  );
  return {
    units: units.map((unit, index) => ({
      ...unit,
      coverage: coverage[index] ?? { state: 'uncovered', missedBy: null },
    })),
    classes,
  };
}
