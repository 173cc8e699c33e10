-- Figures above the unit: a command adds its deltas in its own transaction; one worker folds them upward and stamps "as of".
-- Never computed inside a request, never blocking a write. Standings hold where each participation is: stage, band, verdict per condition.

create table rollup_delta (
  region_id int not null,
  id uuid not null,
  campaign_id uuid,
  stage_code text not null default '',
  measure text not null,
  amount int not null,
  path ltree not null,
  party_path ltree,
  recorded_at timestamptz not null default now(),
  primary key (region_id, id)
);
call muster_protect('rollup_delta', 'path', 'party_path', null, 'insert');
-- Claiming with skip locked takes the right to update.
grant delete, update on rollup_delta to muster_worker;

-- Participations whose standing has to be worked out again; a second mark before the worker comes changes nothing.
create table rollup_dirty (
  region_id int not null,
  participation_id uuid not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  marked_at timestamptz not null default now(),
  primary key (region_id, participation_id)
);
call muster_protect('rollup_dirty', 'path', 'linked', null, 'insert');
grant delete, update on rollup_dirty to muster_worker;
grant update (marked_at) on rollup_dirty to muster_app;

create table rollup_counter (
  region_id int not null,
  path ltree not null,
  campaign_id uuid not null,
  stage_code text not null,
  measure text not null,
  amount bigint not null,
  as_of timestamptz not null,
  primary key (region_id, path, campaign_id, stage_code, measure)
);
call muster_protect('rollup_counter', 'path', null, null, '');
grant insert, update, delete on rollup_counter to muster_worker;

create table rollup_standing (
  region_id int not null,
  participation_id uuid not null,
  stage_code text not null,
  -- 'stage', 'band', or 'condition:' and its code; the value is counted above the unit as the measure item:value.
  item text not null,
  value text not null,
  campaign_id uuid not null,
  unit_id uuid not null,
  num bigint,
  den bigint,
  path ltree not null,
  linked ltree[] not null default '{}',
  as_of timestamptz not null,
  primary key (region_id, participation_id, stage_code, item)
);
create index rollup_standing__path on rollup_standing using gist (path);
call muster_protect('rollup_standing', 'path', 'linked', null, '');
grant insert, update, delete on rollup_standing to muster_worker;

-- Until when everything recorded has been folded; one row a region.
create table rollup_folded (
  region_id int not null,
  as_of timestamptz not null,
  primary key (region_id)
);
call muster_protect('rollup_folded', '', null, null, '');
grant insert, update on rollup_folded to muster_worker;
