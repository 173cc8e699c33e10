-- Organisations change, dated and recorded: they move to another parent, are closed, merge into another, go to another region's rows,
-- change name, class or state; nothing is deleted. path and linked are the present place of everything that belongs to an organisation,
-- its meetings included, and follow it in the same transaction: every column of type ltree or ltree[] does, whichever slice's, but for
-- the tables of organisation_kept_places(). What happened keeps the ids of the unit and branch where it happened.

alter table organisation
  add column closed_reason text,
  add column closed_by uuid,
  add column closed_by_name text,
  add column merged_into uuid,
  add column moved_to int,
  add constraint organisation__closed_says_why check ((closed_by is null) = (closed_reason is null) and (closed_reason is null or closed_on is not null)),
  add constraint organisation__merged_is_closed check (merged_into is null or (closed_on is not null and merged_into <> id)),
  add constraint organisation__merged_into foreign key (region_id, merged_into) references organisation (region_id, id),
  add constraint organisation__moved_is_closed check (moved_to is null or (closed_on is not null and moved_to <> region_id));

-- Who moved it and why; null for the parent it was opened under. A link that is over is also shown to whoever answers for the parent
-- of then: linked holds that parent's path as well, and the row what it was called, which they could not look up any more.
alter table organisation_parent
  add column name text,
  add column kind text,
  add column reason text,
  add column moved_by uuid,
  add column moved_by_name text,
  add column recorded_at timestamptz;
create index organisation_parent__beneath on organisation_parent (region_id, parent_id);
create trigger organisation_parent__recorded_now before insert or update of recorded_at on organisation_parent
  for each row when (new.recorded_at is not null) execute function recorded_now();

-- What was said of it until when; the present stands in organisation.
create table organisation_change (
  region_id int not null,
  id uuid not null,
  organisation_id uuid not null,
  field text not null,
  value_before text,
  value_after text,
  on_date date not null,
  changed_by uuid,
  changed_by_name text,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint organisation_change__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint organisation_change__field check (field in ('name', 'code', 'credit-code', 'class', 'state', 'operation')),
  constraint organisation_change__differs check (value_before is distinct from value_after)
);
create index organisation_change__of_organisation on organisation_change (region_id, organisation_id, recorded_at);
create trigger organisation_change__recorded_now before insert on organisation_change for each row execute function recorded_now();
call muster_protect('organisation_change', 'path', 'linked', null, 'insert');

-- A weak, paralysed or empty organisation: what is to be done, by when, by whom; then reported done, and checked by somebody else.
create table organisation_remedy (
  region_id int not null,
  id uuid not null,
  organisation_id uuid not null,
  state text not null,
  finding text not null,
  remedy text not null,
  due_on date not null,
  responsible_id uuid,
  responsible_name text not null,
  flagged_by uuid not null,
  flagged_by_name text not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint organisation_remedy__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint organisation_remedy__state check (state in ('weak', 'paralysed', 'empty')),
  constraint organisation_remedy__says_what check (length(trim(finding)) > 0 and length(trim(remedy)) > 0 and length(trim(responsible_name)) > 0)
);
create unique index organisation_remedy__one_open on organisation_remedy (region_id, organisation_id) where ended_at is null;
create index organisation_remedy__path on organisation_remedy using gist (path);
create trigger organisation_remedy__recorded_now before insert on organisation_remedy for each row execute function recorded_now();
call muster_protect('organisation_remedy', 'path', 'linked', null, 'insert');
grant update (ended_at) on organisation_remedy to muster_app;

create table organisation_remedy_report (
  region_id int not null,
  id uuid not null,
  remedy_id uuid not null,
  note text not null,
  reported_by uuid not null,
  reported_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint organisation_remedy_report__remedy foreign key (region_id, remedy_id) references organisation_remedy (region_id, id),
  constraint organisation_remedy_report__reporter_unique unique (region_id, id, reported_by),
  constraint organisation_remedy_report__note check (length(trim(note)) > 0)
);
create index organisation_remedy_report__of_remedy on organisation_remedy_report (region_id, remedy_id, recorded_at);
create trigger organisation_remedy_report__recorded_now before insert on organisation_remedy_report for each row execute function recorded_now();
call muster_protect('organisation_remedy_report', 'path', 'linked', null, 'insert');

create table organisation_remedy_check (
  region_id int not null,
  report_id uuid not null,
  outcome text not null,
  note text,
  reported_by uuid not null,
  checked_by uuid not null,
  checked_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, report_id),
  constraint organisation_remedy_check__report foreign key (region_id, report_id, reported_by)
    references organisation_remedy_report (region_id, id, reported_by),
  constraint organisation_remedy_check__outcome check (outcome in ('verified', 'returned')),
  constraint organisation_remedy_check__returned_says_why check (outcome <> 'returned' or length(trim(note)) > 0),
  constraint organisation_remedy_check__somebody_else check (checked_by <> reported_by)
);
create trigger organisation_remedy_check__recorded_now before insert on organisation_remedy_check for each row execute function recorded_now();
call muster_protect('organisation_remedy_check', 'path', 'linked', null, 'insert');

-- Of an organisation is who is a member there or beneath, or holds an office there, beneath, or in a unit or branch linked to it.
create function organisation_is_of(region int, wanted uuid, person uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from membership m where m.region_id = region and m.person_id = person and m.to_on is null
                   and (m.path <@ o.path or m.party_path <@ o.path))
      or exists (select from appointment a where a.region_id = region and a.person_id = person and a.to_on is null
                   and (a.path <@ o.path or a.linked <@ o.path))
  from organisation o where o.region_id = region and o.id = wanted
$$;
grant execute on function organisation_is_of(int, uuid, uuid) to muster_app;

create function organisation_remedy_check__not_of_it() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if organisation_is_of(new.region_id, (select r.organisation_id from organisation_remedy_report p
       join organisation_remedy r on r.region_id = p.region_id and r.id = p.remedy_id
      where p.region_id = new.region_id and p.id = new.report_id), new.checked_by) then
    raise exception 'the checker is of the organisation'
      using errcode = '23514', constraint = 'organisation_remedy_check__not_of_it', table = 'organisation_remedy_check';
  end if;
  return new;
end $$;
create trigger organisation_remedy_check__not_of_it before insert on organisation_remedy_check
  for each row execute function organisation_remedy_check__not_of_it();

-- A unit that is closed or merged takes part no longer, by a decision with a name. What it did stays.
alter table participation
  add column ended_at timestamptz,
  add column ended_on date,
  add column ended_by uuid,
  add column ended_by_name text,
  add column end_reason text,
  add constraint participation__ended check ((ended_at is null) = (ended_on is null) and (ended_at is null) = (ended_by is null)
    and (ended_at is null) = (end_reason is null));
grant update (ended_at, ended_on, ended_by, ended_by_name, end_reason) on participation to muster_app, muster_worker;

-- Hours that somebody brought along from another region's rows, where the entries that prove them stay.
alter table person
  add column moved_to int,
  add constraint person__moved check (moved_to <> region_id);

create table study_credit (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  minutes int not null,
  collective_minutes int not null,
  from_region_id int not null,
  cites uuid[] not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint study_credit__person foreign key (region_id, person_id) references person (region_id, id),
  constraint study_credit__minutes check (minutes > 0 and collective_minutes between 0 and minutes),
  constraint study_credit__cites check (cardinality(cites) > 0),
  constraint study_credit__once unique (region_id, person_id, campaign_id, stage_code, from_region_id)
);
create trigger study_credit__recorded_now before insert on study_credit for each row execute function recorded_now();
call muster_protect('study_credit', 'path', 'party_path', 'person_id', '');

-- Tables that keep the place they were written with. The ledger cannot be changed; figures follow by deltas, and standings by the worker,
-- which takes the old ones from the old place; a complaint stays with the offices it was told to.
create function organisation_kept_places() returns text[] language sql immutable as $$
  select array['burden_report', 'ledger_entry', 'ledger_pending', 'rollup_counter', 'rollup_delta', 'rollup_standing']
$$;

-- Tables whose linked is not simply that of the organisation at their path.
create function organisation_own_links() returns text[] language sql immutable as $$
  select array['organisation', 'organisation_parent', 'transfer']
$$;

create function organisation_moved_path(path ltree, old_paths ltree[], new_paths ltree[]) returns ltree language sql immutable as $$
  select coalesce((select case when nlevel(path) = nlevel(m.o) then m.n else m.n || subpath(path, nlevel(m.o)) end
                   from unnest(old_paths, new_paths) m (o, n) where path <@ m.o), path)
$$;
create function organisation_moved_path(paths ltree[], old_paths ltree[], new_paths ltree[]) returns ltree[] language sql immutable as $$
  select coalesce(array_agg(organisation_moved_path(p, old_paths, new_paths) order by at), '{}') from unnest(paths) with ordinality x (p, at)
$$;

-- Every table that holds a present place: its columns of that kind, and the one that names the region.
create function organisation_present_places() returns table (tab regclass, name text, columns text[], region_column text)
language sql stable set search_path = public as $$
  select c.oid::regclass, c.relname::text, array_agg(a.attname::text order by a.attname),
    (select r.attname::text from pg_attribute r where r.attrelid = c.oid and r.attnum > 0 and not r.attisdropped and r.attname like '%region_id'
     order by r.attname = 'region_id' desc, r.attnum limit 1)
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    and a.atttypid in ('ltree'::regtype, 'ltree[]'::regtype)
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> all (organisation_kept_places())
  group by c.oid, c.relname
$$;

-- Moves everything beneath each old path to the new one, in all tables, with the figures of the nodes above. The caller's scope must
-- cover both ends, and no other command may run meanwhile (see platform/database/db.ts): one that did would go on writing the old place.
create function organisation_replace_paths(region int, old_paths ltree[], new_paths ltree[]) returns void
language plpgsql security definer set search_path = public as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  place record;
begin
  if cardinality(old_paths) <> cardinality(new_paths) or exists (
    select from unnest(old_paths, new_paths) m (o, n)
    where not coalesce(m.o <@ any (scope) and nlevel(m.n) > 1 and subpath(m.n, 0, -1) <@ any (scope), false) or m.n <@ m.o) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  -- What each node beneath has of its own, folded or waiting, is taken from the old place and added at the new one.
  with folded as (
    select campaign_id, stage_code, measure, path, amount from rollup_counter
    where region_id = region and path <@ any (old_paths) and measure not like '%:%'
  ), waiting as (
    select coalesce(d.campaign_id, '00000000-0000-0000-0000-000000000000'::uuid) as campaign_id, d.stage_code, d.measure, w.path, d.amount
    from rollup_delta d cross join lateral (values (d.path), (d.party_path)) w (path)
    where d.region_id = region and w.path <@ any (old_paths) and d.measure not like '%:%'
  ), own as (
    select campaign_id, stage_code, measure, path, amount from folded
    union all
    select campaign_id, stage_code, measure, subpath(path, 0, -1), -amount from folded where path <> all (old_paths)
    union all
    select campaign_id, stage_code, measure, path, amount from waiting
  ), summed as (
    select campaign_id, stage_code, measure, path, sum(amount)::int as amount from own group by 1, 2, 3, 4 having sum(amount) <> 0
  )
  insert into rollup_delta (region_id, id, campaign_id, stage_code, measure, amount, path)
  select region, gen_random_uuid(), campaign_id, stage_code, measure, -amount, path from summed
  union all
  select region, gen_random_uuid(), campaign_id, stage_code, measure, amount, organisation_moved_path(path, old_paths, new_paths) from summed;

  for place in select * from organisation_present_places() loop
    execute format('update %s set %s where (%s) and %s', place.tab,
      (select string_agg(format('%1$I = organisation_moved_path(%1$I, $2, $3)', c), ', ') from unnest(place.columns) c),
      (select string_agg(format('%I <@ any ($2)', c), ' or ') from unnest(place.columns) c),
      case when place.region_column is null then '$1 is not null' else format('%I = $1', place.region_column) end)
    using region, old_paths, new_paths;
  end loop;

  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id = region and (path <@ any (new_paths) or linked <@ any (new_paths))
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at, path = excluded.path, linked = excluded.linked;
end $$;
grant execute on function organisation_replace_paths(int, ltree[], ltree[]) to muster_app;

-- As before, for the tables of every slice: what stands at the place of an organisation has its links.
create or replace function organisation_relink(region int, changed uuid[]) returns void
language plpgsql security definer set search_path = public as $$
declare
  place record;
begin
  for place in
    select * from organisation_present_places() where columns @> array['path', 'linked'] and name <> all (organisation_own_links())
  loop
    execute format('update %s x set linked = o.linked from organisation o
      where o.region_id = $1 and o.id = any ($2) and %s and x.path = o.path and x.linked <> o.linked', place.tab,
      case when place.region_column is null then '$1 is not null' else format('x.%I = $1', place.region_column) end)
    using region, changed;
  end loop;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id = region and unit_id = any (changed)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at, linked = excluded.linked;
end $$;

-- Paths in the other tree, worked out from the links that are open, for both ends: whoever ends a link may not see the other ends.
create function organisation_refresh_links(region int, changed uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  update organisation o set linked = coalesce((
    select array_agg(case o.tree when 'place' then s.party_path else s.path end order by s.is_host desc, s.from_on, s.branch_id, s.unit_id)
    from branch_serves_unit s
    where s.region_id = region and (case o.tree when 'place' then s.unit_id else s.branch_id end) = o.id and s.to_on is null), '{}')
  where o.region_id = region and o.id = any (changed);
  update organisation_parent p set linked = o.linked from organisation o
   where o.region_id = region and o.id = any (changed) and p.region_id = region and p.organisation_id = o.id and p.to_on is null;
  perform organisation_relink(region, changed);
end $$;
grant execute on function organisation_refresh_links(int, uuid[]) to muster_app;

-- Another region's rows. Rows of a region are never given another one: each is closed with moved_to, and the same id opens over there.
-- What is moved is closed in itself: a place node with all beneath it, and the branches that serve nobody else. Hours go along as one
-- credit a person, campaign and stage, which cites the entries of the ledger that prove them; meetings, ballots and decisions stay.

-- A row as it is, but for what the patch says; whatever columns later migrations add go along.
create function organisation_moved_row(original anyelement, patch jsonb) returns anyelement language sql stable as $$
  select jsonb_populate_record(original, patch)
$$;

create function organisation_move_region(
  from_region int, top uuid, to_region int, new_parent uuid, new_party_parent uuid, on_day date, mover uuid, mover_name text, why text, at timestamptz
) returns table (organisations bigint, members bigint, credits bigint) language plpgsql security definer set search_path = public as $$
declare
  base organisation;
  parent organisation;
  party organisation;
  units uuid[];
  branches uuid[];
  nodes uuid[];
  people uuid[];
  holders uuid[];
begin
  if current_setting('muster.scope', true) is distinct from '*' then
    raise exception 'only an operator moves rows to another region' using errcode = '42501';
  end if;
  select * into base from organisation where region_id = from_region and id = top and closed_on is null and parent_id is not null and tree = 'place';
  select * into parent from organisation where region_id = to_region and id = new_parent and closed_on is null and kind = 'region';
  select * into party from organisation where region_id = to_region and id = new_party_parent and closed_on is null and kind in ('committee', 'general_branch');
  if base.id is null or parent.id is null or party.id is null or from_region = to_region then
    raise exception 'there is no such node' using errcode = '23514', constraint = 'organisation__region_move_ends', table = 'organisation';
  end if;
  select array_agg(id) into units from organisation where region_id = from_region and path <@ base.path and closed_on is null;
  select coalesce(array_agg(distinct branch_id), '{}') into branches from branch_serves_unit
   where region_id = from_region and unit_id = any (units) and to_on is null;
  nodes := units || branches;
  if exists (select from branch_serves_unit where region_id = from_region and branch_id = any (branches) and to_on is null and unit_id <> all (units)) then
    raise exception 'a branch serves a unit that stays' using errcode = '23514', constraint = 'organisation__region_move_closed_set', table = 'organisation';
  end if;
  if exists (select from transfer where region_id = from_region and outcome is null
              and (from_unit_id = any (units) or to_unit_id = any (units) or from_branch_id = any (branches) or to_branch_id = any (branches)))
     or exists (select from transition where region_id = from_region and unit_id = any (units) and ended_at is null)
     or exists (select from participation p join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
                  and s.opened_at is not null and s.closed_at is null
                 where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null and (
                   exists (select from assessment a where a.region_id = p.region_id and a.participation_id = p.id and a.stage_code = s.stage_code)
                   or exists (select from obligation o join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
                               where o.region_id = p.region_id and o.participation_id = p.id and o.stage_code = s.stage_code))) then
    raise exception 'something is under way that stays' using errcode = '23514', constraint = 'organisation__region_move_between_stages', table = 'organisation';
  end if;
  select coalesce(array_agg(distinct person_id), '{}') into people from membership
   where region_id = from_region and to_on is null and (unit_id = any (units) or branch_id = any (branches));
  select coalesce(array_agg(distinct person_id), '{}') into holders from appointment
   where region_id = from_region and organisation_id = any (nodes) and to_on is null and person_id <> all (people);

  -- Nodes, parents first.
  insert into organisation
  select (organisation_moved_row(o, jsonb_build_object('region_id', to_region, 'opened_on', on_day, 'recorded_at', at, 'linked', '{}',
    'parent_id', case when o.id = top then new_parent when o.tree = 'party' then new_party_parent else o.parent_id end,
    'path', case o.tree when 'place' then parent.path || subpath(o.path, nlevel(base.path) - 1) else party.path || subpath(o.path, -1, 1) end))).*
  from organisation o where o.region_id = from_region and o.id = any (nodes) order by nlevel(o.path);
  insert into organisation_parent (region_id, organisation_id, from_on, parent_id, path, reason, moved_by, moved_by_name, recorded_at)
  select region_id, id, on_day, parent_id, path, why, mover, mover_name, at from organisation where region_id = to_region and id = any (nodes);
  insert into branch_serves_unit (region_id, branch_id, unit_id, from_on, is_host, path, party_path)
  select to_region, s.branch_id, s.unit_id, on_day, s.is_host, u.path, b.path
  from branch_serves_unit s
  join organisation u on u.region_id = to_region and u.id = s.unit_id
  join organisation b on b.region_id = to_region and b.id = s.branch_id
  where s.region_id = from_region and s.branch_id = any (branches) and s.to_on is null;
  perform organisation_refresh_links(to_region, nodes);

  -- People, who carry their hours; those who only hold an office there are known in both regions.
  insert into person
  select (organisation_moved_row(p, jsonb_build_object('region_id', to_region, 'recorded_at', at, 'path', u.path, 'party_path', b.path))).*
  from person p
  left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null and p.id = any (people)
  left join appointment a on a.region_id = p.region_id and a.id = (
    select x.id from appointment x where x.region_id = p.region_id and x.person_id = p.id and x.organisation_id = any (nodes) and x.to_on is null
    order by x.from_on limit 1)
  join organisation n on n.region_id = to_region and n.id = coalesce(m.unit_id, a.organisation_id)
  left join organisation b on b.region_id = to_region and b.id = coalesce(m.branch_id, case n.tree when 'party' then n.id end)
  cross join lateral (select case n.tree when 'place' then n.path else coalesce(n.linked[1], n.path) end as path) u
  where p.region_id = from_region and p.id = any (people || holders)
    and not exists (select from person known where known.region_id = to_region and known.id = p.id);
  insert into membership
  select (organisation_moved_row(m, jsonb_build_object('region_id', to_region, 'id', gen_random_uuid(), 'from_on', greatest(on_day, m.from_on),
    'recorded_at', at, 'path', u.path, 'party_path', b.path))).*
  from membership m
  join organisation u on u.region_id = to_region and u.id = m.unit_id
  join organisation b on b.region_id = to_region and b.id = m.branch_id
  where m.region_id = from_region and m.person_id = any (people) and m.to_on is null;
  get diagnostics members = row_count;
  insert into study_credit (region_id, id, person_id, campaign_id, stage_code, minutes, collective_minutes, from_region_id, cites, recorded_at, path, party_path)
  select to_region, gen_random_uuid(), h.person_id, h.campaign_id, h.stage_code, sum(h.minutes), sum(h.collective), from_region,
    array_agg(distinct c.entry), at, p.path, p.party_path
  from (
    select a.person_id, a.campaign_id, a.stage_code, a.minutes, case when a.is_collective then a.minutes else 0 end as collective,
      array(select e.id from sheet s join ledger_entry e on e.region_id = s.region_id and e.subject_id = s.activity_id
             where s.region_id = a.region_id and s.id = a.sheet_id and e.kind = 'study.activity-recorded') as entries
    from attendance a where a.region_id = from_region and a.person_id = any (people) and a.voided_at is null and a.minutes > 0
    union all
    select k.person_id, k.campaign_id, k.stage_code, k.minutes, k.collective_minutes, k.cites
    from study_credit k where k.region_id = from_region and k.person_id = any (people)
  ) h
  cross join lateral unnest(h.entries) c (entry)
  join person p on p.region_id = to_region and p.id = h.person_id
  group by h.person_id, h.campaign_id, h.stage_code, p.path, p.party_path;
  get diagnostics credits = row_count;

  -- Offices go on, and with them the authority that came from them; a team's does not: the team stays.
  insert into appointment
  select (organisation_moved_row(a, jsonb_build_object('region_id', to_region, 'recorded_at', at, 'path', n.path, 'linked', n.linked::text[]))).*
  from appointment a join organisation n on n.region_id = to_region and n.id = a.organisation_id
  where a.region_id = from_region and a.organisation_id = any (nodes) and a.to_on is null;
  update access_grant g set organisation_region_id = to_region, path = n.path, linked = n.linked from organisation n
   where n.region_id = to_region and n.id = g.organisation_id and g.organisation_region_id = from_region and g.organisation_id = any (nodes)
     and g.to_at is null and g.cause_kind = 'appointment';
  update access_grant set to_at = greatest(from_at, at)
   where organisation_region_id = from_region and organisation_id = any (nodes) and to_at is null;
  update account set person_region_id = to_region where person_region_id = from_region and person_id = any (people || holders);

  -- They go on taking part, with the conditions that were pinned.
  insert into participation
  select (organisation_moved_row(p, jsonb_build_object('region_id', to_region, 'recorded_at', at, 'path', n.path, 'linked', n.linked::text[]))).*
  from participation p join organisation n on n.region_id = to_region and n.id = p.unit_id
  where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null;
  insert into participation_stage
  select (organisation_moved_row(s, jsonb_build_object('region_id', to_region, 'path', p.path, 'linked', p.linked::text[]))).*
  from participation_stage s join participation p on p.region_id = to_region and p.id = s.participation_id and p.unit_id = any (units)
  where s.region_id = from_region;
  insert into stage_condition
  select (organisation_moved_row(c, jsonb_build_object('region_id', to_region, 'path', p.path, 'linked', p.linked::text[]))).*
  from stage_condition c join participation p on p.region_id = to_region and p.id = c.participation_id and p.unit_id = any (units)
  where c.region_id = from_region;

  -- The old rows end.
  insert into rollup_delta (region_id, id, campaign_id, measure, amount, path, party_path)
  select l.region, gen_random_uuid(), null, l.measure, case l.region when to_region then l.amount else -l.amount end, l.path, l.party_path
  from (
    select o.region_id as region, 'units' as measure, 1 as amount, o.path, null::ltree as party_path
      from organisation o where o.region_id in (from_region, to_region) and o.id = any (units) and o.kind = 'unit'
    union all
    select s.region_id, 'branches', 1, s.path, s.party_path from branch_serves_unit s
      where s.region_id in (from_region, to_region) and s.branch_id = any (branches) and s.is_host and s.to_on is null
    union all
    select m.region_id, f.measure, count(*)::int, m.path, m.party_path
      from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
      cross join lateral (values ('members', true), ('floating', 'floating' = any (p.categories))) f (measure, counts)
      where m.region_id in (from_region, to_region) and m.person_id = any (people) and m.to_on is null and m.standing <> 'applicant' and f.counts
      group by 1, 2, 4, 5) l;
  update membership set to_on = greatest(on_day, from_on), end_reason = 'region-moved'
   where region_id = from_region and person_id = any (people) and to_on is null;
  update person set moved_to = to_region where region_id = from_region and id = any (people);
  update appointment set to_on = greatest(on_day, from_on) where region_id = from_region and organisation_id = any (nodes) and to_on is null;
  update team_unit set to_on = greatest(on_day, from_on) where region_id = from_region and unit_id = any (units) and to_on is null;
  update participation set ended_at = at, ended_on = on_day, ended_by = mover, ended_by_name = mover_name, end_reason = why
   where region_id = from_region and unit_id = any (units) and ended_at is null;
  update branch_serves_unit set to_on = greatest(on_day, from_on) where region_id = from_region and branch_id = any (branches) and to_on is null;
  update organisation_parent set to_on = greatest(on_day, from_on) where region_id = from_region and organisation_id = any (nodes) and to_on is null;
  update organisation set closed_on = greatest(on_day, opened_on), closed_reason = why, closed_by = mover, closed_by_name = mover_name, moved_to = to_region
   where region_id = from_region and id = any (nodes);
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id in (from_region, to_region) and unit_id = any (units)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
  organisations := cardinality(nodes);
  return next;
end $$;
grant execute on function organisation_move_region(int, uuid, int, uuid, uuid, date, uuid, text, text, timestamptz) to muster_worker;
