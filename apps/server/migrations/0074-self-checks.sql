-- A unit checks itself against the standard of its campaign, item by item, and somebody else checks again; what the two say differently
-- stands out. A later check takes the place of the one before and wants to be looked at anew; all of them stay.

create table self_check (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  stage_code text not null,
  version int not null,
  -- Of each item: its code, the answer, what is lacking, and the figure that the condition of the same code had.
  items jsonb not null,
  checked_by uuid not null,
  checked_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint self_check__campaign foreign key (campaign_id) references campaign (id),
  constraint self_check__stage foreign key (region_id, participation_id, stage_code)
    references participation_stage (region_id, participation_id, stage_code),
  constraint self_check__version_unique unique (region_id, participation_id, stage_code, version),
  constraint self_check__checker_unique unique (region_id, id, checked_by),
  constraint self_check__version check (version >= 1),
  constraint self_check__items check (jsonb_typeof(items) = 'array' and items <> '[]')
);
create index self_check__path on self_check using gist (path);
create trigger self_check__recorded_now before insert on self_check for each row execute function recorded_now();
create trigger self_check__campaign_runs before insert on self_check for each row execute function campaign__runs('campaign');
call muster_protect('self_check', 'path', 'linked', null, 'insert');

create table self_check_review (
  region_id int not null,
  check_id uuid not null,
  campaign_id uuid not null,
  items jsonb not null,
  checked_by uuid not null,
  reviewed_by uuid not null,
  reviewed_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, check_id),
  constraint self_check_review__campaign foreign key (campaign_id) references campaign (id),
  constraint self_check_review__check foreign key (region_id, check_id, checked_by) references self_check (region_id, id, checked_by),
  constraint self_check_review__items check (jsonb_typeof(items) = 'array' and items <> '[]'),
  constraint self_check_review__somebody_else check (reviewed_by <> checked_by)
);
create index self_check_review__path on self_check_review using gist (path);
create trigger self_check_review__recorded_now before insert on self_check_review for each row execute function recorded_now();
create trigger self_check_review__campaign_runs before insert on self_check_review for each row execute function campaign__runs('campaign');
call muster_protect('self_check_review', 'path', 'linked', null, 'insert');

-- Whoever acts holds the verb there and then, at a check of the unit itself; who checks again is not of the unit, and looks at the last.
create function self_check__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from participation p
                  where p.region_id = new.region_id and p.id = new.participation_id and p.unit_id = new.unit_id
                    and p.campaign_id = new.campaign_id and p.path = new.path and p.linked = new.linked) then
    raise exception 'it is of another unit' using errcode = '23514', constraint = 'self_check__of_its_unit', table = 'self_check';
  end if;
  if exists (select from transition t where t.region_id = new.region_id and t.participation_id = new.participation_id
               and t.stage_code = new.stage_code and t.ended_at is null) then
    raise exception 'its stage is being judged' using errcode = '23514', constraint = 'self_check__evidence_open', table = 'self_check';
  end if;
  if not access_holds_in(new.campaign_id, new.checked_by, 'submit-deliverable', new.path, new.linked, new.recorded_at) then
    raise exception 'submit-deliverable is not held there' using errcode = '23514', constraint = 'self_check__by_right', table = 'self_check';
  end if;
  return new;
end $$;
create trigger self_check__by_right before insert on self_check for each row execute function self_check__by_right();

create function self_check_review__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  c self_check;
  rule text;
begin
  select * into c from self_check s where s.region_id = new.region_id and s.id = new.check_id;
  rule := case
    when c.campaign_id is distinct from new.campaign_id or c.path <> new.path then 'self_check_review__of_its_check'
    when exists (select from self_check later where later.region_id = c.region_id and later.participation_id = c.participation_id
                   and later.stage_code = c.stage_code and later.version > c.version) then 'self_check_review__of_the_last'
    when exists (select from transition t where t.region_id = c.region_id and t.participation_id = c.participation_id
                   and t.stage_code = c.stage_code and t.ended_at is null) then 'self_check_review__evidence_open'
    when not access_holds_in(c.campaign_id, new.reviewed_by, 'check-deliverable', c.path, c.linked, new.recorded_at)
      then 'self_check_review__by_right'
    when supervision_recused(new.reviewed_by, new.region_id, c.unit_id) then 'self_check_review__recused' end;
  if rule is not null then
    raise exception 'not to be checked again so' using errcode = '23514', constraint = rule, table = 'self_check_review';
  end if;
  return new;
end $$;
create trigger self_check_review__by_right before insert on self_check_review for each row execute function self_check_review__by_right();
revoke execute on function self_check__by_right(), self_check_review__by_right() from public;

-- As before; and 1 of 1 when the last self-check was checked again.
create or replace function supervision_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select c.region_id, c.participation_id, c.stage_code, c.condition_code, o.num, o.den
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  cross join lateral (
    select count(v.order_id) as num, count(*) as den
    from order_to_correct o
    left join order_verification v on v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified'
    where o.region_id = c.region_id and o.participation_id = c.participation_id and o.stage_code = c.stage_code) o
  where c.measure = 'supervision.orders-closed' and (stage is null or c.stage_code = stage)
  union all
  select c.region_id, c.participation_id, c.stage_code, c.condition_code, k.num, 1
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  cross join lateral (
    select count(*) as num
    from self_check s
    join self_check_review r on r.region_id = s.region_id and r.check_id = s.id
    where s.region_id = c.region_id and s.participation_id = c.participation_id and s.stage_code = c.stage_code
      and not exists (select from self_check later where later.region_id = s.region_id and later.participation_id = s.participation_id
                        and later.stage_code = s.stage_code and later.version > s.version)) k
  where c.measure = 'supervision.self-check' and (stage is null or c.stage_code = stage)
$$;
