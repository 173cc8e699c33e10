-- What has changed since somebody last looked: when that was is known by one row a person, which the page moves on when it is opened. Nobody
-- else reads it.
create table supervision_visit (
  person_id uuid primary key,
  began_at timestamptz not null,
  last_at timestamptz not null,
  -- When the visit before this one ended; null: there was none.
  before_at timestamptz,
  constraint supervision_visit__order check (began_at <= last_at and (before_at is null or before_at <= began_at))
);
alter table supervision_visit enable row level security;
create policy own on supervision_visit to muster_app
  using (person_id = nullif(current_setting('muster.self', true), '')::uuid)
  with check (person_id = nullif(current_setting('muster.self', true), '')::uuid);
grant select, insert, update on supervision_visit to muster_app;

-- The entries of some units, the latest first.
create index ledger_entry__of_unit on ledger_entry (region_id, unit_id, recorded_at desc, id desc);
