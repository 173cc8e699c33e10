-- Two ways to study that are no meeting. Whoever was absent makes it up: the duty stands among what is owed, and what closes it is a
-- record here, with how it was done and evidence of it. And members study by themselves and keep a log. Neither is ever collective time;
-- a log fills no more than what is asked beyond the collective time, so that nobody reaches by a log what has to be reached together.

create table make_up (
  region_id int not null,
  id uuid not null,
  -- No reference: what somebody made up goes along to another region, also where the unit for which it counted stays.
  obligation_id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  person_id uuid not null,
  branch_id uuid not null,
  mode text not null,
  held_on date not null,
  -- What it earns; 0 where the way in which it was made up is no study.
  minutes int not null,
  note text,
  file_sha256 bytea,
  file_name text,
  file_bytes int,
  is_late boolean not null,
  late_reason text,
  salt bytea not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint make_up__campaign foreign key (campaign_id) references campaign (id),
  constraint make_up__person foreign key (region_id, person_id) references person (region_id, id),
  constraint make_up__minutes check (minutes between 0 and 720),
  constraint make_up__evidence check (length(trim(note)) > 0 or file_sha256 is not null),
  constraint make_up__file check (num_nulls(file_sha256, file_name, file_bytes) in (0, 3) and octet_length(file_sha256) = 32),
  constraint make_up__late_reason check (not is_late or length(trim(late_reason)) > 0),
  constraint make_up__void check (num_nulls(voided_at, voided_by, voided_by_name, void_reason) in (0, 4))
);
create unique index make_up__one_stands on make_up (region_id, obligation_id) where voided_at is null;
create index make_up__of_person on make_up (region_id, person_id);
create trigger make_up__recorded_now before insert on make_up for each row when (not organisation_comes_along())
  execute function recorded_now();
create trigger make_up__voided_for_good before update of voided_at on make_up for each row execute function voided_for_good();
create trigger make_up__campaign_runs before insert or update of voided_at on make_up
  for each row when (not organisation_comes_along()) execute function campaign__runs('campaign');
call muster_protect('make_up', 'path', 'party_path', 'person_id', 'insert');
grant update (voided_at, voided_by, voided_by_name, void_reason) on make_up to muster_app, muster_worker;

-- Where the meeting was that is to be made up, once what is owed came along from another region; null: here.
alter table obligation add column origin_region_id int;

-- It answers an absence of that person, not before it, and earns no more than was missed.
create function make_up__of_the_absence() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (
    select from obligation o
    join sheet s on s.region_id = coalesce(o.origin_region_id, o.region_id) and s.id = o.origin_id
    join activity v on v.region_id = s.region_id and v.id = s.activity_id
    where o.region_id = new.region_id and o.id = new.obligation_id and o.kind = 'make-up' and o.origin_kind = 'sheet'
      and o.campaign_id = new.campaign_id and o.stage_code = new.stage_code
      and o.person_id = new.person_id and o.cancelled_at is null and new.minutes <= v.minutes
      and new.held_on >= (v.starts_at at time zone (select time_zone from instance))::date) then
    raise exception 'it answers no absence of that person' using errcode = '23514', constraint = 'make_up__of_the_absence', table = 'make_up';
  end if;
  return new;
end $$;
create trigger make_up__of_the_absence before insert on make_up for each row when (not organisation_comes_along()) execute function make_up__of_the_absence();

create table self_study (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  studied_on date not null,
  minutes int not null,
  subject text not null,
  is_late boolean not null,
  late_reason text,
  salt bytea not null,
  -- The member, or who writes for a member who cannot.
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint self_study__person foreign key (region_id, person_id) references person (region_id, id),
  constraint self_study__campaign foreign key (campaign_id) references campaign (id),
  constraint self_study__minutes check (minutes between 1 and 240),
  constraint self_study__subject check (length(trim(subject)) > 0),
  constraint self_study__late_reason check (not is_late or length(trim(late_reason)) > 0),
  constraint self_study__void check (num_nulls(voided_at, voided_by, voided_by_name, void_reason) in (0, 4))
);
create index self_study__of_person on self_study (region_id, person_id, campaign_id, stage_code);
create trigger self_study__recorded_now before insert on self_study for each row when (not organisation_comes_along())
  execute function recorded_now();
create trigger self_study__voided_for_good before update of voided_at on self_study for each row execute function voided_for_good();
create trigger self_study__campaign_runs before insert or update of voided_at on self_study
  for each row when (not organisation_comes_along()) execute function campaign__runs('campaign');
call muster_protect('self_study', 'path', 'party_path', 'person_id', 'insert');
grant update (voided_at, voided_by, voided_by_name, void_reason) on self_study to muster_app, muster_worker;

-- An entry is of the stage that the unit of its person is in, while nobody judges that stage; the standing of the unit is then worked out
-- again. The member who writes it sees neither.
create function self_study__of_the_stage() returns trigger language plpgsql security definer set search_path = public as $$
declare
  p participation;
begin
  select p0.* into p from membership m
    join participation p0 on p0.region_id = m.region_id and p0.unit_id = m.unit_id and p0.campaign_id = new.campaign_id and p0.ended_at is null
   where m.region_id = new.region_id and m.person_id = new.person_id and m.to_on is null
     for share of p0;
  if p.id is null or tg_op = 'INSERT' and not exists (
    select from participation_stage s where s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = new.stage_code
      and s.opened_at is not null and s.closed_at is null and new.studied_on >= s.starts_on) then
    raise exception 'its stage is not open' using errcode = '23514', constraint = 'self_study__stage_open', table = 'self_study';
  end if;
  if exists (select from transition t where t.region_id = p.region_id and t.participation_id = p.id and t.stage_code = new.stage_code
               and t.ended_at is null) then
    raise exception 'its stage is being judged' using errcode = '23514', constraint = 'self_study__evidence_open', table = 'self_study';
  end if;
  insert into rollup_dirty (region_id, participation_id, path, linked) values (p.region_id, p.id, p.path, p.linked)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
  return new;
end $$;
create trigger self_study__of_the_stage before insert or update of voided_at on self_study
  for each row when (not organisation_comes_along()) execute function self_study__of_the_stage();

-- Minutes beside the meetings that count, of people where they belong now: what was made up, and of their logs at most what the stage
-- of their unit asks for in all beyond what it asks for together. Where it asks for nothing together a log counts for nothing.
create function study_apart(region int, people uuid[])
returns table (person_id uuid, campaign_id uuid, stage_code text, made_up bigint, self_study bigint)
language sql security definer set search_path = public stable as $$
  with apart as (
    select u.person_id, u.campaign_id, u.stage_code, u.minutes as made_up, 0 as logged
    from make_up u
    where u.region_id = region and u.person_id = any (people) and u.voided_at is null and u.minutes > 0
      and not exists (select from obligation o
        where o.region_id = u.region_id and o.id = u.obligation_id and o.cancelled_at is not null)
    union all
    select l.person_id, l.campaign_id, l.stage_code, 0, l.minutes
    from self_study l where l.region_id = region and l.person_id = any (people) and l.voided_at is null
  ), summed as (
    select a.person_id, a.campaign_id, a.stage_code, sum(a.made_up) as made_up, sum(a.logged) as logged from apart a group by 1, 2, 3
  )
  select s.person_id, s.campaign_id, s.stage_code, s.made_up, least(s.logged, coalesce(room.minutes, 0))
  from summed s
  left join membership m on m.region_id = region and m.person_id = s.person_id and m.to_on is null
  left join lateral (
    select greatest(0, max(c.member_needs) filter (where c.measure = 'study.minutes')
      - max(c.member_needs) filter (where c.measure = 'study.collective-minutes')) as minutes
    from participation p join stage_condition c on c.region_id = p.region_id and c.participation_id = p.id
    where p.region_id = region and p.unit_id = m.unit_id and p.campaign_id = s.campaign_id and p.ended_at is null
      and c.stage_code = s.stage_code and c.applies) room on true
$$;
revoke execute on function study_apart(int, uuid[]) from public;

-- As before, with what was made up and studied alone.
drop function study_earned(int, uuid, uuid[]);
create function study_earned(region int, campaign uuid, people uuid[])
returns table (person_id uuid, stage_code text, minutes bigint, collective_minutes bigint, elsewhere_minutes bigint,
  made_up_minutes bigint, self_study_minutes bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    with present as (
      select m.person_id as who, m.branch_id as here from membership m
      where m.region_id = region and m.person_id = any (people) and m.to_on is null
        and (m.path <@ any (scope) or m.party_path <@ any (scope) or m.person_id = self)
    ), earned as (
      select c.person_id as who, c.stage_code as stage, c.minutes::bigint as credited, c.collective_minutes::bigint as together,
        case when c.branch_id is distinct from p.here then c.minutes else 0 end::bigint as elsewhere, 0::bigint as made_up, 0::bigint as alone
      from study_credited(region, campaign, (select array_agg(who) from present)) c
      join present p on p.who = c.person_id
      union all
      select x.person_id, x.stage_code, x.made_up + x.self_study, 0, 0, x.made_up, x.self_study
      from study_apart(region, (select array_agg(who) from present)) x where x.campaign_id = campaign
    )
    select e.who, e.stage, sum(e.credited)::bigint, sum(e.together)::bigint, sum(e.elsewhere)::bigint, sum(e.made_up)::bigint, sum(e.alone)::bigint
    from earned e group by e.who, e.stage;
end $$;
revoke execute on function study_earned(int, uuid, uuid[]) from public;
grant execute on function study_earned(int, uuid, uuid[]) to muster_app, muster_worker;

-- As before, with that; and one measure more: of the absences that are to be made up, those that were. Who was let off is in no number.
create or replace function study_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  p participation;
  people uuid[];
begin
  select * into p from participation where region_id = region and id = wanted;
  case measure
    when 'study.minutes', 'study.collective-minutes' then
      select coalesce(array_agg(m.person_id), '{}') into people from membership m
       where m.region_id = region and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant';
      select count(*) filter (where coalesce(c.earned, 0) + coalesce(x.earned, 0) >= needs), count(*) into num, den
      from unnest(people) each_member (id)
      left join (
        select k.person_id, sum(case measure when 'study.minutes' then k.minutes else k.collective_minutes end) as earned
        from study_credited(region, p.campaign_id, people) k where k.stage_code = stage group by 1) c on c.person_id = each_member.id
      left join (
        select t.person_id, t.made_up + t.self_study as earned from study_apart(region, people) t
        where measure = 'study.minutes' and t.campaign_id = p.campaign_id and t.stage_code = stage) x on x.person_id = each_member.id;
    when 'study.concentrated-days' then
      -- From the attendances of the unit's own members: a day counts for whoever took part, not for who invited.
      select count(distinct (v.starts_at at time zone (select time_zone from instance))::date), 1 into num, den
      from (select distinct a.sheet_id from attendance a
             where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage
               and a.presence = 'present' and a.voided_at is null) held
      join sheet s on s.region_id = region and s.id = held.sheet_id
      join activity v on v.region_id = region and v.id = s.activity_id
      where v.is_concentrated and v.voided_at is null;
    when 'study.sessions-held' then
      -- Counted as the days are; an activity with several sheets is one. About a kind, and the forms that count as it.
      select count(distinct s.activity_id), 1 into num, den
      from (select distinct a.sheet_id from attendance a
             where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage
               and a.presence = 'present' and a.voided_at is null) held
      join sheet s on s.region_id = region and s.id = held.sheet_id
      join activity v on v.region_id = region and v.id = s.activity_id
      where v.kind = any (string_to_array(about, ' ')) and v.voided_at is null;
    when 'study.attendance' then
      select case when count(*) > 0 then count(*) filter (where a.presence = 'present') end, nullif(count(*), 0) into num, den
      from attendance a
      where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage and a.voided_at is null;
    when 'study.made-up' then
      select count(*) filter (where done), count(*) filter (where done or not obligation_exempt(o)) into num, den
      from obligation o
      cross join lateral (select exists (select from obligation_discharge d
        where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as done) x
      where o.region_id = region and o.participation_id = wanted and o.stage_code = stage and o.kind = 'make-up' and o.cancelled_at is null
        and exists (select from membership m where m.region_id = region and m.person_id = o.person_id and m.to_on is null);
    else
      raise exception 'unknown measure %', measure using errcode = '22023';
  end case;
end $$;

-- Nothing missed is nothing open.
create or replace function gate_none_is_met(measure text) returns boolean language sql immutable as $$
  select measure in ('supervision.orders-closed', 'study.made-up')
$$;

-- What is planned for the branch of a person and still to come, up to a day.
create function study_coming(region int, campaign uuid, person uuid, after_at timestamptz, until_on date)
returns table (kind text, minutes int)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select p.kind, (extract(epoch from p.ends_at - p.starts_at) / 60)::int
    from membership m
    join planned_branch b on b.region_id = m.region_id and b.branch_id = m.branch_id
    join planned_activity p on p.region_id = b.region_id and p.id = b.planned_id
    where m.region_id = region and m.person_id = person and m.to_on is null
      and (m.path <@ any (scope) or m.party_path <@ any (scope) or m.person_id = self)
      and p.campaign_id = campaign and p.called_off_at is null and p.starts_at > after_at
      and (p.starts_at at time zone (select time_zone from instance))::date <= until_on;
end $$;
revoke execute on function study_coming(int, uuid, uuid, timestamptz, date) from public;
grant execute on function study_coming(int, uuid, uuid, timestamptz, date) to muster_app, muster_worker;

-- Which meeting each of these make-ups is for; as far as one sees what is owed, or owes it: it may have been elsewhere.
create function study_missed(region int, wanted uuid[])
returns table (obligation_id uuid, activity_id uuid, topic text, starts_at timestamptz, minutes int, reason text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select o.id, v.id, v.topic, v.starts_at, v.minutes, coalesce(a.reason, '')
    from obligation o
    join sheet f on f.region_id = coalesce(o.origin_region_id, o.region_id) and f.id = o.origin_id
    join activity v on v.region_id = f.region_id and v.id = f.activity_id
    left join sheet s on s.region_id = f.region_id and s.activity_id = f.activity_id and s.branch_id = f.branch_id and s.superseded_at is null
    left join attendance a on a.region_id = s.region_id and a.sheet_id = s.id and a.person_id = o.person_id
    where o.region_id = region and o.id = any (wanted) and o.kind = 'make-up' and o.origin_kind = 'sheet'
      and (o.path <@ any (scope) or o.linked <@ any (scope) or o.person_id = self);
end $$;
revoke execute on function study_missed(int, uuid[]) from public;
grant execute on function study_missed(int, uuid[]) to muster_app, muster_worker;

-- What somebody owes in person goes along to another unit or branch, where that takes part and has the stage: it is then due with that
-- stage. Elsewhere it stays where it was asked. Only what is still open: what was done counts where it was done.
create function obligation_take_along(region int, people uuid[]) returns void
language plpgsql security definer set search_path = public as $$
declare scope constant text := nullif(current_setting('muster.scope', true), '');
begin
  -- Whoever moved them may see them where they are now, or where they were.
  if scope is null then raise exception 'out of scope' using errcode = '42501'; end if;
  with along as (
    select o.id, m.unit_id, m.branch_id, p.id as participation_id, p.path, p.linked,
      case o.anchor when 'day' then greatest(s.starts_on, least(s.ends_on, o.due_on))
        else obligation_due(o.anchor, o.offset_days, s.starts_on, s.ends_on) end as due_on
    from obligation o
    join membership m on m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null
    join participation p on p.region_id = o.region_id and p.unit_id = m.unit_id and p.campaign_id = o.campaign_id and p.ended_at is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = o.stage_code
    where o.region_id = region and o.person_id = any (people) and o.kind = 'make-up' and o.cancelled_at is null
      and (m.unit_id <> o.unit_id or m.branch_id is distinct from o.branch_id)
      and s.closed_at is null and obligation_outstanding(o)
  )
  update obligation o set unit_id = a.unit_id, branch_id = a.branch_id, participation_id = a.participation_id, path = a.path,
    linked = a.linked, due_on = a.due_on
  from along a where o.region_id = region and o.id = a.id;
end $$;
revoke execute on function obligation_take_along(int, uuid[]) from public;
grant execute on function obligation_take_along(int, uuid[]) to muster_app, muster_worker;

-- Whoever is a member no longer owes nothing more; whose end was voided owes it as before. What was done stays done.
create function obligation_let_go(region int, person uuid, at timestamptz, actor uuid, actor_name text) returns void
language sql security definer set search_path = public as $$
  update obligation o set cancelled_at = at, cancelled_by = actor, cancelled_by_name = actor_name, cancel_reason = 'member-left'
   where o.region_id = region and o.person_id = person and o.kind = 'make-up' and obligation_outstanding(o)
     and exists (select from campaign c where c.id = o.campaign_id and c.closed_on is null)
$$;
create function obligation_owe_again(region int, person uuid) returns void
language sql security definer set search_path = public as $$
  update obligation o set cancelled_at = null, cancelled_by = null, cancelled_by_name = null, cancel_reason = null
   where o.region_id = region and o.person_id = person and o.kind = 'make-up' and o.cancel_reason = 'member-left'
     and exists (select from campaign c where c.id = o.campaign_id and c.closed_on is null)
$$;
revoke execute on function obligation_let_go(int, uuid, timestamptz, uuid, text), obligation_owe_again(int, uuid) from public;
grant execute on function obligation_let_go(int, uuid, timestamptz, uuid, text), obligation_owe_again(int, uuid) to muster_app, muster_worker;

-- As before; and what somebody missed is to be made up wherever the meeting was.
create or replace function obligation_move_region(from_region int, to_region int, took uuid[], takes uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform set_config('muster.comes_along', 'yes', true);
  perform organisation_write_moved(array_agg(organisation_moved_row(o, jsonb_build_object('region_id', to_region, 'participation_id', p.id,
    'origin_region_id', case when o.origin_kind = 'sheet' then coalesce(o.origin_region_id, from_region) end, 'path', p.path, 'linked', p.linked::text[]))), '{recorded_at}')
  from unnest(took, takes) t (took, takes)
  join obligation o on o.region_id = from_region and o.participation_id = t.took and o.kind <> 'order'
  join participation p on p.region_id = to_region and p.id = t.takes;
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join deliverable d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  insert into deliverable_check
  select (organisation_moved_row(c, jsonb_build_object('region_id', to_region, 'path', d.path, 'linked', d.linked::text[]))).*
  from obligation o
  join deliverable d on d.region_id = to_region and d.obligation_id = o.id
  join deliverable_check c on c.region_id = from_region and c.deliverable_id = d.id
  where o.region_id = to_region and o.participation_id = any (takes)
  on conflict (region_id, deliverable_id) do update set path = excluded.path, linked = excluded.linked;
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join obligation_discharge d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join obligation_exemption d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  perform organisation_write_moved(array_agg(organisation_moved_row(d, jsonb_build_object('region_id', to_region,
    'path', o.path, 'linked', o.linked::text[]))), '{recorded_at}')
  from obligation o join obligation_extension d on d.region_id = from_region and d.obligation_id = o.id
  where o.region_id = to_region and o.participation_id = any (takes);
  -- Whose content is kept once, whatever region its rows are of.
  perform organisation_write_moved(array_agg(organisation_moved_row(f, jsonb_build_object('region_id', to_region, 'path', h.path))), '{recorded_at}')
  from file f
  cross join lateral (
    select d.path from obligation o join deliverable d on d.region_id = to_region and d.obligation_id = o.id
     where o.region_id = to_region and o.participation_id = any (takes) and d.file_sha256 = f.sha256 and d.submitted_by = f.owner_id limit 1) h
  where f.region_id = from_region;
  perform set_config('muster.comes_along', '', true);
end $$;

-- What people made up and studied alone goes along under the same ids, and with it what proves it: theirs to read, and counted there by
-- the rules of there.
create function study_move_apart(from_region int, to_region int, people uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform set_config('muster.comes_along', 'yes', true);
  perform organisation_write_moved(array_agg(organisation_moved_row(u, jsonb_build_object('region_id', to_region,
    'path', p.path, 'party_path', p.party_path))), '{recorded_at}')
  from make_up u join person p on p.region_id = to_region and p.id = u.person_id
  where u.region_id = from_region and u.person_id = any (people);
  perform organisation_write_moved(array_agg(organisation_moved_row(l, jsonb_build_object('region_id', to_region,
    'path', p.path, 'party_path', p.party_path))), '{recorded_at}')
  from self_study l join person p on p.region_id = to_region and p.id = l.person_id
  where l.region_id = from_region and l.person_id = any (people);
  perform organisation_write_moved(array_agg(organisation_moved_row(f, jsonb_build_object('region_id', to_region, 'path', h.path))), '{recorded_at}')
  from file f
  cross join lateral (
    select case f.path when was.party_path then u.party_path else u.path end as path
    from make_up was join make_up u on u.region_id = to_region and u.id = was.id
     where was.region_id = from_region and was.person_id = any (people) and was.file_sha256 = f.sha256 and was.recorded_by = f.owner_id limit 1) h
  where f.region_id = from_region;
  perform set_config('muster.comes_along', '', true);
end $$;
revoke execute on function study_move_apart(int, int, uuid[]) from public;

-- As before, with that.
alter function study_move_region(int, int, uuid[], timestamptz) rename to study_move_credits;
create function study_move_region(from_region int, to_region int, people uuid[], at timestamptz) returns bigint
language plpgsql set search_path = public as $$
begin
  perform study_move_apart(from_region, to_region, people);
  return study_move_credits(from_region, to_region, people, at);
end $$;
revoke execute on function study_move_region(int, int, uuid[], timestamptz) from public;
