-- An import of a city's roster is one transaction and takes longer than five seconds on a busy machine. recorded_at is when the command
-- began, so it is held against the beginning of the transaction; and no transaction writes what is ten minutes old.
create or replace function recorded_now() returns trigger language plpgsql as $$
begin
  if (abs(extract(epoch from new.recorded_at - transaction_timestamp())) > 5
      or extract(epoch from clock_timestamp() - transaction_timestamp()) > 600)
     and not exists (select from instance where building) then
    raise exception 'recorded_at differs from the database clock'
      using errcode = '23514', constraint = tg_table_name || '__recorded_now', table = tg_table_name;
  end if;
  return new;
end $$;
