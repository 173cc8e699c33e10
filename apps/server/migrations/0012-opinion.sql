-- The complaint button of every page: what burdens, on which page, told to the offices above.

create table burden_report (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  page text not null,
  body text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  primary key (region_id, id),
  constraint burden_report__body check (length(trim(body)) between 1 and 2000)
);
create trigger burden_report__recorded_now before insert on burden_report for each row execute function recorded_now();
call muster_protect('burden_report', 'path', null, 'person_id', 'insert');
