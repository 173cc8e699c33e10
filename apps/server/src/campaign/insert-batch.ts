import type { PlannedStage } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { JoiningUnit } from './joining-units.view.ts';
import { pinForAll } from './pin-conditions.ts';
import type { CampaignState } from './queries.ts';

export interface OpenedBatch {
  readonly id: string;
  readonly number: number;
  readonly stages: readonly PlannedStage[];
  /** The units, each with the id of its new participation. */
  readonly joined: readonly (JoiningUnit & { readonly id: string })[];
}

/** A batch with its participations; their first stage is open and its conditions pinned. Statements, not rows, are counted. */
export async function insertBatch(tx: Tx, batch: OpenedBatch, campaign: CampaignState, at: Date): Promise<void> {
  const { stages, joined } = batch;
  const [first, last] = [stages[0], stages.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A batch has a stage at least');
  await tx
    .insertInto('batch')
    .values({
      id: batch.id,
      campaign_id: campaign.id,
      number: batch.number,
      from_on: first.startsOn,
      to_on: last.endsOn,
      opened_at: at,
      recorded_at: at,
    })
    .execute();
  await tx
    .insertInto('batch_stage')
    .values(
      stages.map((stage) => ({
        batch_id: batch.id,
        stage_code: stage.code,
        starts_on: stage.startsOn,
        ends_on: stage.endsOn,
        first_ends_on: stage.endsOn,
      })),
    )
    .execute();
  await insertParticipations(tx, batch, campaign, at);
  await insertStages(tx, batch);
  for (const [regionId, units] of Map.groupBy(joined, (unit) => unit.regionId)) {
    const ids = units.map((unit) => unit.id);
    await sql`select gate_open_first_stage(${regionId}::int, ${ids}::uuid[], ${at}::timestamptz)`.execute(tx);
  }
  const ids = joined.map((unit) => unit.id);
  await pinForAll(tx, ids, first.code);
}

async function insertParticipations(tx: Tx, batch: OpenedBatch, campaign: CampaignState, at: Date): Promise<void> {
  const rows = batch.joined.map((unit) => ({
    region_id: unit.regionId,
    id: unit.id,
    campaign_id: campaign.id,
    batch_id: batch.id,
    unit_id: unit.unitId,
    track: campaign.playbook.defaultTrack,
    path: unit.path,
    linked: [...unit.linked],
    recorded_at: at,
  }));
  for (let start = 0; start < rows.length; start += 1000) {
    await tx
      .insertInto('participation')
      .values(rows.slice(start, start + 1000))
      .execute();
  }
}

async function insertStages(tx: Tx, { id, stages }: OpenedBatch): Promise<void> {
  await sql`
    insert into participation_stage (region_id, participation_id, stage_code, position, starts_on, earliest_on, ends_on, minimum_days,
      window_from, window_to, first_ends_on, path, linked)
    select p.region_id, p.id, s.code, s.position, s."startsOn", s."earliestOn", s."endsOn", s."earliestOn" - s."startsOn" + 1,
      s."startsOn", s."endsOn", s."endsOn", p.path, p.linked
    from participation p
    cross join jsonb_to_recordset(${JSON.stringify(stages)}::jsonb)
      as s (code text, position int, "startsOn" date, "earliestOn" date, "endsOn" date)
    where p.batch_id = ${id}`.execute(tx);
}
