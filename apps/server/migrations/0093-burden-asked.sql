-- What is asked of units in a period, added up from what is written down anyway: papers that are owed, meetings to be held and hours to
-- be studied, by who asks. What a stage asks by its conditions counts on its last day, what is owed on its own. Nothing is kept for it.
-- `child`: a node right beneath the one that is asked about, and that node itself, which counts each unit once.
create function obligation_asked(region int, node uuid, of_campaign uuid, since date, until date)
returns table (child text, documents text[], layers uuid[], stage_code text, kind text, code text, subject text, layer text, due_on date,
  title_zh text, title_en text, number bigint)
language sql security definer set search_path = public stable as $$
  with here as (
    select o.path, o.kind from organisation o where o.region_id = region and o.id = node and muster_in_scope(o.path, o.linked)),
  beneath as materialized (
    select p.region_id, p.id, p.unit_id, p.path, p.linked, h.path as top, h.kind = 'unit' as is_unit
    from here h join participation p on p.region_id = region and p.campaign_id = of_campaign and p.ended_at is null
      and (p.path <@ h.path or p.linked <@ h.path)),
  around as (
    select b.id,
      array(select l.id from campaign_layer l
        where l.campaign_id = of_campaign and (l.path @> b.path or l.path @> any (b.linked)) order by nlevel(l.path), l.path, l.recorded_at) as layers,
      array(select b.top::text
        union
        select subpath(w.path, 0, nlevel(b.top) + 1)::text from unnest(b.path || b.linked) w (path)
        where w.path <@ b.top and nlevel(w.path) > nlevel(b.top)
        order by 1) as children
    from beneath b),
  -- Units of whom the same is said are added up first: above a county there are as many sorts of them as counties.
  ranked as materialized (select a.*, dense_rank() over (order by a.children, a.layers) as sort from around a),
  sorts as (select distinct r.sort, r.layers, r.children from ranked r),
  stages as materialized (
    select r.sort, b.region_id, b.id, b.unit_id, b.is_unit, s.stage_code, s.ends_on, dense_rank() over (order by s.documents) as pinned, s.documents
    from beneath b join ranked r on r.id = b.id
    join participation_stage s on s.region_id = b.region_id and s.participation_id = b.id and s.opened_at is not null),
  pins as (select distinct s.pinned, s.documents from stages s),
  times as (
    select distinct on (s.id, s.stage_code) s.id, s.sort, s.unit_id, s.is_unit, s.stage_code, s.pinned, s.ends_on, c.condition_code, c.layer, c.member_needs
    from stages s join stage_condition c on c.region_id = s.region_id and c.participation_id = s.id and c.stage_code = s.stage_code
      and c.applies and c.measure in ('study.minutes', 'study.collective-minutes') and c.member_needs is not null
    where s.ends_on between since and until
    order by s.id, s.stage_code, c.member_needs desc, c.position),
  members as (
    select m.unit_id, count(*) as number from membership m
    where m.region_id = region and m.to_on is null and m.standing <> 'applicant' and m.unit_id in (select t.unit_id from times t)
    group by m.unit_id),
  asked as (
    select s.sort, s.pinned, s.stage_code, o.kind, o.duty_code as code, null as subject, null as layer, case when s.is_unit then o.due_on end as due_on,
      case when s.is_unit then o.title_zh end as title_zh, case when s.is_unit then o.title_en end as title_en,
      coalesce(o.asked_number, 1)::bigint as number
    from stages s join obligation o on o.region_id = s.region_id and o.unit_id = s.unit_id and o.participation_id = s.id
      and o.stage_code = s.stage_code
    where o.campaign_id = of_campaign and o.due_on between since and until and o.cancelled_at is null
      and o.kind in ('deliverable', 'report', 'self-check', 'order', 'note', 'lecture')
    union all
    select s.sort, s.pinned, s.stage_code, c.measure, c.condition_code, c.subject, c.layer, case when s.is_unit then s.ends_on end, null, null,
      ceil(c.threshold_num::numeric / c.threshold_den)::bigint
    from stages s join stage_condition c on c.region_id = s.region_id and c.participation_id = s.id and c.stage_code = s.stage_code
      and c.applies and c.measure in ('study.sessions-held', 'study.concentrated-days') and c.threshold_num is not null
    where s.ends_on between since and until
    union all
    select t.sort, t.pinned, t.stage_code, 'minutes', t.condition_code, null, t.layer, case when t.is_unit then t.ends_on end, null, null,
      t.member_needs * coalesce(m.number, 0)
    from times t left join members m on m.unit_id = t.unit_id
    union all
    select r.sort, null, null, 'unit', null, null, null, null, null, null, 1 from ranked r),
  summed as (
    select a.sort, a.pinned, a.stage_code, a.kind, a.code, a.subject, a.layer, a.due_on, min(a.title_zh) as title_zh, min(a.title_en) as title_en,
      sum(a.number) as number
    from asked a group by 1, 2, 3, 4, 5, 6, 7, 8)
  select c.child, p.documents, s.layers, a.stage_code, a.kind, a.code, a.subject, a.layer, a.due_on, min(a.title_zh), min(a.title_en),
    sum(a.number)::bigint
  from summed a join sorts s on s.sort = a.sort cross join unnest(s.children) c (child) left join pins p on p.pinned = a.pinned
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
$$;
revoke execute on function obligation_asked(int, uuid, uuid, date, date) from public;
grant execute on function obligation_asked(int, uuid, uuid, date, date) to muster_app;
