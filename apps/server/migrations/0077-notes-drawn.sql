-- Whoever checks a unit reads a sample of what its members wrote. The sample is drawn by a seed over the notes that there were, and all of
-- that is kept, so that anybody draws it again; each drawn note is found in order, or careless, and then goes back to its writer.

create table note_draw (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  stage_code text not null,
  -- 32 hexadecimal digits.
  seed text not null,
  -- The notes that there were, by id; and which of them were drawn, in that order.
  among uuid[] not null,
  drawn uuid[] not null,
  drawn_by uuid not null,
  drawn_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint note_draw__campaign foreign key (campaign_id) references campaign (id),
  constraint note_draw__stage foreign key (region_id, participation_id, stage_code)
    references participation_stage (region_id, participation_id, stage_code),
  constraint note_draw__seed check (seed ~ '^[0-9a-f]{32}$'),
  constraint note_draw__drawn check (cardinality(drawn) between 1 and 20 and drawn <@ among)
);
create index note_draw__of_unit on note_draw (region_id, unit_id, campaign_id, recorded_at);
create trigger note_draw__recorded_now before insert on note_draw for each row execute function recorded_now();
create trigger note_draw__campaign_runs before insert on note_draw for each row execute function campaign__runs('campaign');
call muster_protect('note_draw', 'path', 'linked', null, 'insert');

create table note_check (
  region_id int not null,
  draw_id uuid not null,
  note_id uuid not null,
  campaign_id uuid not null,
  -- Careless; then the note carries the reason.
  is_careless boolean not null,
  checked_by uuid not null,
  checked_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, draw_id, note_id),
  constraint note_check__campaign foreign key (campaign_id) references campaign (id),
  constraint note_check__draw foreign key (region_id, draw_id) references note_draw (region_id, id)
);
create trigger note_check__recorded_now before insert on note_check for each row execute function recorded_now();
create trigger note_check__campaign_runs before insert on note_check for each row execute function campaign__runs('campaign');
call muster_protect('note_check', 'path', 'linked', null, 'insert');

-- Whoever draws and whoever checks holds the verb there and then, and is not of the unit.
create function note_draw__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare rule text;
begin
  rule := case
    when not exists (select from participation p
                      where p.region_id = new.region_id and p.id = new.participation_id and p.unit_id = new.unit_id
                        and p.campaign_id = new.campaign_id and p.path = new.path and p.linked = new.linked) then 'note_draw__of_its_unit'
    when not access_holds_in(new.campaign_id, new.drawn_by, 'check-deliverable', new.path, new.linked, new.recorded_at)
      then 'note_draw__by_right'
    when supervision_recused(new.drawn_by, new.region_id, new.unit_id) then 'note_draw__recused' end;
  if rule is not null then
    raise exception 'not to be drawn so' using errcode = '23514', constraint = rule, table = 'note_draw';
  end if;
  return new;
end $$;
create trigger note_draw__by_right before insert on note_draw for each row execute function note_draw__by_right();

create function note_check__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  d note_draw;
  rule text;
begin
  select * into d from note_draw n where n.region_id = new.region_id and n.id = new.draw_id;
  rule := case
    when d.campaign_id is distinct from new.campaign_id or d.path <> new.path or not new.note_id = any (d.drawn) then 'note_check__of_its_draw'
    when not access_holds_in(d.campaign_id, new.checked_by, 'check-deliverable', d.path, d.linked, new.recorded_at)
      then 'note_check__by_right'
    when supervision_recused(new.checked_by, new.region_id, d.unit_id) then 'note_check__recused' end;
  if rule is not null then
    raise exception 'not to be checked so' using errcode = '23514', constraint = rule, table = 'note_check';
  end if;
  return new;
end $$;
create trigger note_check__by_right before insert on note_check for each row execute function note_check__by_right();
revoke execute on function note_draw__by_right(), note_check__by_right() from public;
