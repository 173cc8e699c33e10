-- While a stage is judged nothing is written that it is judged by: neither a note nor a chapter that was read, by the member who does not
-- see that it is judged, nor one that is taken back.
create function study_evidence_open() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from membership m
    join participation p on p.region_id = m.region_id and p.unit_id = m.unit_id and p.campaign_id = new.campaign_id and p.ended_at is null
    join transition t on t.region_id = p.region_id and t.participation_id = p.id and t.stage_code = new.stage_code and t.ended_at is null
    where m.region_id = new.region_id and m.person_id = new.person_id and m.to_on is null) then
    raise exception 'its stage is being judged' using errcode = '23514', constraint = tg_table_name || '__evidence_open', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger reading__evidence_open before insert or update of voided_at on reading for each row when (not organisation_comes_along())
  execute function study_evidence_open();
create trigger study_note__evidence_open before insert on study_note for each row when (not organisation_comes_along())
  execute function study_evidence_open();
