import type { CheckedItem } from '@muster/core/supervision';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';

/** What was said of an item, with the figure that the condition of the same code had. */
export interface KeptItem extends CheckedItem {
  readonly num: number | null;
  readonly den: number | null;
  /** Whether a condition has that code. */
  readonly isMeasured: boolean;
}

export interface SelfCheck {
  readonly id: string;
  readonly version: number;
  readonly items: readonly KeptItem[];
  readonly checkedBy: string;
  readonly checkedByName: string;
  readonly checkedAt: Date;
  readonly review: {
    readonly items: readonly CheckedItem[];
    readonly reviewedByName: string;
    readonly reviewedAt: Date;
  } | null;
}

interface Row extends Omit<SelfCheck, 'review'> {
  readonly of: string;
  readonly found: readonly CheckedItem[] | null;
  readonly reviewedByName: string | null;
  readonly reviewedAt: Date | null;
}

/** The last time that a unit checked itself in a stage. */
export async function lastSelfCheck(
  tx: ReadTx,
  participation: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
): Promise<SelfCheck | null> {
  return (await lastSelfChecks(tx, [{ participation, stageCode }])).get(participation.id) ?? null;
}

/** The last time that each of these units checked itself in its stage, by the participation's id. */
export async function lastSelfChecks(
  tx: ReadTx,
  of: readonly { readonly participation: Pick<Participation, 'regionId' | 'id'>; readonly stageCode: string }[],
): Promise<ReadonlyMap<string, SelfCheck>> {
  const { rows } = await sql<Row>`
    select distinct on (s.region_id, s.participation_id) s.participation_id as of, s.id, s.version, s.items, s.checked_by as "checkedBy", s.checked_by_name as "checkedByName", s.recorded_at as "checkedAt",
      r.items as found, r.reviewed_by_name as "reviewedByName", r.recorded_at as "reviewedAt"
    from self_check s
    left join self_check_review r on r.region_id = s.region_id and r.check_id = s.id
    where (s.region_id, s.participation_id, s.stage_code) in (
      select * from unnest(${of.map(({ participation }) => participation.regionId)}::int[],
        ${of.map(({ participation }) => participation.id)}::uuid[], ${of.map(({ stageCode }) => stageCode)}::text[]))
    order by s.region_id, s.participation_id, s.version desc ${kept}`.execute(tx);
  return new Map(rows.map((row) => [row.of, checkOf(row)]));
}

function checkOf({ of: _of, found, reviewedByName, reviewedAt, ...check }: Row): SelfCheck {
  const review =
    found === null || reviewedByName === null || reviewedAt === null
      ? null
      : { items: found, reviewedByName, reviewedAt };
  return { ...check, review };
}
