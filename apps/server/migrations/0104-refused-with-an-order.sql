-- Whoever refuses a unit its next stage orders what is to be mended, and by when: the order stands with the decision, and by the right to
-- decide. Everything else about findings and orders is as before.
alter table finding
  add column transition_id uuid,
  add constraint finding__transition foreign key (region_id, transition_id) references transition (region_id, id),
  add constraint finding__one_a_refusal unique (region_id, transition_id);

create or replace function supervision_by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  ordered order_to_correct;
  said finding;
  campaign uuid := new.campaign_id;
  unit uuid;
  place ltree := new.path;
  others ltree[] := new.linked;
  verb text;
  person uuid;
begin
  case tg_table_name
    when 'finding' then verb := 'order-correction'; person := row_now ->> 'found_by'; unit := row_now ->> 'unit_id';
    when 'order_to_correct' then verb := 'order-correction'; person := row_now ->> 'issued_by'; unit := row_now ->> 'unit_id';
    when 'order_answer' then verb := 'submit-deliverable'; person := row_now ->> 'answered_by';
    when 'order_verification' then verb := 'check-deliverable'; person := row_now ->> 'verified_by';
  end case;
  if tg_table_name in ('finding', 'order_to_correct') then
    -- What a refusal of this very stage says is found, and ordered, by whoever decided it.
    select f.* into said from finding f
     where tg_table_name = 'order_to_correct' and f.region_id = new.region_id and f.id = (row_now ->> 'finding_id')::uuid;
    if tg_table_name = 'finding' then said := jsonb_populate_record(null::finding, row_now); end if;
    if said.transition_id is not null and (tg_table_name = 'finding' or said.found_by = person) then
      verb := 'decide-transition';
      if not exists (select from transition_decision d join transition t on t.region_id = d.region_id and t.id = d.transition_id
                      where d.region_id = new.region_id and d.transition_id = said.transition_id and d.outcome = 'refused'
                        and d.decided_by = person and t.participation_id = (row_now ->> 'participation_id')::uuid
                        and t.stage_code = row_now ->> 'stage_code') then
        raise exception 'nothing was refused' using errcode = '23514', constraint = 'finding__of_a_refusal', table = tg_table_name;
      end if;
    end if;
    if not exists (select from participation p
                    where p.region_id = new.region_id and p.id = (row_now ->> 'participation_id')::uuid and p.unit_id = unit
                      and p.campaign_id = new.campaign_id and p.path = new.path and p.linked = new.linked) then
      raise exception 'it is of another unit' using errcode = '23514', constraint = tg_table_name || '__of_its_unit', table = tg_table_name;
    end if;
  else
    select * into ordered from order_to_correct o
     where o.region_id = new.region_id and o.id = (row_now ->> 'order_id')::uuid;
    campaign := ordered.campaign_id;
    unit := ordered.unit_id;
    place := ordered.path;
    others := ordered.linked;
  end if;
  if not access_holds_in(campaign, person, verb, place, others, new.recorded_at) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  if tg_table_name <> 'order_answer' and supervision_recused(person, new.region_id, unit) then
    raise exception 'nobody rules on a unit of his or her own'
      using errcode = '23514', constraint = tg_table_name || '__recused', table = tg_table_name;
  end if;
  return new;
end $$;
