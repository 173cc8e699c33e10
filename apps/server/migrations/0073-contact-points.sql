-- Leaders are tied to a unit or a branch, their contact point: they take part there as ordinary members do, lecture there and help. What
-- they did is a record of its own, dated, by who wrote it down; how often is counted from the records and kept nowhere.

create table contact_point (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  person_id uuid not null,
  person_name text not null,
  organisation_id uuid not null,
  from_on date not null,
  to_on date,
  named_by uuid not null,
  named_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint contact_point__campaign foreign key (campaign_id) references campaign (id),
  constraint contact_point__person foreign key (region_id, person_id) references person (region_id, id),
  constraint contact_point__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint contact_point__dates check (to_on is null or to_on >= from_on)
);
create unique index contact_point__one_open on contact_point (region_id, campaign_id, person_id, organisation_id) where to_on is null;
create index contact_point__at on contact_point (region_id, organisation_id);
create index contact_point__of_person on contact_point (region_id, person_id);
create trigger contact_point__recorded_now before insert on contact_point for each row execute function recorded_now();
create trigger contact_point__campaign_runs before insert on contact_point for each row execute function campaign__runs('campaign');
call muster_protect('contact_point', 'path', 'linked', 'person_id', 'insert');
grant update (to_on, path, linked) on contact_point to muster_app, muster_worker;

create table contact_visit (
  region_id int not null,
  id uuid not null,
  contact_point_id uuid not null,
  campaign_id uuid not null,
  person_id uuid not null,
  kind text not null,
  -- What the leader took part in; null for guidance given and problems solved.
  activity_id uuid,
  on_day date not null,
  note text,
  is_late boolean not null,
  late_reason text,
  salt bytea not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_by_name text,
  withdrawn_reason text,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint contact_visit__point foreign key (region_id, contact_point_id) references contact_point (region_id, id),
  constraint contact_visit__activity foreign key (region_id, activity_id) references activity (region_id, id),
  constraint contact_visit__kind check (kind in ('attended', 'guided', 'solved') and (kind = 'attended') = (activity_id is not null)),
  constraint contact_visit__note check (kind = 'attended' or length(trim(note)) > 0),
  constraint contact_visit__late_reason check (not is_late or length(trim(late_reason)) > 0),
  constraint contact_visit__withdrawn_whole check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_reason) in (0, 4))
);
create unique index contact_visit__once on contact_visit (region_id, activity_id, person_id) where activity_id is not null and withdrawn_at is null;
create index contact_visit__at on contact_visit (region_id, contact_point_id);
create trigger contact_visit__recorded_now before insert on contact_visit for each row execute function recorded_now();
create trigger contact_visit__campaign_runs before insert or update of withdrawn_at on contact_visit
  for each row execute function campaign__runs('campaign');
call muster_protect('contact_visit', 'path', 'linked', 'person_id', 'insert');
grant update (withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_reason, path, linked) on contact_visit to muster_app, muster_worker;

-- A place that is closed, or goes on in another region, is nobody's contact point any more; what was done there stays.
create function contact_point__ends() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update contact_point set to_on = greatest(new.closed_on, from_on)
  where region_id = new.region_id and organisation_id = new.id and to_on is null;
  return null;
end $$;
create trigger organisation__ends_contact_points after update of closed_on on organisation
  for each row when (old.closed_on is null and new.closed_on is not null) execute function contact_point__ends();

-- Leaders beneath a node, or one of them: who heads a unit, holds a leader's office or has a contact point, with what each took part in.
-- Nothing is counted that the asker might not read, but one's own.
create function supervision_leaders(campaign uuid, place ltree, only_person uuid)
returns table (person_id uuid, name text, offices jsonb, branch jsonb, held int, present int, points jsonb)
language sql security definer set search_path = public stable as $$
  with sight as materialized (
    select nullif(current_setting('muster.scope', true), '')::ltree[] as paths, nullif(current_setting('muster.self', true), '')::uuid as self,
      (select time_zone from instance) as zone),
  office as materialized (
    select a.person_id, a.role, a.path, a.linked, o.id, o.name
    from sight, appointment a join organisation o on o.region_id = a.region_id and o.id = a.organisation_id
    where a.region_id in (select r.region_id from region r) and a.role in ('leader', 'head') and a.to_on is null
      and (only_person is null or a.person_id = only_person)
      and (a.path <@ any (paths) or a.linked <@ any (paths) or a.person_id = self)),
  point as materialized (
    select p.*, o.name from sight, contact_point p join organisation o on o.region_id = p.region_id and o.id = p.organisation_id
    where p.region_id in (select r.region_id from region r) and p.campaign_id = campaign
      and (only_person is null or p.person_id = only_person)
      and (p.path <@ any (paths) or p.linked <@ any (paths) or p.person_id = self)),
  leader as materialized (
    select t.person_id from office t where only_person is not null or t.path <@ place or t.linked <@ place
    union
    select t.person_id from point t where only_person is not null or (t.to_on is null and (t.path <@ place or t.linked <@ place))),
  spoken as materialized (
    select distinct l.region_id, l.lecturer_id, l.activity_id, v.host_unit_id, v.host_branch_id, (v.starts_at at time zone sight.zone)::date as on_day
    from sight, leader join lecture l on l.lecturer_id = leader.person_id and l.withdrawn_at is null
    join activity v on v.region_id = l.region_id and v.id = l.activity_id and v.voided_at is null and v.campaign_id = campaign
    where l.region_id in (select r.region_id from region r)),
  shown as (
    select p.person_id, jsonb_agg(jsonb_build_object('id', p.id, 'organisation', jsonb_build_object('id', p.organisation_id, 'name', p.name),
        'fromOn', p.from_on, 'toOn', p.to_on, 'attended', coalesce(done.attended, 0), 'lectures', coalesce(done.lectures, 0),
        'guided', coalesce(done.guided, 0), 'solved', coalesce(done.solved, 0)) order by p.to_on nulls first, p.path, p.from_on) as points
    from point p
    cross join lateral (
      select count(distinct d.activity_id)::int as attended, count(distinct d.activity_id) filter (where d.spoke)::int as lectures,
        count(*) filter (where d.kind = 'guided')::int as guided, count(*) filter (where d.kind = 'solved')::int as solved
      from (
        select v.kind, v.activity_id, exists (select from spoken s where s.lecturer_id = p.person_id and s.activity_id = v.activity_id) as spoke
        from contact_visit v left join activity a on a.region_id = v.region_id and a.id = v.activity_id
        where v.region_id = p.region_id and v.contact_point_id = p.id and v.withdrawn_at is null and a.voided_at is null
        union all
        select 'attended', s.activity_id, true from spoken s
        where s.region_id = p.region_id and s.lecturer_id = p.person_id and p.organisation_id in (s.host_unit_id, s.host_branch_id)
          and s.on_day >= p.from_on and s.on_day <= coalesce(p.to_on, s.on_day)) d) done
    group by p.person_id),
  held as (
    select o.person_id, jsonb_agg(jsonb_build_object('role', o.role, 'organisation', jsonb_build_object('id', o.id, 'name', o.name))
      order by o.path, o.role) as offices
    from office o group by o.person_id)
  select e.id, e.name, coalesce(held.offices, '[]'), own.branch, coalesce(own.held, 0), coalesce(own.present, 0), coalesce(shown.points, '[]')
  from leader
  join person e on e.id = leader.person_id and e.region_id in (select r.region_id from region r) and e.moved_to is null
  left join held on held.person_id = e.id
  left join shown on shown.person_id = e.id
  left join lateral (
    select jsonb_build_object('id', m.branch_id, 'name', b.name) as branch, done.held, done.present
    from sight, membership m join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    cross join lateral (select count(*)::int as held, count(*) filter (where t.presence = 'present')::int as present from attendance t
      where t.region_id = m.region_id and t.person_id = m.person_id and t.campaign_id = campaign and t.branch_id = m.branch_id
        and t.voided_at is null) done
    where m.region_id = e.region_id and m.person_id = e.id and m.to_on is null and m.standing <> 'applicant'
      and (m.path <@ any (paths) or m.party_path <@ any (paths) or m.person_id = self)) own on true
  order by e.name, e.id
$$;
grant execute on function supervision_leaders(uuid, ltree, uuid) to muster_app;

-- What a leader did at contact points, or who was a guest at an activity, with the activity, whose host one may not otherwise read.
create function supervision_visits(campaign uuid, of_person uuid, at_activity uuid)
returns table (id uuid, point_id uuid, person_id uuid, person_name text, place_id uuid, place_name text, kind text, on_day date, note text,
  activity_id uuid, topic text, is_late boolean, late_reason text, by_name text, recorded_at timestamptz, withdrawn_at timestamptz,
  withdrawn_by text, withdrawn_reason text, path ltree, linked ltree[])
language sql security definer set search_path = public stable as $$
  select v.id, p.id, v.person_id, p.person_name, o.id, o.name, v.kind, v.on_day, v.note, v.activity_id, a.topic, v.is_late, v.late_reason,
    v.recorded_by_name, v.recorded_at, v.withdrawn_at, v.withdrawn_by_name, v.withdrawn_reason, v.path, v.linked
  from (select nullif(current_setting('muster.scope', true), '')::ltree[] as paths, nullif(current_setting('muster.self', true), '')::uuid as self) s
  cross join contact_visit v
  join contact_point p on p.region_id = v.region_id and p.id = v.contact_point_id
  join organisation o on o.region_id = p.region_id and o.id = p.organisation_id
  left join activity a on a.region_id = v.region_id and a.id = v.activity_id
  where v.region_id in (select r.region_id from region r) and v.campaign_id = campaign
    and (of_person is null or v.person_id = of_person) and (at_activity is null or v.activity_id = at_activity)
    and (of_person is not null or at_activity is not null) and (at_activity is not null or a.voided_at is null)
    and (v.path <@ any (s.paths) or v.linked <@ any (s.paths) or v.person_id = s.self)
  order by v.on_day desc, v.recorded_at desc, v.id
$$;
grant execute on function supervision_visits(uuid, uuid, uuid) to muster_app;

-- At the contact point its leader may speak as well, whatever the office is at.
create or replace function study_lecturers(wanted uuid)
returns table (person_id uuid, name text, offices text[])
language sql security definer set search_path = public stable as $$
  with held as (
    select v.* from activity v
    where v.region_id in (select r.region_id from region r) and v.id = wanted
      and (v.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or v.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]))),
  lines as (
    select a.region_id, a.person_id, a.unit_id, a.branch_id, a.presence, a.path from held v
    join sheet s on s.region_id = v.region_id and s.activity_id = v.id and s.superseded_at is null
    join attendance a on a.region_id = s.region_id and a.sheet_id = s.id),
  units as (select host_unit_id as id from held union select unit_id from lines),
  places as (select id from units union select host_branch_id from held union select branch_id from lines),
  someone as (
    select person_id, null as office from lines where presence = 'present'
    union select a.person_id, a.role from appointment a join units u on u.id = a.organisation_id
      where a.role = 'head' and a.to_on is null
    union select a.person_id, a.role from held v join appointment a on a.path @> v.path or a.path @> v.party_path
      where a.role = 'leader' and a.to_on is null
    union select c.person_id, 'leader' from held v join contact_point c on c.region_id = v.region_id and c.campaign_id = v.campaign_id
      join places on places.id = c.organisation_id
      where (v.starts_at at time zone (select time_zone from instance))::date between c.from_on and coalesce(c.to_on, 'infinity'))
  select p.id, p.name, array_remove(array_agg(distinct someone.office order by someone.office), null)
  from someone join person p on p.id = someone.person_id and p.region_id in (select r.region_id from region r)
  group by p.id, p.name order by p.name, p.id
$$;
