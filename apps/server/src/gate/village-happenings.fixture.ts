import { readMe } from '@muster/contract/access';
import type { Villages } from './villages.fixture.ts';
import { asOwner } from './ways-round.fixture.ts';

/** What somebody or something else did to the village before; each stops one step or the other, or none. */
const happened = {
  nothing: '',
  'hours are lost': `update stage_condition set member_needs = 6000 where participation_id = $1 and stage_code = $2 and measure = 'study.minutes'`,
  'the dates are put off': `update participation_stage set earliest_on = '2026-12-01', ends_on = '2026-12-02' where participation_id = $1 and stage_code = $2`,
  'something else was applied for': `update transition_step set judged_hash = '' where step = 'applied' and transition_id = $3`,
  'something else was endorsed': `update transition_step set judged_hash = '' where step = 'endorsed' and transition_id = $3`,
  'the team applied itself': `update transition_step set actor_id = $4 where step = 'applied' and transition_id = $3`,
  'the application is over': `update transition set ended_at = recorded_at where id = $3`,
  'it takes part no more': `update participation set ended_at = now(), ended_on = '2026-03-20', ended_by = $4, ended_by_name = '', end_reason = '撤销' where id = $1`,
} as const;
export type Happening = keyof typeof happened;
export const happenings = Object.keys(happened) as readonly Happening[];

/** The villages with the application of each that was last under way. */
export interface World extends Villages {
  readonly transitions: Map<string, string>;
}

export async function make({ house, id, transitions }: World, village: string, happening: Happening): Promise<void> {
  if (happened[happening] === '') return;
  const [part] = await asOwner<{ id: string; stage: string }>(
    house,
    `select p.id, s.stage_code as stage from participation p join participation_stage s on s.participation_id = p.id and s.region_id = p.region_id
     join campaign c on c.id = p.campaign_id
     where p.unit_id = '${id(village)}' and s.opened_at is not null and s.closed_at is null order by c.started_on desc limit 1`,
  );
  if (part === undefined) return;
  const { person } = await (await house.as('team')).call(readMe, {});
  const values = [part.id, part.stage, transitions.get(village) ?? part.id, person.id];
  const written = values.reduce(
    (text, value, index) => text.replaceAll(`$${index + 1}`, `'${value}'`),
    happened[happening],
  );
  // Who may do this is not what is asked here.
  await asOwner(house, `begin; set local session_replication_role = replica; ${written}; commit`);
}
