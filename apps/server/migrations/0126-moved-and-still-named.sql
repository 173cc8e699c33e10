-- Who was transferred is no longer on the roster that one reads: a note that went back afterwards asked for another one where its writer no
-- longer was, and what had been left undone stood in the lists of the branch without a name. Whoever has the note or the duty before oneself
-- reads whose it is and where that person belongs now, and nothing else of that roster.

create function study_note_writers(region int, notes uuid[])
returns table (note_id uuid, name text, unit_id uuid, unit_name text, branch_id uuid, branch_name text, is_asked boolean)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    -- Asked: the writer's unit of now stands in the stage for which it was written.
    select n.id, e.name, m.unit_id, u.name, m.branch_id, b.name, exists (
      select from participation p
      join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = n.stage_code
        and s.opened_at is not null and s.closed_at is null
      where p.region_id = m.region_id and p.unit_id = m.unit_id and p.campaign_id = n.campaign_id and p.ended_at is null)
    from study_note n
    join person e on e.region_id = n.region_id and e.id = n.person_id
    left join membership m on m.region_id = n.region_id and m.person_id = n.person_id and m.to_on is null
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    where n.region_id = region and n.id = any (notes) and (n.path <@ any (scope) or n.party_path <@ any (scope) or n.person_id = self);
end $$;
revoke execute on function study_note_writers(int, uuid[]) from public;
grant execute on function study_note_writers(int, uuid[]) to muster_app, muster_worker;

-- Of a branch that one does not read it says nothing: who serves one branch of a unit does not read the names of another.
create function obligation_owing(region int, obligations uuid[])
returns table (obligation_id uuid, name text, unit_id uuid, unit_name text, branch_id uuid, branch_name text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select o.id, e.name, m.unit_id, u.name, m.branch_id, b.name
    from obligation o
    join person e on e.region_id = o.region_id and e.id = o.person_id
    join organisation at on at.region_id = o.region_id and at.id = o.branch_id
    left join membership m on m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    where o.region_id = region and o.id = any (obligations)
      and (o.person_id = self or ((o.path <@ any (scope) or o.linked <@ any (scope)) and (at.path <@ any (scope) or at.linked <@ any (scope))));
end $$;
revoke execute on function obligation_owing(int, uuid[]) from public;
grant execute on function obligation_owing(int, uuid[]) to muster_app, muster_worker;
