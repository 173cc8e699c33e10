import type { RouteAnswer } from '@muster/contract';
import type { readChangeEffects } from '@muster/contract/organisation';
import { beginningOf } from '@muster/core/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { heldBy } from './changing.view.ts';
import { figuresAt } from './figures.view.ts';
import type { Node } from './queries.ts';

type Answer = RouteAnswer<typeof readChangeEffects>;

const namedAtMost = 20;

/** What a change would concern, in as many queries for a branch as for the whole tree. */
export async function effectsOf(tx: ReadTx, node: Node): Promise<Answer> {
  const { regionId, id } = node;
  const { rows } = await sql<
    Pick<Answer, 'offices' | 'teams' | 'children' | 'hostedBranches' | 'failedVote' | 'stages'>
  >`
    select
      (select count(*) from appointment where region_id = ${regionId} and organisation_id = ${id}::uuid and to_on is null) as offices,
      (select count(*) from team_unit where region_id = ${regionId} and unit_id = ${id}::uuid and to_on is null) as teams,
      coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'name', name)) from (
        select id, kind, name from organisation where region_id = ${regionId} and parent_id = ${id}::uuid and closed_on is null
        order by position, name limit ${namedAtMost}) c), '[]') as children,
      coalesce((select json_agg(json_build_object('id', b.id, 'kind', b.kind, 'name', b.name) order by b.path)
        from branch_serves_unit s join organisation b on b.region_id = s.region_id and b.id = s.branch_id and b.closed_on is null
        where s.region_id = ${regionId} and s.unit_id = ${id}::uuid and s.is_host and s.to_on is null), '[]') as "hostedBranches",
      (${failedVote(node)}) as "failedVote",
      coalesce((${stagesOf(node)}), '[]') as stages`.execute(tx);
  const [here] = rows;
  if (here === undefined) throw new Error('a select without from has one row');
  const { members, children, hostedBranches: _named, firstOrder: first, ...open } = await heldBy(tx, node);
  const firstOrder = first && { ...first, text: beginningOf(first.text) };
  const held = { ...open, firstOrder, ownMembers: members, childrenInAll: children.length };
  return { ...(await figuresAt(tx, node)), ...here, ...held };
}

/** The hard condition on a vote that keeps the unit from being merged, and closed stays on record; the database asks the same of a merger. */
function failedVote({ regionId, id }: Node): RawBuilder<Answer['failedVote']> {
  return sql`
    select json_build_object('of', split_part(k.measure, '.', 2), 'num', m.num, 'den', m.den)
    from participation p
    join campaign c on c.id = p.campaign_id and c.closed_on is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
    cross join lateral gate_measures(array[p.region_id], array[p.id], s.stage_code) m
    join stage_condition k on k.region_id = s.region_id and k.participation_id = s.participation_id and k.stage_code = s.stage_code
      and k.condition_code = m.condition_code and k.measure in ('assessment.dissatisfied', 'assessment.satisfied')
      and k.is_hard and k.applies and k.threshold_num is not null
    where p.region_id = ${regionId} and p.unit_id = ${id}::uuid and p.ended_at is null and m.den > 0
      and case k.comparison when 'below' then m.num * k.threshold_den >= k.threshold_num * m.den
                            else m.num * k.threshold_den < k.threshold_num * m.den end
    order by c.started_on desc, c.id desc, k.measure limit 1`;
}

/** Where a unit stands in each campaign, and what of the stage that it is in changes with who its members are. */
function stagesOf({ regionId, id }: Node): RawBuilder<Answer['stages']> {
  return sql`
    select json_agg(json_build_object(
      'campaignId', c.id,
      'passed', array(select s.stage_code from participation_stage s
        where s.region_id = p.region_id and s.participation_id = p.id and s.closed_at is not null order by s.position),
      'open', (select json_build_object('code', s.stage_code, 'counted', array(select k.condition_code from stage_condition k
          where k.region_id = s.region_id and k.participation_id = s.participation_id and k.stage_code = s.stage_code and k.applies
            and (k.grain = 'member' or k.measure = 'study.made-up') order by k.position),
          'openHard', cardinality(gate_unmet_hard(s.region_id, s.participation_id, s.stage_code)))
        from participation_stage s
        where s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null)
      ) order by c.started_on desc, c.id desc)
    from participation p
    join campaign c on c.id = p.campaign_id and c.closed_on is null
    where p.region_id = ${regionId} and p.unit_id = ${id}::uuid and p.ended_at is null`;
}
