-- Who holds any office at a unit, or at a branch that serves it, rules on nothing of that unit: its leaders and its representatives, who
-- vote there, as well as its head, clerk and secretaries. An auditor only reads, and answers to nobody there.
create or replace function supervision_recused(person uuid, region int, unit uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from membership m
                  where m.region_id = region and m.person_id = person and m.unit_id = unit and m.to_on is null)
      or exists (select from appointment a
                  where a.region_id = region and a.person_id = person and a.to_on is null and a.role <> 'auditor'
                    and (a.organisation_id = unit or exists (
                      select from branch_serves_unit s
                       where s.region_id = a.region_id and s.branch_id = a.organisation_id and s.unit_id = unit and s.to_on is null)))
$$;
