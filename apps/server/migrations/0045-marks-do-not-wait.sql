-- Marks that the worker has taken, until it has worked them out. Taking them is a short transaction of its own: a command that marks the
-- same participation meanwhile writes a mark of its own and does not wait for the standings to be worked out.

create table rollup_taken (
  region_id int not null,
  participation_id uuid not null,
  primary key (region_id, participation_id)
);
call muster_protect('rollup_taken', '', null, null, '');
grant insert, delete on rollup_taken to muster_worker;
