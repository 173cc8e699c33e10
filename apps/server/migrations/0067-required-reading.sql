-- What members have read of what their stage asks them to read. A member ticks a chapter, or the branch names at a meeting what was read
-- there: then it is read by whoever was present, as long as the meeting and the sheet stand. Nothing is entered twice.

create table reading (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  -- A work, or a work and its chapter: `constitution/members`.
  piece text not null,
  salt bytea not null,
  -- The member, or who writes for a member who cannot.
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint reading__person foreign key (region_id, person_id) references person (region_id, id),
  constraint reading__campaign foreign key (campaign_id) references campaign (id),
  constraint reading__piece check (length(trim(piece)) > 0),
  constraint reading__void check (num_nulls(voided_at, voided_by, voided_by_name) in (0, 3))
);
create unique index reading__once on reading (region_id, person_id, campaign_id, stage_code, piece) where voided_at is null;
create trigger reading__recorded_now before insert on reading for each row when (not organisation_comes_along())
  execute function recorded_now();
create trigger reading__voided_for_good before update of voided_at on reading for each row execute function voided_for_good();
create trigger reading__campaign_runs before insert or update of voided_at on reading
  for each row when (not organisation_comes_along()) execute function campaign__runs('campaign');
call muster_protect('reading', 'path', 'party_path', 'person_id', 'insert');
grant update (voided_at, voided_by, voided_by_name) on reading to muster_app, muster_worker;

create table activity_reading (
  region_id int not null,
  id uuid not null,
  activity_id uuid not null,
  piece text not null,
  salt bytea not null,
  named_by uuid not null,
  named_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint activity_reading__activity foreign key (region_id, activity_id) references activity (region_id, id),
  constraint activity_reading__piece check (length(trim(piece)) > 0),
  constraint activity_reading__void check (num_nulls(voided_at, voided_by, voided_by_name) in (0, 3))
);
create unique index activity_reading__once on activity_reading (region_id, activity_id, piece) where voided_at is null;
create trigger activity_reading__recorded_now before insert on activity_reading for each row execute function recorded_now();
create trigger activity_reading__voided_for_good before update of voided_at on activity_reading
  for each row execute function voided_for_good();
create trigger activity_reading__campaign_runs before insert or update of voided_at on activity_reading
  for each row execute function campaign__runs('activity');
call muster_protect('activity_reading', 'path', 'party_path', null, 'insert');
grant update (voided_at, voided_by, voided_by_name) on activity_reading to muster_app, muster_worker;

-- What people have read in a stage, by themselves or at a meeting; as far as one sees them, or is one of them.
create function study_read(region int, campaign uuid, stage text, people uuid[])
returns table (person_id uuid, piece text, read_on date, activity_id uuid)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  zone constant text := (select time_zone from instance);
begin
  return query
    with present as (
      select m.person_id as who from membership m
      where m.region_id = region and m.person_id = any (people) and m.to_on is null
        and (m.path <@ any (scope) or m.party_path <@ any (scope) or m.person_id = self)
    ), together as (
      select t.activity_id as meeting, t.piece as what, v.starts_at
      from activity_reading t
      join activity v on v.region_id = t.region_id and v.id = t.activity_id and v.voided_at is null
      where t.region_id = region and t.voided_at is null and v.campaign_id = campaign and v.stage_code = stage
    ), each_one as (
      select r.person_id as who, r.piece as what, r.recorded_at as at, null::uuid as meeting
      from reading r join present p on p.who = r.person_id
      where r.region_id = region and r.campaign_id = campaign and r.stage_code = stage and r.voided_at is null
      union all
      select a.person_id, t.what, t.starts_at, t.meeting
      from attendance a
      join present p on p.who = a.person_id
      join sheet s on s.region_id = a.region_id and s.id = a.sheet_id and s.superseded_at is null
      join together t on t.meeting = s.activity_id
      where a.region_id = region and a.campaign_id = campaign and a.stage_code = stage and a.presence = 'present' and a.voided_at is null
    )
    select distinct on (e.who, e.what) e.who, e.what, (e.at at time zone zone)::date, e.meeting
    from each_one e order by e.who, e.what, e.at;
end $$;
revoke execute on function study_read(int, uuid, text, uuid[]) from public;
grant execute on function study_read(int, uuid, text, uuid[]) to muster_app, muster_worker;

-- Branches beneath a node of either tree whose unit takes part in a campaign and has a stage that was opened: the open one, else the last
-- that was. By place in the tree, from one that was shown before, as far as one sees them.
create function study_branches(region int, node ltree, campaign uuid)
returns table (branch_id uuid, unit_id uuid, participation_id uuid, track text, stage_code text, starts_on date, is_open boolean, path ltree)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select b.id, h.unit_id, p.id, p.track, s.stage_code, s.starts_on, s.closed_at is null, b.path
    from organisation b
    join branch_serves_unit h on h.region_id = b.region_id and h.branch_id = b.id and h.is_host and h.to_on is null
    join participation p on p.region_id = h.region_id and p.unit_id = h.unit_id and p.campaign_id = campaign and p.ended_at is null
    join lateral (
      select t.stage_code, t.starts_on, t.closed_at from participation_stage t
      where t.region_id = p.region_id and t.participation_id = p.id and t.opened_at is not null
      order by t.closed_at is null desc, t.position desc limit 1) s on true
    where b.region_id = region and b.kind = 'branch' and b.closed_on is null and b.moved_to is null
      and (b.path <@ node or b.linked <@ node)
      and (b.path <@ any (scope) or b.linked <@ any (scope));
end $$;
revoke execute on function study_branches(int, ltree, uuid) from public;
grant execute on function study_branches(int, ltree, uuid) to muster_app, muster_worker;

-- As before; and what they have read.
create or replace function study_move_apart(from_region int, to_region int, people uuid[]) returns void
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
  perform organisation_write_moved(array_agg(organisation_moved_row(r, jsonb_build_object('region_id', to_region,
    'path', p.path, 'party_path', p.party_path))), '{recorded_at}')
  from reading r join person p on p.region_id = to_region and p.id = r.person_id
  where r.region_id = from_region and r.person_id = any (people);
  -- Read at a meeting, which stays where it was: there, that is a tick of its own.
  insert into reading (region_id, id, person_id, campaign_id, stage_code, piece, salt, recorded_by, recorded_by_name, recorded_at, path, party_path)
  select distinct on (a.person_id, a.campaign_id, a.stage_code, t.piece) to_region, gen_random_uuid(), a.person_id, a.campaign_id,
    a.stage_code, t.piece, t.salt, t.named_by, t.named_by_name, t.recorded_at, p.path, p.party_path
  from attendance a
  join sheet s on s.region_id = a.region_id and s.id = a.sheet_id and s.superseded_at is null
  join activity v on v.region_id = s.region_id and v.id = s.activity_id and v.voided_at is null
  join activity_reading t on t.region_id = v.region_id and t.activity_id = v.id and t.voided_at is null
  join person p on p.region_id = to_region and p.id = a.person_id
  where a.region_id = from_region and a.person_id = any (people) and a.presence = 'present' and a.voided_at is null
  order by a.person_id, a.campaign_id, a.stage_code, t.piece, t.recorded_at
  on conflict do nothing;
  perform organisation_write_moved(array_agg(organisation_moved_row(f, jsonb_build_object('region_id', to_region, 'path', h.path))), '{recorded_at}')
  from file f
  cross join lateral (
    select case f.path when was.party_path then u.party_path else u.path end as path
    from make_up was join make_up u on u.region_id = to_region and u.id = was.id
     where was.region_id = from_region and was.person_id = any (people) and was.file_sha256 = f.sha256 and was.recorded_by = f.owner_id limit 1) h
  where f.region_id = from_region;
  perform set_config('muster.comes_along', '', true);
end $$;
