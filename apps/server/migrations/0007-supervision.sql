-- Teams and the units they answer for. A unit may have the superior's team and its own; none may have no team unseen.

create table supervision_team (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  path ltree not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint supervision_team__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint supervision_team__name_unique unique (region_id, campaign_id, organisation_id, name)
);
create trigger supervision_team__recorded_now before insert on supervision_team for each row execute function recorded_now();
-- Which team answers for a unit is told to everybody who works in the product; it is on every gate page.
call muster_protect('supervision_team', '', null, null, 'insert');

create table team_member (
  region_id int not null,
  team_id uuid not null,
  person_id uuid not null,
  from_on date not null,
  to_on date,
  is_leader boolean not null,
  person_name text not null,
  primary key (region_id, team_id, person_id, from_on),
  constraint team_member__team foreign key (region_id, team_id) references supervision_team (region_id, id),
  constraint team_member__dates check (to_on is null or to_on >= from_on)
);
create unique index team_member__one_open on team_member (region_id, team_id, person_id) where to_on is null;
call muster_protect('team_member', '', null, null, 'insert, update');

create table team_unit (
  region_id int not null,
  team_id uuid not null,
  unit_id uuid not null,
  from_on date not null,
  to_on date,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, team_id, unit_id, from_on),
  constraint team_unit__team foreign key (region_id, team_id) references supervision_team (region_id, id),
  constraint team_unit__unit foreign key (region_id, unit_id) references organisation (region_id, id),
  constraint team_unit__dates check (to_on is null or to_on >= from_on)
);
create unique index team_unit__one_open on team_unit (region_id, team_id, unit_id) where to_on is null;
create index team_unit__unit_open on team_unit (region_id, unit_id) where to_on is null;
call muster_protect('team_unit', 'path', 'linked', null, 'insert, update');
