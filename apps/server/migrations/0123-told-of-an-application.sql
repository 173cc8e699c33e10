-- What becomes of an application is told inside the product at the next run: that the team returned it, that the office let the unit pass or
-- refused it. To whoever applied, and to those who act for the unit and for its branches, whose records it rests on. Only the person reads it.
alter table notice drop constraint notice__kind;
alter table notice add constraint notice__kind
  check (kind in ('due-soon', 'overdue', 'escalated', 'answered', 'ordered', 'transition'));

create table notice_step (
  region_id int not null,
  person_id uuid not null,
  kind text not null default 'transition',
  on_day date not null,
  transition_id uuid not null,
  outcome text not null,
  primary key (region_id, person_id, transition_id, outcome),
  constraint notice_step__notice foreign key (region_id, person_id, kind, on_day) references notice (region_id, person_id, kind, on_day),
  constraint notice_step__transition foreign key (region_id, transition_id) references transition (region_id, id),
  constraint notice_step__kind check (kind = 'transition'),
  constraint notice_step__outcome check (outcome in ('returned', 'passed', 'refused'))
);
create index notice_step__of_notice on notice_step (region_id, person_id, kind, on_day);
alter table notice_step enable row level security;
create policy own on notice_step to muster_app using (person_id = nullif(current_setting('muster.self', true), '')::uuid);
create policy worker on notice_step to muster_worker using (current_setting('muster.scope', true) = '*');
grant select on notice_step to muster_app, muster_worker;

create index transition_step__returned on transition_step (recorded_at) where step = 'returned';
create index transition_decision__recorded on transition_decision (recorded_at);

-- Of the last three days, so that a morning without a run is made up for; said again it says nothing. How much was said.
create function obligation_tell_of_applications(today date, at timestamptz) returns int
language plpgsql security definer set search_path = public as $$
declare said int;
begin
  if current_setting('muster.scope', true) is distinct from '*' then
    raise exception 'the worker alone reminds' using errcode = '42501';
  end if;
  with came as materialized (
    select t.region_id, t.id, t.unit_id, t.applied_by, c.outcome
      from (select s.region_id, s.transition_id, s.step as outcome from transition_step s
             where s.step = 'returned' and s.recorded_at > at - interval '3 days' and s.recorded_at <= at
            union all
            select d.region_id, d.transition_id, d.outcome from transition_decision d
             where d.recorded_at > at - interval '3 days' and d.recorded_at <= at) c
      join transition t on t.region_id = c.region_id and t.id = c.transition_id
  ), whom as (
    select c.region_id, c.id, c.outcome, c.applied_by as person_id from came c
    union
    select c.region_id, c.id, c.outcome, g.person_id from came c
      join access_grant g on g.organisation_id = c.unit_id and g.verb in ('submit-deliverable', 'apply-transition') and g.to_at is null
    union
    select c.region_id, c.id, c.outcome, g.person_id from came c
      join branch_serves_unit b on b.region_id = c.region_id and b.unit_id = c.unit_id and b.to_on is null
      join access_grant g on g.organisation_id = b.branch_id and g.verb = 'record-activity' and g.to_at is null
  ), unsaid as materialized (
    select w.region_id, w.person_id, w.id, w.outcome from whom w
      join account a on a.person_id = w.person_id and a.state <> 'closed'
     where not exists (select from notice_step s where s.region_id = w.region_id and s.person_id = w.person_id
                         and s.transition_id = w.id and s.outcome = w.outcome)
  ), told as (
    insert into notice as n (region_id, person_id, kind, on_day, recorded_at)
    select distinct region_id, person_id, 'transition', today, at from unsaid
    on conflict (region_id, person_id, kind, on_day) do update set read_at = null
  )
  insert into notice_step (region_id, person_id, on_day, transition_id, outcome)
  select region_id, person_id, today, id, outcome from unsaid;
  get diagnostics said = row_count;
  return said;
end $$;
grant execute on function obligation_tell_of_applications(date, timestamptz) to muster_worker;
