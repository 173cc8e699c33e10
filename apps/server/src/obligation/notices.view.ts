import type { RouteAnswer } from '@muster/contract';
import type { listNotices } from '@muster/contract/obligation';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

type Answer = RouteAnswer<typeof listNotices>;
type Notice = Answer['notices'][number];

/** So many days with notices make a page. */
const daysOnPage = 14;
const thingsShown = 20;

/** One's own notices, the latest day first; what one may no longer see of what they are about is left out. */
export async function noticesOf(tx: ReadTx, personId: string, before: string | undefined): Promise<Answer> {
  const { rows } = await sql<Notice>`
    with days as (
      select distinct on_day from notice
      where person_id = ${personId} and (${before ?? null}::date is null or on_day < ${before ?? null}::date)
      order by on_day desc limit ${daysOnPage}),
    things as (
      select i.region_id, i.kind, i.on_day, o.due_on, o.path, o.id,
        json_build_object('obligationId', o.id, 'campaignId', o.campaign_id, 'rung', i.rung, 'kind', o.kind,
          'title', json_build_object('zh', o.title_zh, 'en', o.title_en),
          'unit', case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end,
          'whose', case o.addressee when 'person' then e.name when 'branch' then b.name end, 'dueOn', i.due_on) as thing,
        row_number() over (partition by i.kind, i.on_day order by i.due_on, o.path, o.id, i.rung) as place
      from notice_item i
      join obligation o on o.region_id = i.region_id and o.id = i.obligation_id
      left join organisation u on u.region_id = o.region_id and u.id = o.unit_id
      left join organisation b on b.region_id = o.region_id and b.id = o.branch_id
      left join person e on e.region_id = o.region_id and e.id = o.person_id
      where i.person_id = ${personId} and i.on_day in (select on_day from days)),
    steps as (
      select i.kind, i.on_day,
        json_build_object('transitionId', t.id, 'campaignId', t.campaign_id, 'stageCode', t.stage_code, 'outcome', i.outcome,
          'at', t.ended_at, 'unit', json_build_object('id', u.id, 'name', u.name)) as step,
        row_number() over (partition by i.kind, i.on_day order by t.ended_at desc, t.id) as place
      from notice_step i
      join transition t on t.region_id = i.region_id and t.id = i.transition_id
      join organisation u on u.region_id = t.region_id and u.id = t.unit_id
      where i.person_id = ${personId} and i.on_day in (select on_day from days))
    select n.kind, n.on_day as "onDay", n.read_at is not null as "isRead",
      (select count(*) from things t where t.kind = n.kind and t.on_day = n.on_day)
        + (select count(*) from steps s where s.kind = n.kind and s.on_day = n.on_day) as all,
      coalesce((select json_agg(t.thing order by t.place) from things t
        where t.kind = n.kind and t.on_day = n.on_day and t.place <= ${thingsShown}), '[]') as things,
      coalesce((select json_agg(s.step order by s.place) from steps s
        where s.kind = n.kind and s.on_day = n.on_day and s.place <= ${thingsShown}), '[]') as steps
    from (select kind, on_day, case when bool_and(read_at is not null) then max(read_at) end as read_at
            from notice where person_id = ${personId} and on_day in (select on_day from days) group by kind, on_day) n
    order by n.on_day desc, n.kind`.execute(tx);
  const last = rows.at(-1)?.onDay;
  const further = await sql<{ more: boolean }>`
    select exists (select from notice where person_id = ${personId} and on_day < ${last ?? null}::date) as more`.execute(
    tx,
  );
  return {
    notices: rows.map((notice) => ({
      ...notice,
      steps: notice.steps.map((step) => ({ ...step, at: new Date(step.at).toISOString() })),
    })),
    unread: await unreadOf(tx, personId),
    next: further.rows[0]?.more === true ? (last ?? null) : null,
  };
}

export async function unreadOf(tx: ReadTx, personId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*) as unread from (
      select distinct kind, on_day from notice where person_id = ${personId} and read_at is null) n`.execute(tx);
  return rows[0]?.unread ?? 0;
}
