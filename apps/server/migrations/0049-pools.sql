-- Units in which so few may vote that an answer could be traced to a person vote together: in a pool that the office forms before the
-- vote. The papers are counted once, at the unit that hosts the vote; the tally is that of each unit of the pool.

create table assessment_pool (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  organisation_id uuid not null,
  stage_code text not null,
  formed_on date not null,
  formed_by uuid not null,
  formed_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  -- Places of all units of the pool: each of them may know with whom it votes.
  told ltree[] not null,
  primary key (region_id, id),
  constraint assessment_pool__organisation foreign key (region_id, organisation_id) references organisation (region_id, id)
);
create trigger assessment_pool__recorded_now before insert on assessment_pool for each row execute function recorded_now();
create trigger assessment_pool__campaign_runs before insert on assessment_pool for each row execute function campaign__runs('campaign');
call muster_protect('assessment_pool', 'path', 'told', null, 'insert');

create table assessment_pool_unit (
  region_id int not null,
  pool_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  -- As it was then, for those of the other units.
  unit_name text not null,
  -- The first hosts the vote.
  position int not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, pool_id, participation_id),
  constraint assessment_pool_unit__pool foreign key (region_id, pool_id) references assessment_pool (region_id, id),
  constraint assessment_pool_unit__participation foreign key (region_id, participation_id) references participation (region_id, id),
  constraint assessment_pool_unit__position_unique unique (region_id, pool_id, position)
);
create index assessment_pool_unit__of on assessment_pool_unit (region_id, participation_id);
create trigger assessment_pool_unit__campaign_runs before insert on assessment_pool_unit
  for each row execute function campaign__runs('participation');
call muster_protect('assessment_pool_unit', 'path', 'told', null, 'insert');

create table assessment_pool_end (
  region_id int not null,
  pool_id uuid not null,
  campaign_id uuid not null,
  reason text not null,
  ended_by uuid not null,
  ended_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  told ltree[] not null,
  primary key (region_id, pool_id),
  constraint assessment_pool_end__pool foreign key (region_id, pool_id) references assessment_pool (region_id, id),
  constraint assessment_pool_end__says_why check (length(trim(reason)) > 0)
);
create trigger assessment_pool_end__recorded_now before insert on assessment_pool_end for each row execute function recorded_now();
create trigger assessment_pool_end__campaign_runs before insert on assessment_pool_end for each row execute function campaign__runs('campaign');
call muster_protect('assessment_pool_end', 'path', 'told', null, 'insert');

-- Pools of a unit's stage that stand.
create function assessment_pool_of(region int, participation uuid, stage text) returns uuid
language sql security definer set search_path = public stable as $$
  select u.pool_id from assessment_pool_unit u join assessment_pool p on p.region_id = u.region_id and p.id = u.pool_id
  where u.region_id = region and u.participation_id = participation and p.stage_code = stage
    and not exists (select from assessment_pool_end e where e.region_id = p.region_id and e.pool_id = p.id)
  limit 1
$$;

-- Who forms or ends a pool holds the verb there and then; a unit is in one at a time, and none is left once it has voted.
create function assessment_pool__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
begin
  if not access_holds(coalesce(row_now ->> 'formed_by', row_now ->> 'ended_by')::uuid, 'manage-campaign', new.path, '{}', new.recorded_at) then
    raise exception 'manage-campaign is not held there'
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  if tg_table_name = 'assessment_pool_end' and exists (
    select from assessment a where a.region_id = new.region_id and a.pool_id = (row_now ->> 'pool_id')::uuid) then
    raise exception 'it has voted' using errcode = '23514', constraint = 'assessment_pool_end__not_voted', table = 'assessment_pool_end';
  end if;
  return new;
end $$;

create function assessment_pool_unit__once() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  perform from participation p where p.region_id = new.region_id and p.id = new.participation_id for update;
  if assessment_pool_of(new.region_id, new.participation_id,
      (select p.stage_code from assessment_pool p where p.region_id = new.region_id and p.id = new.pool_id)) is not null then
    raise exception 'it is in a pool' using errcode = '23514', constraint = 'assessment_pool_unit__once', table = 'assessment_pool_unit';
  end if;
  return new;
end $$;
create trigger assessment_pool_unit__once before insert on assessment_pool_unit for each row execute function assessment_pool_unit__once();

alter table assessment
  add column pool_id uuid,
  -- Of a pool: the assessment of the unit that hosts the vote, where the papers are counted. Null: here.
  add column counted_in uuid,
  add constraint assessment__pool foreign key (region_id, pool_id) references assessment_pool (region_id, id),
  add constraint assessment__counted_in foreign key (region_id, counted_in) references assessment (region_id, id),
  add constraint assessment__counted_in_pool check (counted_in is null or pool_id is not null);
create index assessment__of_pool on assessment (region_id, pool_id) where pool_id is not null;
create trigger assessment_pool__by_right before insert on assessment_pool for each row execute function assessment_pool__by_right();
create trigger assessment_pool_end__by_right before insert on assessment_pool_end for each row execute function assessment_pool__by_right();

-- A unit of a pool votes with it, and no other unit does; not before the pool was formed.
create function assessment__of_its_pool() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if new.pool_id is distinct from assessment_pool_of(new.region_id, new.participation_id, new.stage_code) then
    raise exception 'it votes with its pool' using errcode = '23514', constraint = 'assessment__of_its_pool', table = 'assessment';
  end if;
  if new.held_on < (select p.formed_on from assessment_pool p where p.region_id = new.region_id and p.id = new.pool_id) then
    raise exception 'the pool was formed later' using errcode = '23514', constraint = 'assessment__after_pooling', table = 'assessment';
  end if;
  return new;
end $$;
create trigger assessment__of_its_pool before insert on assessment for each row execute function assessment__of_its_pool();

-- Who may vote at several units that vote together, nobody twice; none of a unit out of sight.
create function assessment_electorate_together(region int, units uuid[], out members int, out representatives int)
language sql security definer set search_path = public stable as $$
  with unit as (
    select o.id from organisation o where o.region_id = region and o.id = any (units) and muster_in_scope(o.path, o.linked)
  ), voting as (
    select distinct m.person_id from unit join membership m on m.region_id = region and m.unit_id = unit.id
    where m.to_on is null and m.standing <> 'applicant')
  select (select count(*)::int from voting),
         (select count(distinct a.person_id)::int from unit join appointment a on a.region_id = region and a.organisation_id = unit.id
           where a.role = 'representative' and a.to_on is null
             and not exists (select from voting v where v.person_id = a.person_id))
$$;
grant execute on function assessment_electorate_together(int, uuid[]) to muster_app;

-- How many may vote at each of these units by itself.
create function assessment_voters(region int, units uuid[]) returns table (unit_id uuid, voters int)
language sql security definer set search_path = public stable as $$
  with unit as (
    select o.id from organisation o where o.region_id = region and o.id = any (units) and muster_in_scope(o.path, o.linked)
  ), voting as (
    select m.unit_id, m.person_id from unit join membership m on m.region_id = region and m.unit_id = unit.id
     where m.to_on is null and m.standing <> 'applicant'
    union
    select a.organisation_id, a.person_id from unit join appointment a on a.region_id = region and a.organisation_id = unit.id
     where a.role = 'representative' and a.to_on is null)
  select unit.id, count(v.person_id)::int from unit left join voting v on v.unit_id = unit.id group by unit.id
$$;
grant execute on function assessment_voters(int, uuid[]) to muster_app;

create or replace function tally_electorate__as_counted() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  counted int;
begin
  select case new.voters when 'member' then e.members else e.representatives end into counted
    from assessment a
    cross join lateral (
      select case when a.pool_id is null then array[a.unit_id] else array(
        select o.unit_id from assessment o where o.region_id = a.region_id and o.pool_id = a.pool_id
           and coalesce(o.counted_in, o.id) = coalesce(a.counted_in, a.id)) end as units) u
    cross join lateral assessment_electorate_together(a.region_id, u.units) e
   where a.region_id = new.region_id and a.id = new.assessment_id;
  if new.eligible is distinct from counted then
    raise exception 'the roster says another number'
      using errcode = '23514', constraint = 'tally_electorate__as_counted', table = 'tally_electorate';
  end if;
  return new;
end $$;

create function tally_teller__counted_here() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from assessment a where a.region_id = new.region_id and a.id = new.assessment_id and a.counted_in is not null) then
    raise exception 'its papers are counted elsewhere'
      using errcode = '23514', constraint = 'tally_teller__counted_here', table = 'tally_teller';
  end if;
  return new;
end $$;
create trigger tally_teller__counted_here before insert on tally_teller for each row execute function tally_teller__counted_here();

-- As before; what a pool has counted is counted and confirmed by right of the unit that hosts the vote.
create or replace function acts_by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  place ltree;
  others ltree[];
  verb text;
  person uuid;
  at timestamptz;
begin
  case tg_table_name
    when 'tally_teller', 'tally_assessment' then
      select h.path, h.linked into place, others
        from assessment a join assessment h on h.region_id = a.region_id and h.id = coalesce(a.counted_in, a.id)
       where a.region_id = new.region_id and a.id = (row_now ->> 'assessment_id')::uuid;
    else
      select t.path, t.linked into place, others from transition t
       where t.region_id = new.region_id and t.id = (row_now ->> 'transition_id')::uuid;
  end case;
  case tg_table_name
    when 'tally_teller' then verb := 'tell-assessment'; person := row_now ->> 'teller_id'; at := row_now ->> 'recorded_at';
    when 'tally_assessment' then verb := 'confirm-assessment'; person := row_now ->> 'confirmed_by'; at := row_now ->> 'confirmed_at';
    when 'transition_step' then
      verb := case row_now ->> 'step' when 'applied' then 'apply-transition' else 'endorse-transition' end;
      person := row_now ->> 'actor_id'; at := row_now ->> 'recorded_at';
    when 'transition_decision' then verb := 'decide-transition'; person := row_now ->> 'decided_by'; at := row_now ->> 'recorded_at';
  end case;
  if not coalesce(access_holds(person, verb, place, others, at), false) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  return new;
end $$;

-- Nobody confirms what was counted at the unit that he or she belongs to, nor at another of its pool.
create function tally_assessment__recused() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from assessment a where a.region_id = new.region_id and a.id = new.assessment_id
              and supervision_recused(new.confirmed_by, a.region_id, a.unit_id)) then
    raise exception 'nobody rules on a unit of his or her own'
      using errcode = '23514', constraint = 'tally_assessment__recused', table = 'tally_assessment';
  end if;
  return new;
end $$;
create trigger tally_assessment__recused before insert on tally_assessment for each row execute function tally_assessment__recused();

-- As before, and the tally is written for each unit of the pool.
create or replace function assessment_confirm(region int, wanted uuid, confirmer uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
declare
  last_round int;
  tellers int;
  differing int;
begin
  if abs(extract(epoch from at - clock_timestamp())) > 5 and not exists (select from instance where building) then
    raise exception 'clock' using errcode = '23514', constraint = 'tally_assessment__recorded_now', table = 'tally_assessment';
  end if;
  perform from assessment where region_id = region and id = wanted
    and (path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
      or linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])) for update;
  if not found then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  if exists (select from assessment where region_id = region and id = wanted and counted_in is not null) then
    raise exception 'its papers are counted elsewhere'
      using errcode = '23514', constraint = 'tally_teller__counted_here', table = 'tally_teller';
  end if;
  if exists (select from tally_assessment where region_id = region and assessment_id = wanted) then
    raise exception 'confirmed already' using errcode = '23514', constraint = 'tally_assessment__once', table = 'tally_assessment';
  end if;
  select max(round) into last_round from tally_teller where region_id = region and assessment_id = wanted;
  select count(distinct teller_id) into tellers from tally_teller
   where region_id = region and assessment_id = wanted and round = last_round;
  if last_round is null or tellers <> 2 then
    raise exception 'two tellers are needed' using errcode = '23514', constraint = 'tally_assessment__two_tellers', table = 'tally_assessment';
  end if;
  if exists (select from tally_teller where region_id = region and assessment_id = wanted and teller_id = confirmer) then
    raise exception 'a teller cannot confirm' using errcode = '23514', constraint = 'tally_assessment__somebody_else', table = 'tally_assessment';
  end if;
  select count(*) into differing from (
    select voters from tally_teller where region_id = region and assessment_id = wanted and round = last_round
    group by voters
    having count(*) <> 2 or count(distinct (satisfied, basically_satisfied, dissatisfied, dont_know, void)) <> 1) d;
  if differing > 0 then
    raise exception 'the tellers differ' using errcode = '23514', constraint = 'tally_assessment__tellers_agree', table = 'tally_assessment';
  end if;
  -- What a unit of the pool is being judged by does not move.
  perform from participation p join assessment a on a.region_id = p.region_id and a.participation_id = p.id
   where a.region_id = region and (a.id = wanted or a.counted_in = wanted) order by p.id for update of p;
  if exists (select from assessment a join transition t on t.region_id = a.region_id and t.participation_id = a.participation_id
                and t.stage_code = a.stage_code and t.ended_at is null
              where a.region_id = region and (a.id = wanted or a.counted_in = wanted)) then
    raise exception 'one of them has applied'
      using errcode = '23514', constraint = 'tally_assessment__evidence_open', table = 'tally_assessment';
  end if;
  insert into tally_assessment (region_id, assessment_id, voters, eligible, satisfied, basically_satisfied, dissatisfied, dont_know, void,
                                confirmed_by, confirmed_by_name, confirmed_at, path, linked)
  select distinct t.region_id, a.id, t.voters, e.eligible, t.satisfied, t.basically_satisfied, t.dissatisfied, t.dont_know, t.void,
                  confirmer, coalesce((select p.name from person p where p.id = confirmer limit 1), ''), at, a.path, a.linked
  from tally_teller t
  join assessment a on a.region_id = t.region_id and (a.id = t.assessment_id or a.counted_in = t.assessment_id)
  join tally_electorate e on e.region_id = a.region_id and e.assessment_id = a.id and e.voters = t.voters
  where t.region_id = region and t.assessment_id = wanted and t.round = last_round;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select p.region_id, p.id, p.path, p.linked from assessment a
    join participation p on p.region_id = a.region_id and p.id = a.participation_id
   where a.region_id = region and a.counted_in = wanted order by p.id
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
end $$;
