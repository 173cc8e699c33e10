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
