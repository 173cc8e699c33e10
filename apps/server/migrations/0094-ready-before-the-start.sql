-- What the playbook wants ready before a batch opens: some of it counted from records when somebody looks, some of it confirmed by word.
-- What stood when the batch opened is kept with it, and the reason where it opened with something lacking.

create table ready_word (
  id uuid primary key,
  campaign_id uuid not null,
  batch_id uuid not null,
  item_code text not null,
  ready_on date not null,
  words text not null,
  said_by uuid not null,
  said_by_name text not null,
  recorded_at timestamptz not null,
  taken_back_at timestamptz,
  taken_back_by uuid,
  taken_back_by_name text,
  taken_back_reason text,
  constraint ready_word__campaign foreign key (campaign_id) references campaign (id),
  constraint ready_word__batch foreign key (batch_id) references batch (id),
  constraint ready_word__words check (length(trim(words)) > 0),
  constraint ready_word__taken_back check ((taken_back_at is null) = (taken_back_by is null)
    and (taken_back_at is null) = (taken_back_by_name is null) and (taken_back_at is null) = (taken_back_reason is null)
    and (taken_back_reason is null or length(trim(taken_back_reason)) > 0))
);
create unique index ready_word__one_standing on ready_word (batch_id, item_code) where taken_back_at is null;
create trigger ready_word__recorded_now before insert on ready_word for each row execute function recorded_now();
create trigger ready_word__campaign_runs before insert or update on ready_word for each row execute function campaign__runs('campaign');
call muster_protect('ready_word', '', null, null, 'insert');
grant update (taken_back_at, taken_back_by, taken_back_by_name, taken_back_reason) on ready_word to muster_app, muster_worker;

create table batch_opening (
  batch_id uuid primary key,
  campaign_id uuid not null,
  reason text,
  opened_by uuid not null,
  opened_by_name text not null,
  recorded_at timestamptz not null,
  constraint batch_opening__campaign foreign key (campaign_id) references campaign (id),
  constraint batch_opening__batch foreign key (batch_id) references batch (id),
  constraint batch_opening__reason check (length(trim(reason)) > 0)
);
create trigger batch_opening__recorded_now before insert on batch_opening for each row execute function recorded_now();
create trigger batch_opening__campaign_runs before insert on batch_opening for each row execute function campaign__runs('campaign');
call muster_protect('batch_opening', '', null, null, 'insert');

-- One item as it stood then. A hard one that is lacking can stand beneath no opening, by whatever way it came.
create table batch_readiness (
  batch_id uuid not null,
  position int not null,
  item_code text not null,
  title_zh text not null,
  title_en text not null,
  is_hard boolean not null,
  is_met boolean not null,
  -- Of each measure: its code, how much was lacking, of how much. Empty where the item was confirmed by word.
  figures jsonb not null,
  word_id uuid,
  primary key (batch_id, position),
  constraint batch_readiness__opening foreign key (batch_id) references batch_opening (batch_id),
  constraint batch_readiness__word foreign key (word_id) references ready_word (id),
  constraint batch_readiness__item_once unique (batch_id, item_code),
  constraint batch_readiness__figures check (jsonb_typeof(figures) = 'array'),
  constraint batch_readiness__hard_is_met check (is_met or not is_hard),
  constraint batch_readiness__as_counted check (case when figures = '[]' then is_met = (word_id is not null)
    else word_id is null and is_met = not jsonb_path_exists(figures, '$[*] ? (@.lacking > 0)') end)
);
call muster_protect('batch_readiness', '', null, null, 'insert');

-- Whoever may open a batch holds the verb on every node that its rules name.
create function campaign_holds_batch(batch uuid, person uuid, at timestamptz) returns boolean
language sql security definer set search_path = public stable as $$
  select count(*) > 0 and bool_and(o.id is not null and access_holds_in(b.campaign_id, person, 'manage-campaign', o.path, o.linked, at))
  from batch b
  join batch_rule r on r.batch_id = b.id and r.revision = b.revision
  left join organisation o on o.id = r.organisation_id and o.path = r.node_path
  where b.id = batch
$$;

-- Said of a batch that is not opened, by whoever may open it, once; taken back once, likewise.
create function ready_word__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare rule text;
begin
  rule := case
    when not exists (select from batch b where b.id = new.batch_id and b.campaign_id = new.campaign_id) then 'ready_word__of_its_batch'
    when exists (select from batch b where b.id = new.batch_id and b.opened_at is not null) then 'ready_word__before_opening'
    when tg_op = 'UPDATE' and old.taken_back_at is not null then 'ready_word__taken_back_once'
    when tg_op = 'INSERT' and new.taken_back_at is not null then 'ready_word__taken_back_once'
    when not campaign_holds_batch(new.batch_id, coalesce(new.taken_back_by, new.said_by), coalesce(new.taken_back_at, new.recorded_at))
      then 'ready_word__by_right' end;
  if rule is not null then
    raise exception 'not to be said so' using errcode = '23514', constraint = rule, table = 'ready_word';
  end if;
  return new;
end $$;
create trigger ready_word__by_right before insert or update on ready_word for each row execute function ready_word__by_right();

create function batch_opening__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare rule text;
begin
  rule := case
    when not exists (select from batch b where b.id = new.batch_id and b.campaign_id = new.campaign_id and b.opened_at is null)
      then 'batch_opening__of_its_batch'
    when not campaign_holds_batch(new.batch_id, new.opened_by, new.recorded_at) then 'batch_opening__by_right' end;
  if rule is not null then
    raise exception 'not to be opened so' using errcode = '23514', constraint = rule, table = 'batch_opening';
  end if;
  return new;
end $$;
create trigger batch_opening__by_right before insert on batch_opening for each row execute function batch_opening__by_right();

-- What stood is written before the batch opens, and stays as it was: a word counts that stands, and is about this item.
create function batch_readiness__of_its_opening() returns trigger
language plpgsql security definer set search_path = public as $$
declare rule text;
begin
  rule := case
    when not exists (select from batch b where b.id = new.batch_id and b.opened_at is null) then 'batch_readiness__before_opening'
    when new.word_id is not null and not exists (select from ready_word w where w.id = new.word_id and w.batch_id = new.batch_id
           and w.item_code = new.item_code and w.taken_back_at is null) then 'batch_readiness__word_stands' end;
  if rule is not null then
    raise exception 'not to be kept so' using errcode = '23514', constraint = rule, table = 'batch_readiness';
  end if;
  return new;
end $$;
create trigger batch_readiness__of_its_opening before insert on batch_readiness
  for each row execute function batch_readiness__of_its_opening();

-- No batch opens without what stood then; with something lacking only for a reason.
create function batch__opens_ready() returns trigger
language plpgsql security definer set search_path = public as $$
declare rule text;
begin
  rule := case
    when not exists (select from batch_opening o where o.batch_id = new.id) then 'batch__opens_ready'
    when exists (select from batch_opening o join batch_readiness r on r.batch_id = o.batch_id
                  where o.batch_id = new.id and o.reason is null and not r.is_met) then 'batch__opens_with_reason' end;
  if rule is not null then
    raise exception 'it is not ready' using errcode = '23514', constraint = rule, table = 'batch';
  end if;
  return new;
end $$;
create trigger batch__opens_ready before update of opened_at on batch
  for each row when (old.opened_at is null and new.opened_at is not null) execute function batch__opens_ready();
create function batch__planned_first() returns trigger language plpgsql as $$
begin
  raise exception 'it opens by being opened' using errcode = '23514', constraint = 'batch__opens_ready', table = 'batch';
end $$;
create trigger batch__planned_first before insert on batch
  for each row when (new.opened_at is not null) execute function batch__planned_first();
revoke execute on function campaign_holds_batch(uuid, uuid, timestamptz), ready_word__by_right(), batch_opening__by_right(),
  batch_readiness__of_its_opening(), batch__opens_ready(), batch__planned_first() from public;
