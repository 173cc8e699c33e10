import { trackOf, unitStages, type Playbook, type StageDates } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import { countAgain } from '../platform/database/count-again.ts';
import type { Tx } from '../platform/database/db.ts';
import { markAllDirty } from '../platform/outbox.ts';
import { counter } from '../platform/progress.ts';
import { effectivePlaybooks } from './effective-playbooks.ts';
import { stageOpened } from './hooks.ts';
import { pinForAll } from './pin-conditions.ts';
import type { JoiningUnit } from './take-units.ts';
import { unitTraits } from './unit-traits.view.ts';

/** A unit with the id of its new participation. */
export type JoinedUnit = JoiningUnit & { readonly id: string };

export interface OpenedBatch {
  readonly batchId: string;
  readonly campaignId: string;
  readonly windows: readonly StageDates[];
  readonly joined: readonly JoinedUnit[];
}

/** Units like one another: the same playbook in force and the same track, so the same stages. */
interface Alike {
  readonly playbook: Playbook;
  readonly track: string;
  readonly ids: readonly string[];
}

/** Units whose first duties are written at a time: enough to be few statements, and few enough that somebody who waits hears of each. */
const oweAtOnce = 250;

/**
 * The units of a batch take part from now on, each on its track with its stages in their windows; the first stage is open and its
 * conditions are pinned. Statements, not rows, are counted. Whoever waits hears of four steps a unit: there, with stages, judged by, owing.
 */
export async function insertParticipations(tx: Tx, batch: OpenedBatch, circumstances: Circumstances): Promise<void> {
  const { joined } = batch;
  const wrote = counter(circumstances.progress, 'writing', 4 * joined.length, joined.length);
  await tx.updateTable('batch').set({ opened_at: circumstances.at }).where('id', '=', batch.batchId).execute();
  await insertRows(tx, batch, circumstances.at);
  await countAgain(tx, joined.length, 'participation');
  wrote(joined.length);
  const groups = await alikeIn(tx, joined);
  const regionOf = new Map(joined.map(({ id, regionId }) => [id, regionId]));
  await beginOnTracks(tx, groups, regionOf);
  await insertStages(tx, groups, batch.windows);
  await countAgain(tx, joined.length, 'participation_stage');
  wrote(joined.length);
  for (const [regionId, units] of Map.groupBy(joined, (unit) => unit.regionId)) {
    const ids = units.map((unit) => unit.id);
    await sql`select gate_open_first_stage(${regionId}::int, ${ids}::uuid[], ${circumstances.at}::timestamptz)`.execute(
      tx,
    );
  }
  for (const [stageCode, ids] of firstStages(groups)) {
    await pinForAll(tx, ids, stageCode);
    wrote(ids.length);
    for (const [regionId, ofRegion] of Map.groupBy(ids, (id) => regionOf.get(id) ?? 0)) {
      for (let start = 0; start < ofRegion.length; start += oweAtOnce) {
        const participationIds = ofRegion.slice(start, start + oweAtOnce);
        await circumstances.tell(tx, stageOpened, { regionId, participationIds, stageCode });
        wrote(participationIds.length);
      }
    }
  }
  await markAllDirty(tx, joined);
}

async function insertRows(tx: Tx, { batchId, campaignId, joined }: OpenedBatch, at: Date): Promise<void> {
  const rows = joined.map((unit) => ({
    region_id: unit.regionId,
    id: unit.id,
    campaign_id: campaignId,
    batch_id: batchId,
    unit_id: unit.unitId,
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

/** Which playbook is in force at a unit is known by its participation, so the track is found after the rows are there. */
async function alikeIn(tx: Tx, joined: readonly JoinedUnit[]): Promise<Alike[]> {
  const ids = joined.map(({ id }) => id);
  const playbooks = await effectivePlaybooks(tx, ids);
  const traits = new Map((await unitTraits(tx, ids)).map((unit) => [unit.id, unit]));
  return [...Map.groupBy(ids, (id) => playbooks.get(id))].flatMap(([playbook, alike]) => {
    if (playbook === undefined) throw new Error('A participation has no playbook');
    const byTrack = Map.groupBy(alike, (id) =>
      trackOf(playbook, traits.get(id) ?? { classes: [], operation: 'running' }),
    );
    return [...byTrack].map(([track, own]) => ({ playbook, track, ids: own }));
  });
}

async function beginOnTracks(tx: Tx, groups: readonly Alike[], regionOf: ReadonlyMap<string, number>): Promise<void> {
  const units = groups.flatMap(({ playbook, track, ids }) =>
    ids.map((id) => ({ region: regionOf.get(id), id, track, days: playbook.minimumTotalDays })),
  );
  await sql`select campaign_begin_on_tracks(${JSON.stringify(units)}::jsonb)`.execute(tx);
}

async function insertStages(tx: Tx, groups: readonly Alike[], windows: readonly StageDates[]): Promise<void> {
  const stages = groups.flatMap(({ playbook, track }, number) =>
    unitStages(playbook, track, windows).map((stage) => ({ number, ...stage })),
  );
  const members = groups.flatMap(({ ids }, number) => ids.map((id) => ({ id, number })));
  await sql`
    insert into participation_stage (region_id, participation_id, stage_code, position, starts_on, earliest_on, ends_on, minimum_days,
      window_from, window_to, first_ends_on, path, linked)
    select p.region_id, p.id, s.code, s.position, s."startsOn", s."earliestOn", s."endsOn", s."minimumDays",
      s."windowFrom", s."windowTo", s."endsOn", p.path, p.linked
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as m (id uuid, number int)
    join participation p on p.id = m.id
    join jsonb_to_recordset(${JSON.stringify(stages)}::jsonb) as s (number int, code text, position int, "startsOn" date,
      "earliestOn" date, "endsOn" date, "minimumDays" int, "windowFrom" date, "windowTo" date) on s.number = m.number`.execute(
    tx,
  );
}

/** The stage that each unit begins with; most begin with the same one. */
function firstStages(groups: readonly Alike[]): ReadonlyMap<string, readonly string[]> {
  const byStage = new Map<string, string[]>();
  for (const { playbook, track, ids } of groups) {
    const first = playbook.stages.find(({ tracks }) => tracks === null || tracks.includes(track));
    if (first === undefined) throw new Error(`The track ${track} has no stage`);
    byStage.set(first.code, [...(byStage.get(first.code) ?? []), ...ids]);
  }
  return byStage;
}
