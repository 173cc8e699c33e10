-- A layer holds from the next stage that opens. Conditions and duties were kept when a stage opened; kinds of activity, reasons, ways of
-- making up, floors and what is to be read or written were read as the layers lie now. The documents in force are kept with the stage.

create function campaign_documents(campaign uuid, at_path ltree, at_linked ltree[], as_of timestamptz) returns text[]
language sql stable set search_path = public as $$
  select playbook_lineage(c.playbook_id) || array(
    select d.hash from campaign_layer l cross join unnest(playbook_lineage(l.playbook_id)) with ordinality as d (hash, depth)
     where l.campaign_id = c.id and (l.path @> at_path or l.path @> any (at_linked))
       and (as_of is null and l.superseded_at is null
            or l.recorded_at <= as_of and (l.superseded_at is null or l.superseded_at > as_of))
     order by nlevel(l.path), l.path, d.depth)
  from campaign c where c.id = campaign
$$;
revoke execute on function campaign_documents(uuid, ltree, ltree[], timestamptz) from public;

-- Documents as of the opening, from above, each by the hash of its content in hexadecimal.
alter table participation_stage add column documents text[];
update participation_stage s
   set documents = campaign_documents(p.campaign_id, s.path, s.linked, s.opened_at)
  from participation p
 where p.region_id = s.region_id and p.id = s.participation_id and s.opened_at is not null;
alter table participation_stage add constraint participation_stage__documents_pinned check ((opened_at is null) = (documents is null));

-- Whoever opens a stage: what is in force at that moment is what its unit is held to.
create function participation_stage__pin_documents() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  new.documents := (
    select campaign_documents(p.campaign_id, p.path, p.linked, null) from participation p
     where p.region_id = new.region_id and p.id = new.participation_id);
  return new;
end $$;
create trigger participation_stage__pin_documents before update of opened_at on participation_stage
  for each row when (old.opened_at is null and new.opened_at is not null) execute function participation_stage__pin_documents();
