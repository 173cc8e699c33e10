-- Playbooks are data, by version; a campaign runs under one. A participation is one unit in one batch. The conditions of a stage
-- are pinned when that unit's stage opens: what was judged stays judged by its version, and a hard one cannot be taken back.

create table playbook (
  id uuid primary key,
  code text not null,
  version text not null,
  body jsonb not null,
  sha256 bytea not null,
  loaded_by uuid not null,
  loaded_at timestamptz not null,
  constraint playbook__version_unique unique (code, version)
);
call muster_protect('playbook', '', null, null, 'insert');

create table campaign (
  id uuid primary key,
  root_region_id int not null,
  root_id uuid not null,
  playbook_id uuid not null,
  name_zh text not null,
  name_en text not null,
  started_on date not null,
  closed_on date,
  path ltree not null,
  recorded_at timestamptz not null,
  constraint campaign__playbook foreign key (playbook_id) references playbook (id)
);
create trigger campaign__recorded_now before insert on campaign for each row execute function recorded_now();
call muster_protect('campaign', '', null, null, 'insert');

create table batch (
  id uuid primary key,
  campaign_id uuid not null,
  number int not null,
  from_on date not null,
  to_on date not null,
  recorded_at timestamptz not null,
  constraint batch__campaign foreign key (campaign_id) references campaign (id),
  constraint batch__number_unique unique (campaign_id, number),
  constraint batch__dates check (to_on > from_on)
);
create trigger batch__recorded_now before insert on batch for each row execute function recorded_now();
call muster_protect('batch', '', null, null, 'insert');

-- The window that the office set for a stage; a unit's own dates stand in participation_stage.
create table batch_stage (
  batch_id uuid not null,
  stage_code text not null,
  starts_on date not null,
  ends_on date not null,
  primary key (batch_id, stage_code),
  constraint batch_stage__batch foreign key (batch_id) references batch (id),
  constraint batch_stage__dates check (ends_on >= starts_on)
);
call muster_protect('batch_stage', '', null, null, 'insert');

create table participation (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  batch_id uuid not null,
  unit_id uuid not null,
  track text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint participation__unit foreign key (region_id, unit_id) references organisation (region_id, id),
  constraint participation__once unique (region_id, campaign_id, unit_id)
);
create index participation__path on participation using gist (path);
create trigger participation__recorded_now before insert on participation for each row execute function recorded_now();
call muster_protect('participation', 'path', 'linked', null, 'insert');
call muster_show_at_home('participation', 'path');
-- A move rewrites the place. The right also lets a command lock the row, which PostgreSQL gives only to who may update something.
grant update (path, linked) on participation to muster_app, muster_worker;

create table participation_stage (
  region_id int not null,
  participation_id uuid not null,
  stage_code text not null,
  position int not null,
  starts_on date not null,
  earliest_on date not null,
  ends_on date not null,
  opened_at timestamptz,
  closed_at timestamptz,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, participation_id, stage_code),
  constraint participation_stage__participation foreign key (region_id, participation_id) references participation (region_id, id),
  constraint participation_stage__position_unique unique (region_id, participation_id, position),
  constraint participation_stage__dates check (starts_on <= earliest_on and earliest_on <= ends_on),
  constraint participation_stage__opened_first check (closed_at is null or opened_at is not null)
);
create unique index participation_stage__one_open on participation_stage (region_id, participation_id)
  where opened_at is not null and closed_at is null;
call muster_protect('participation_stage', 'path', 'linked', null, 'insert');
call muster_show_at_home('participation_stage', 'path');
-- The application opens the first stage; closing one, and opening the next, is for gate_decide alone.
grant update (starts_on, earliest_on, ends_on) on participation_stage to muster_app, muster_worker;

create table stage_condition (
  region_id int not null,
  participation_id uuid not null,
  stage_code text not null,
  condition_code text not null,
  position int not null,
  measure text not null,
  grain text not null,
  is_hard boolean not null,
  applies boolean not null,
  member_needs int,
  comparison text not null,
  threshold_num int,
  threshold_den int,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, participation_id, stage_code, condition_code),
  constraint stage_condition__stage foreign key (region_id, participation_id, stage_code)
    references participation_stage (region_id, participation_id, stage_code),
  constraint stage_condition__grain check ((grain = 'member') = (member_needs is not null) and grain in ('member', 'unit')),
  constraint stage_condition__comparison check (comparison in ('at-least', 'below')),
  constraint stage_condition__threshold check ((threshold_num is null) = (threshold_den is null) and (threshold_den is null or threshold_den > 0)),
  constraint stage_condition__hard_has_threshold check (not is_hard or threshold_num is not null)
);
call muster_protect('stage_condition', 'path', 'linked', null, 'insert');
call muster_show_at_home('stage_condition', 'path');
