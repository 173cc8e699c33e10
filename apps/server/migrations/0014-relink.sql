-- When a unit gains or loses a branch, the paths in the other tree change for the unit and its branches, and with them who may see
-- what belongs to it. Present rows follow in the same transaction; the ledger keeps what it said. rollup_standing is left to the
-- worker, which takes the old figures from the old place before it adds the new ones.
create function organisation_relink(region int, changed uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  update appointment x set linked = o.linked from organisation o
   where o.region_id = region and o.id = any (changed) and x.region_id = region and x.organisation_id = o.id and x.linked <> o.linked;
  update access_grant x set linked = o.linked from organisation o
   where o.region_id = region and o.id = any (changed) and x.organisation_region_id = region and x.organisation_id = o.id and x.linked <> o.linked;
  update organisation_claim x set linked = o.linked from organisation o
   where o.region_id = region and o.id = any (changed) and x.region_id = region and x.organisation_id = o.id and x.linked <> o.linked;
  update team_unit x set linked = o.linked from organisation o
   where o.region_id = region and o.id = any (changed) and x.region_id = region and x.unit_id = o.id and x.linked <> o.linked;
  update participation x set linked = o.linked from organisation o
   where o.region_id = region and o.id = any (changed) and x.region_id = region and x.unit_id = o.id and x.linked <> o.linked;
  update participation_stage x set linked = p.linked from participation p
   where p.region_id = region and p.unit_id = any (changed) and x.region_id = region and x.participation_id = p.id and x.linked <> p.linked;
  update stage_condition x set linked = p.linked from participation p
   where p.region_id = region and p.unit_id = any (changed) and x.region_id = region and x.participation_id = p.id and x.linked <> p.linked;
  update assessment x set linked = p.linked from participation p
   where p.region_id = region and p.unit_id = any (changed) and x.region_id = region and x.participation_id = p.id and x.linked <> p.linked;
  update tally_electorate x set linked = a.linked from assessment a
   where a.region_id = region and a.unit_id = any (changed) and x.region_id = region and x.assessment_id = a.id and x.linked <> a.linked;
  update tally_teller x set linked = a.linked from assessment a
   where a.region_id = region and a.unit_id = any (changed) and x.region_id = region and x.assessment_id = a.id and x.linked <> a.linked;
  update tally_assessment x set linked = a.linked from assessment a
   where a.region_id = region and a.unit_id = any (changed) and x.region_id = region and x.assessment_id = a.id and x.linked <> a.linked;
  update transition x set linked = p.linked from participation p
   where p.region_id = region and p.unit_id = any (changed) and x.region_id = region and x.participation_id = p.id and x.linked <> p.linked;
  update transition_step x set linked = t.linked from transition t
   where t.region_id = region and t.unit_id = any (changed) and x.region_id = region and x.transition_id = t.id and x.linked <> t.linked;
  update transition_decision x set linked = t.linked from transition t
   where t.region_id = region and t.unit_id = any (changed) and x.region_id = region and x.transition_id = t.id and x.linked <> t.linked;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id = region and unit_id = any (changed)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at, linked = excluded.linked;
end $$;
grant execute on function organisation_relink(int, uuid[]) to muster_app;
