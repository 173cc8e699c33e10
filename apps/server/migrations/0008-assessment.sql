-- The satisfaction assessment on paper: two tellers type the answers separately, the supervision team confirms. What they typed
-- is only ever added to, and the tally that the gate rules by is written by assessment_confirm alone, from two equal counts.

create table assessment (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  stage_code text not null,
  attempt int not null,
  held_on date not null,
  opened_by uuid not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint assessment__participation foreign key (region_id, participation_id) references participation (region_id, id),
  constraint assessment__attempt_unique unique (region_id, participation_id, stage_code, attempt),
  constraint assessment__attempt check (attempt >= 1)
);
create trigger assessment__recorded_now before insert on assessment for each row execute function recorded_now();
call muster_protect('assessment', 'path', 'linked', null, 'insert');

-- Who may vote, counted from the roster when the assessment is opened.
create table tally_electorate (
  region_id int not null,
  assessment_id uuid not null,
  voters text not null,
  eligible int not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, assessment_id, voters),
  constraint tally_electorate__assessment foreign key (region_id, assessment_id) references assessment (region_id, id),
  constraint tally_electorate__voters check (voters in ('member', 'representative')),
  constraint tally_electorate__eligible check (eligible >= 0)
);
call muster_protect('tally_electorate', 'path', 'linked', null, 'insert');

create table tally_teller (
  region_id int not null,
  assessment_id uuid not null,
  round int not null,
  teller_id uuid not null,
  -- As it was then: a teller who has moved away is still named to the unit.
  teller_name text not null,
  voters text not null,
  satisfied int not null,
  basically_satisfied int not null,
  dissatisfied int not null,
  dont_know int not null,
  void int not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, assessment_id, round, teller_id, voters),
  constraint tally_teller__electorate foreign key (region_id, assessment_id, voters)
    references tally_electorate (region_id, assessment_id, voters),
  constraint tally_teller__not_negative check (least(satisfied, basically_satisfied, dissatisfied, dont_know, void) >= 0)
);
create trigger tally_teller__recorded_now before insert on tally_teller for each row execute function recorded_now();
call muster_protect('tally_teller', 'path', 'linked', null, 'insert');

create table tally_assessment (
  region_id int not null,
  assessment_id uuid not null,
  voters text not null,
  eligible int not null,
  satisfied int not null,
  basically_satisfied int not null,
  dissatisfied int not null,
  dont_know int not null,
  void int not null,
  confirmed_by uuid not null,
  confirmed_by_name text not null,
  confirmed_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, assessment_id, voters),
  constraint tally_assessment__electorate foreign key (region_id, assessment_id, voters)
    references tally_electorate (region_id, assessment_id, voters),
  constraint tally_assessment__cast_within_eligible check (satisfied + basically_satisfied + dissatisfied + dont_know + void <= eligible)
);
call muster_protect('tally_assessment', 'path', 'linked', null, '');

-- Who may vote at a unit, counted whole whatever the asker may see: a part of a roster must not pass for all of it.
-- A representative who is also a member of the unit votes once, as a member.
create function assessment_electorate(region int, wanted_unit uuid, out members int, out representatives int)
language sql security definer set search_path = public stable as $$
  with voting as (
    select person_id from membership
    where region_id = region and unit_id = wanted_unit and to_on is null and standing <> 'applicant')
  select (select count(*)::int from voting),
         (select count(distinct a.person_id)::int from appointment a
           where a.region_id = region and a.organisation_id = wanted_unit and a.role = 'representative' and a.to_on is null
             and not exists (select from voting v where v.person_id = a.person_id))
$$;
grant execute on function assessment_electorate(int, uuid) to muster_app;

-- Confirms the latest round: exactly two tellers, equal in every figure, and the confirmer is neither of them.
create function assessment_confirm(region int, wanted uuid, confirmer uuid, at timestamptz) returns void
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
  insert into tally_assessment (region_id, assessment_id, voters, eligible, satisfied, basically_satisfied, dissatisfied, dont_know, void,
                                confirmed_by, confirmed_by_name, confirmed_at, path, linked)
  select distinct t.region_id, t.assessment_id, t.voters, e.eligible, t.satisfied, t.basically_satisfied, t.dissatisfied, t.dont_know, t.void,
                  confirmer, coalesce((select p.name from person p where p.id = confirmer limit 1), ''), at, t.path, t.linked
  from tally_teller t
  join tally_electorate e on e.region_id = t.region_id and e.assessment_id = t.assessment_id and e.voters = t.voters
  where t.region_id = region and t.assessment_id = wanted and t.round = last_round;
end $$;
grant execute on function assessment_confirm(int, uuid, uuid, timestamptz) to muster_app;
