-- Units that vote together have one poll, and it is led where its papers would be counted: at the host, as a vote on paper is. Places of all its
-- units stand in `told`, so that they may read it; whoever leads or supervises a guest alone could close, open and end it so far.
create or replace function ballot__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  poll ballot_poll;
  host assessment;
  verb text;
  person uuid;
begin
  select * into poll from ballot_poll p
   where p.region_id = new.region_id and p.id = coalesce(row_now ->> 'poll_id', row_now ->> 'id')::uuid for update;
  if tg_table_name = 'ballot_poll' then poll := new; end if;
  select * into host from assessment a where a.region_id = poll.region_id and a.id = poll.assessment_id;
  case tg_table_name
    when 'ballot_poll' then verb := 'open-assessment'; person := row_now ->> 'announced_by';
    when 'ballot_end' then verb := 'confirm-assessment'; person := row_now ->> 'ended_by';
    else verb := 'open-assessment'; person := row_now ->> 'closed_by';
  end case;
  if host.id is null or not access_holds_in(poll.campaign_id, person, verb, host.path, host.linked, new.recorded_at) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  if tg_table_name <> 'ballot_poll' and not ballot_runs(poll.region_id, poll.id) then
    raise exception 'it has ended' using errcode = '23514', constraint = tg_table_name || '__while_it_runs', table = tg_table_name;
  end if;
  return new;
end $$;
