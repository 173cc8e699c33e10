-- One entry a command and unit, in the command's own transaction: what happened, when it is said to have happened, when it was
-- recorded, and the hash over the list of salted record hashes. Nobody changes or removes one, the owner of the table included.

create table ledger_entry (
  region_id int not null,
  id uuid not null,
  unit_id uuid,
  kind text not null,
  subject_id uuid not null,
  actor_id uuid,
  actor_name text,
  occurred_at timestamptz not null,
  occurred_basis text not null,
  captured_at timestamptz,
  recorded_at timestamptz not null,
  is_late boolean not null,
  late_reason text,
  summary jsonb not null,
  -- Salt of the first record, which holds nothing personal; each other record keeps its own salt, so that it can be erased.
  salt bytea not null,
  record_hashes bytea[] not null,
  leaf_hash bytea not null,
  hash_algorithm text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint ledger_entry__basis check (occurred_basis in ('claimed', 'recorded')),
  constraint ledger_entry__algorithm check (hash_algorithm = 'sha256'),
  constraint ledger_entry__leaf_length check (octet_length(leaf_hash) = 32),
  constraint ledger_entry__late check (is_late = (extract(epoch from recorded_at) - extract(epoch from occurred_at) > 172800)),
  constraint ledger_entry__late_reason check (not is_late or length(trim(late_reason)) > 0)
);
create index ledger_entry__path on ledger_entry using gist (path);
create index ledger_entry__recorded on ledger_entry (region_id, recorded_at desc, id desc);
create index ledger_entry__subject on ledger_entry (region_id, subject_id);
create trigger ledger_entry__recorded_now before insert on ledger_entry for each row execute function recorded_now();
create trigger ledger_entry__append_only before update or delete on ledger_entry for each row execute function never_changed();
create trigger ledger_entry__no_truncate before truncate on ledger_entry for each statement execute function never_changed();
call muster_protect('ledger_entry', 'path', 'linked', null, 'insert');
-- A member without any office may still do what everybody may, such as saying what burdens; the entry stands at the own unit.
create policy home on ledger_entry for insert to muster_app
  with check (path = any (nullif(current_setting('muster.home', true), '')::ltree[]));

-- Entries that await their leaf index; the sequencer will empty it.
create table ledger_pending (
  region_id int not null,
  entry_id uuid not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, entry_id),
  constraint ledger_pending__entry foreign key (region_id, entry_id) references ledger_entry (region_id, id)
);
call muster_protect('ledger_pending', 'path', 'linked', null, 'insert');
create policy home on ledger_pending for insert to muster_app
  with check (path = any (nullif(current_setting('muster.home', true), '')::ltree[]));
