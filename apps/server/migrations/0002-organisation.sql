-- Two linked, dated trees in one table: regions and units (place); committees, general branches and branches (party).
-- path is the present place in the own tree; linked holds the paths in the other tree (a joint branch serves several units),
-- so that whoever may see one end of a link sees the other. Both are rewritten by a move; the past is in organisation_parent.

create table organisation (
  region_id int not null,
  id uuid not null,
  tree text not null,
  kind text not null,
  parent_id uuid,
  path ltree not null,
  linked ltree[] not null default '{}',
  name text not null,
  code text,
  credit_code text,
  class_code text,
  state text not null default 'normal',
  position int not null default 0,
  opened_on date not null,
  closed_on date,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint organisation__parent foreign key (region_id, parent_id) references organisation (region_id, id),
  constraint organisation__tree check (tree in ('place', 'party')),
  constraint organisation__kind check (
    (tree = 'place' and kind in ('region', 'unit')) or (tree = 'party' and kind in ('committee', 'general_branch', 'branch'))),
  constraint organisation__state check (state in ('normal', 'weak', 'paralysed', 'empty')),
  constraint organisation__path_unique unique (region_id, path),
  constraint organisation__code_unique unique (region_id, code),
  constraint organisation__credit_code_unique unique (region_id, credit_code),
  constraint organisation__dates check (closed_on is null or closed_on >= opened_on)
);
create unique index organisation__name_unique on organisation (region_id, parent_id, name) where closed_on is null;
create index organisation__path on organisation using gist (path);
create index organisation__children on organisation (region_id, parent_id, position, name);
create trigger organisation__recorded_now before insert on organisation for each row execute function recorded_now();
call muster_protect('organisation', 'path', 'linked', null, 'insert, update');
-- The names above one's own place are no secret: a page says which county a unit belongs to.
create policy above on organisation for select to muster_app
  using (path @> any (nullif(current_setting('muster.scope', true), '')::ltree[]));
call muster_show_at_home('organisation', 'path');

create table organisation_parent (
  region_id int not null,
  organisation_id uuid not null,
  from_on date not null,
  parent_id uuid,
  to_on date,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, organisation_id, from_on),
  constraint organisation_parent__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint organisation_parent__dates check (to_on is null or to_on >= from_on)
);
create unique index organisation_parent__one_open on organisation_parent (region_id, organisation_id) where to_on is null;
call muster_protect('organisation_parent', 'path', 'linked', null, 'insert, update');

create table branch_serves_unit (
  region_id int not null,
  branch_id uuid not null,
  unit_id uuid not null,
  from_on date not null,
  to_on date,
  is_host boolean not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, branch_id, unit_id, from_on),
  constraint branch_serves_unit__branch foreign key (region_id, branch_id) references organisation (region_id, id),
  constraint branch_serves_unit__unit foreign key (region_id, unit_id) references organisation (region_id, id),
  constraint branch_serves_unit__dates check (to_on is null or to_on >= from_on)
);
create unique index branch_serves_unit__one_host on branch_serves_unit (region_id, branch_id) where is_host and to_on is null;
create index branch_serves_unit__unit on branch_serves_unit (region_id, unit_id);
call muster_protect('branch_serves_unit', 'path', 'party_path', null, 'insert, update');

-- A total that somebody stated: kept beside what was counted, never added up.
create table organisation_claim (
  region_id int not null,
  id uuid not null,
  organisation_id uuid not null,
  measure text not null,
  stated int not null,
  source text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint organisation_claim__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint organisation_claim__not_negative check (stated >= 0)
);
create trigger organisation_claim__recorded_now before insert on organisation_claim for each row execute function recorded_now();
call muster_protect('organisation_claim', 'path', 'linked', null, 'insert');
