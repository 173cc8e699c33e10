-- Who has to put something right by an order is told at the next run, as of what was decided, and not only days before it is due.
alter table notice drop constraint notice__kind;
alter table notice add constraint notice__kind check (kind in ('due-soon', 'overdue', 'escalated', 'answered', 'ordered'));
alter table notice_item drop constraint notice_item__rung;
alter table notice_item add constraint notice_item__rung
  check (rung in ('before-3', 'before-1', 'overdue', 'escalated', 'granted', 'refused', 'exempted', 'returned', 'ordered'));

create index order_to_correct__recorded on order_to_correct (recorded_at);

create or replace function obligation_remind(ladder jsonb, today date, at timestamptz) returns int
language plpgsql security definer set search_path = public set enable_nestloop = off as $$
declare said int;
begin
  if current_setting('muster.scope', true) is distinct from '*' then
    raise exception 'the worker alone reminds' using errcode = '42501';
  end if;
  with told_of as materialized (
    select o.region_id, o.id as obligation_id, o.addressee, o.unit_id, o.branch_id, o.person_id, o.path, o.due_on, l.rung, l.kind,
           null::uuid as decision_id
      from jsonb_to_recordset(ladder) l(rung text, kind text, "fromOn" date, "toOn" date)
      join obligation o on o.due_on between l."fromOn" and l."toOn" and o.cancelled_at is null
      join campaign c on c.id = o.campaign_id and c.closed_on is null
      join participation p on p.region_id = o.region_id and p.id = o.participation_id and p.ended_at is null
      cross join lateral obligation_left(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) still
     where still.is_outstanding
    union all
    select o.region_id, o.id, o.addressee, o.unit_id, o.branch_id, o.person_id, o.path, coalesce(d.due_on, o.due_on), d.rung, 'answered', d.id
      from (select e.region_id, e.obligation_id, e.until_on as due_on, e.outcome as rung, e.id
              from obligation_extension e where e.decided_at > at - interval '3 days' and e.decided_at <= at
            union all
            select e.region_id, e.obligation_id, null, 'exempted', e.id
              from obligation_exemption e where e.recorded_at > at - interval '3 days' and e.recorded_at <= at and e.voided_at is null
            union all
            select d.region_id, d.obligation_id, null, 'returned', d.id
              from deliverable_check c
              join deliverable d on d.region_id = c.region_id and d.id = c.deliverable_id
             where c.outcome = 'returned' and c.recorded_at > at - interval '3 days' and c.recorded_at <= at
            union all
            select o.region_id, o.id, null, 'returned', v.answer_id
              from order_verification v
              join obligation o on o.region_id = v.region_id and o.origin_kind = 'order' and o.origin_id = v.order_id
             where v.outcome = 'returned' and v.recorded_at > at - interval '3 days' and v.recorded_at <= at) d
      join obligation o on o.region_id = d.region_id and o.id = d.obligation_id
    union all
    select o.region_id, o.id, o.addressee, o.unit_id, o.branch_id, o.person_id, o.path, o.due_on, 'ordered', 'ordered', null
      from order_to_correct r
      join obligation o on o.region_id = r.region_id and o.origin_kind = 'order' and o.origin_id = r.id and o.cancelled_at is null
      cross join lateral obligation_left(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) still
     where r.recorded_at > at - interval '3 days' and r.recorded_at <= at and still.is_outstanding
  ), acting as materialized (
    -- Who acts for a unit or a branch.
    select g.organisation_id, g.verb, g.role, g.person_id
      from access_grant g
      join account a on a.person_id = g.person_id and a.state <> 'closed'
     where g.to_at is null and g.verb in ('submit-deliverable', 'record-activity')
  ), owing as materialized (
    -- Whoever owes it, or acts for the unit or branch that does. For somebody without an account the branch is told.
    select t.region_id, t.obligation_id, t.rung, a.person_id
      from told_of t join account a on a.person_id = t.person_id and a.state <> 'closed'
     where t.addressee = 'person'
    union
    select t.region_id, t.obligation_id, t.rung, w.person_id
      from told_of t join acting w on w.organisation_id = t.unit_id and w.verb = 'submit-deliverable'
     where t.addressee = 'unit'
    union
    select t.region_id, t.obligation_id, t.rung, w.person_id
      from told_of t join acting w on w.organisation_id = t.branch_id and w.verb = 'record-activity'
     where t.addressee = 'branch' or t.addressee = 'person'
       and not exists (select from account a where a.person_id = t.person_id and a.state <> 'closed')
  ), escalated as materialized (
    select t.region_id, t.obligation_id, t.addressee, t.unit_id, t.path,
           coalesce(o.people, '{}') as owed_by
      from told_of t
      left join (select region_id, obligation_id, array_agg(person_id) as people from owing where rung = 'escalated' group by 1, 2) o
        on o.region_id = t.region_id and o.obligation_id = t.obligation_id
     where t.rung = 'escalated'
  ), heads as materialized (
    -- One level above, and nobody who owes it: the head of the unit for what a branch or a person owes.
    select e.region_id, e.obligation_id, w.person_id
      from escalated e join acting w on w.organisation_id = e.unit_id and w.verb = 'submit-deliverable' and w.role = 'head'
     where e.addressee <> 'unit' and w.person_id <> all (e.owed_by)
  ), offices as materialized (
    select g.person_id, n.path
      from access_grant g
      join account a on a.person_id = g.person_id and a.state <> 'closed'
      join organisation n on n.region_id = g.organisation_region_id and n.id = g.organisation_id and n.closed_on is null
     where g.to_at is null and g.verb = 'relieve-obligation'
  ), above as (
    select region_id, obligation_id, person_id from heads
    union
    -- For what the unit owes, and where it has no such head, the nearest office.
    select e.region_id, e.obligation_id, n.person_id
      from escalated e
      cross join lateral (
        select f.person_id, rank() over (order by nlevel(f.path) desc) as place
          from offices f where f.path @> e.path and f.person_id <> all (e.owed_by)) n
     where n.place = 1 and (e.region_id, e.obligation_id) not in (select h.region_id, h.obligation_id from heads h)
  ), who as (
    select region_id, obligation_id, rung, person_id from owing where rung <> 'escalated'
    union all
    select region_id, obligation_id, 'escalated', person_id from above
  ), unsaid as materialized (
    select t.region_id, w.person_id, t.kind, t.obligation_id, t.rung, t.due_on, t.decision_id
      from told_of t
      join who w on w.region_id = t.region_id and w.obligation_id = t.obligation_id and w.rung = t.rung
     where not exists (select from notice_item i
       where i.obligation_id = t.obligation_id and i.person_id = w.person_id and i.rung = t.rung
         and i.due_on = t.due_on and i.decision_id is not distinct from t.decision_id)
  ), told as (
    insert into notice as n (region_id, person_id, kind, on_day, recorded_at)
    select distinct region_id, person_id, kind, today, at from unsaid
    on conflict (region_id, person_id, kind, on_day) do update set read_at = null where n.kind in ('answered', 'ordered')
  )
  insert into notice_item (region_id, person_id, kind, on_day, obligation_id, rung, due_on, decision_id)
  select region_id, person_id, kind, today, obligation_id, rung, due_on, decision_id from unsaid
  on conflict do nothing;
  get diagnostics said = row_count;
  return said;
end $$;
