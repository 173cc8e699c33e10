import type { Villages } from './villages.fixture.ts';
import { asOwner } from './ways-round.fixture.ts';

/** Everything that such acts write, without what is drawn by chance or by the clock. */
export async function recordsOf({ house }: Villages): Promise<unknown> {
  const read = (text: string) => asOwner<Record<string, unknown>>(house, text);
  await house.fold();
  return {
    steps: await read(`
      select o.code, t.stage_code, t.ended_at is not null as over, s.step, s.actor_name, s.note, s.judged, encode(s.judged_hash, 'hex') as hash
      from transition t join organisation o on o.id = t.unit_id join transition_step s on s.transition_id = t.id
      order by o.code, t.recorded_at, s.step, t.ended_at is null, s.actor_name, hash, s.note, s.judged::text`),
    decisions: await read(`
      select o.code, d.outcome, d.decided_by_name, d.note, encode(d.judged_hash, 'hex') as hash
      from transition_decision d join transition t on t.id = d.transition_id join organisation o on o.id = t.unit_id
      order by o.code, d.recorded_at, d.outcome, d.decided_by_name, hash, d.note`),
    stages: await read(`
      select o.code, c.started_on, s.stage_code, s.starts_on, s.earliest_on, s.ends_on, s.minimum_days, s.opened_at is not null as opened, s.closed_at is not null as closed
      from participation_stage s join participation p on p.id = s.participation_id join organisation o on o.id = p.unit_id
      join campaign c on c.id = p.campaign_id order by o.code, c.started_on, s.position`),
    conditions: await read(`
      select o.code, c.stage_code, c.condition_code, c.position, c.member_needs, c.is_hard, c.applies from stage_condition c
      join participation p on p.id = c.participation_id join campaign g on g.id = p.campaign_id join organisation o on o.id = p.unit_id
      order by o.code, g.started_on, c.stage_code, c.position, c.condition_code`),
    owed: await read(`
      select o.code, b.stage_code, b.kind, b.duty_code, b.due_on from obligation b join organisation o on o.id = b.unit_id
      join campaign g on g.id = b.campaign_id order by o.code, g.started_on, b.stage_code, b.kind, b.duty_code, b.due_on, b.person_id`),
    ledger: await read(`
      select o.code, e.kind, e.actor_name, count(*)::int as entries from ledger_entry e
      join organisation o on o.id = e.unit_id where e.kind like 'gate.%' group by 1, 2, 3 order by 1, 2, 3`),
    figures: await read(`
      select o.code, c.started_on, r.stage_code, r.measure, r.amount::int from rollup_counter r
      join organisation o on o.path = r.path left join campaign c on c.id = r.campaign_id
      where r.amount <> 0 order by o.code, o.kind, c.started_on, r.stage_code, r.measure`),
    wrong: await house.differences(),
  };
}
