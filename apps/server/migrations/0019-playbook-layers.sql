-- A playbook is layered: a document extends another one, and adds or tightens. A campaign runs under one; beneath its root an office
-- puts further layers on its own node, and what holds at a unit is the campaign's playbook with the layers on its path, from above.
-- A layer is replaced by a newer version of itself, never taken away; what was pinned when a stage opened stays as it was.

alter table playbook add column extends_id uuid;
alter table playbook add constraint playbook__extends foreign key (extends_id) references playbook (id);

create table campaign_layer (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  organisation_id uuid not null,
  playbook_id uuid not null,
  put_by uuid not null,
  put_by_name text not null,
  superseded_at timestamptz,
  path ltree not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint campaign_layer__campaign foreign key (campaign_id) references campaign (id),
  constraint campaign_layer__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint campaign_layer__playbook foreign key (playbook_id) references playbook (id),
  constraint campaign_layer__superseded_later check (superseded_at is null or superseded_at >= recorded_at)
);
create unique index campaign_layer__one_current on campaign_layer (region_id, campaign_id, organisation_id) where superseded_at is null;
create index campaign_layer__current on campaign_layer (region_id, campaign_id) where superseded_at is null;
create index campaign_layer__path on campaign_layer using gist (path);
create trigger campaign_layer__recorded_now before insert on campaign_layer for each row execute function recorded_now();
-- Rules are no secret: who is judged by a layer sits beneath the node that it was put on.
call muster_protect('campaign_layer', '', null, null, 'insert');
grant update (superseded_at) on campaign_layer to muster_app;

-- The documents that a playbook consists of, from above, each by the hash of its content.
create function playbook_lineage(wanted uuid) returns text[]
language sql stable set search_path = public as $$
  with recursive chain as (
    select id, extends_id, sha256, 1 as depth from playbook where id = wanted
    union all
    select p.id, p.extends_id, p.sha256, c.depth + 1 from chain c join playbook p on p.id = c.extends_id
  )
  select array_agg(encode(sha256, 'hex') order by depth desc) from chain
$$;
grant execute on function playbook_lineage(uuid) to muster_app, muster_worker;
