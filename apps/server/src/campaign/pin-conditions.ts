import { pinnedConditions } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { effectivePlaybooks } from './effective-playbooks.ts';
import { lengthen } from './lengthen.ts';
import { unitTraits } from './unit-traits.view.ts';

/** Keeps what these units are judged by in a stage that has just opened there: a later version or layer changes nothing of it. */
export async function pinConditions(tx: Tx, participationIds: readonly string[], stageCode: string): Promise<void> {
  await pinForAll(tx, participationIds, stageCode);
  await lengthen(tx, participationIds, stageCode);
}

/** One statement however many units there are. Units that are judged alike (same playbook in force, track, class, operation) go together. */
export async function pinForAll(tx: Tx, participationIds: readonly string[], stageCode: string): Promise<void> {
  const playbooks = await effectivePlaybooks(tx, participationIds);
  const units = (await unitTraits(tx, participationIds)).map((unit) => ({ ...unit, playbook: playbooks.get(unit.id) }));
  const alike = [...Map.groupBy(units, (unit) => unit.playbook)].flatMap(([playbook, ofPlaybook]) => {
    const stage = playbook?.stages.find(({ code }) => code === stageCode);
    if (stage === undefined) throw new Error(`No playbook in force has the stage ${stageCode}`);
    const groups = Map.groupBy(ofPlaybook, ({ track, operation, classes }) =>
      JSON.stringify([track, operation, classes]),
    );
    return [...groups.values()].map((group) => ({ stage, group, kinds: playbook?.activityKinds ?? [] }));
  });
  const pinned = alike.flatMap(({ stage, group, kinds }, number) =>
    pinnedConditions(stage, group[0]?.track ?? '', group[0] ?? { classes: [], operation: 'running' }, kinds).map(
      ({ threshold, present, ...condition }) => ({
        number,
        ...condition,
        ...threshold,
        presentNum: present?.num,
        presentDen: present?.den,
      }),
    ),
  );
  const numbered = alike.flatMap(({ group }, number) => group.map(({ id }) => ({ id, number })));
  await sql`
    insert into stage_condition (region_id, participation_id, stage_code, condition_code, position, measure, grain, is_hard,
      applies, member_needs, comparison, threshold_num, threshold_den, present_num, present_den, subject, layer, path, linked)
    select s.region_id, s.participation_id, s.stage_code, c.code, c.position, c.measure, c.grain, c."isHard",
      c.applies, c."memberNeeds", c.comparison, c.num, c.den, c."presentNum", c."presentDen", c.subject, c.layer, p.path, p.linked
    from jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) as u (id uuid, number int)
    join participation p on p.id = u.id
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
    join jsonb_to_recordset(${JSON.stringify(pinned)}::jsonb) as c (number int, code text, position int, measure text,
      grain text, "isHard" boolean, applies boolean, "memberNeeds" int, comparison text, num int, den int, "presentNum" int, "presentDen" int, subject text, layer text)
      on c.number = u.number
    where p.id = any (${[...participationIds]}::uuid[]) and s.stage_code = ${stageCode} and s.opened_at is not null`.execute(
    tx,
  );
}
