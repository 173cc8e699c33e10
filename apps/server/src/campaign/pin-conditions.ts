import { pinnedConditions, type Playbook } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { playbooksOf, type Participation } from './queries.ts';

/** Keeps what a unit is judged by in a stage that has just opened there: a later version of the playbook changes nothing of it. */
export async function pinConditions(
  tx: Tx,
  participation: Pick<Participation, 'id' | 'campaignId'>,
  stageCode: string,
): Promise<void> {
  const playbook = (await playbooksOf(tx, [participation.campaignId])).get(participation.campaignId);
  if (playbook === undefined) throw new Error(`There is no campaign ${participation.campaignId}`);
  await pinForAll(tx, playbook, [participation.id], stageCode);
}

/** One statement however many units there are; each gets the conditions of its own track. */
export async function pinForAll(
  tx: Tx,
  playbook: Playbook,
  participationIds: readonly string[],
  stageCode: string,
): Promise<void> {
  const stage = playbook.stages.find(({ code }) => code === stageCode);
  if (stage === undefined) throw new Error(`The playbook ${playbook.code} has no stage ${stageCode}`);
  const pinned = playbook.tracks.flatMap(({ code: track }) =>
    pinnedConditions(stage, track).map(({ threshold, ...condition }) => ({ track, ...condition, ...threshold })),
  );
  await sql`
    insert into stage_condition (region_id, participation_id, stage_code, condition_code, position, measure, grain, is_hard,
      applies, member_needs, comparison, threshold_num, threshold_den, path, linked)
    select s.region_id, s.participation_id, s.stage_code, c.code, c.position, c.measure, c.grain, c."isHard",
      c.applies, c."memberNeeds", c.comparison, c.num, c.den, p.path, p.linked
    from participation p
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
    join jsonb_to_recordset(${JSON.stringify(pinned)}::jsonb) as c (track text, code text, position int, measure text,
      grain text, "isHard" boolean, applies boolean, "memberNeeds" int, comparison text, num int, den int) on c.track = p.track
    where p.id = any (${[...participationIds]}::uuid[]) and s.stage_code = ${stageCode} and s.opened_at is not null`.execute(
    tx,
  );
}
