-- What members have still to say and to read stands in their to-do, and how many that are in the branch's and the unit's. It is worked out
-- from what was recorded; a list of names is as long as the figure that opens it.

-- As before, each set of documents once; with the earliest days on which a stage that is open began and ends.
create function study_stages_beneath(region int, node ltree, campaign uuid)
returns table (stage_code text, documents text[], starts_on date, ends_on date)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select s.stage_code, s.documents, min(s.starts_on) filter (where s.closed_at is null), min(s.ends_on) filter (where s.closed_at is null)
    from participation p
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null
    where p.region_id = region and p.campaign_id = campaign and p.ended_at is null
      and (p.path <@ node or p.linked <@ node) and (p.path <@ any (scope) or p.linked <@ any (scope))
    group by s.stage_code, s.documents;
end $$;
revoke execute on function study_stages_beneath(int, ltree, uuid) from public;
grant execute on function study_stages_beneath(int, ltree, uuid) to muster_app;
drop function study_stages_opened(int, ltree, uuid);

-- Members beneath a node whose unit has opened a stage under documents that ask for reading, and who have not read all of it; by tree and
-- name, each with how much is left of how much, and how many are asked at all. `asked` has an entry for each set of documents, with the
-- pieces and the tracks on which each is not asked. As far as one sees the members.
create function study_unread_page(
  region int, tree text, node ltree, campaign uuid, stage text, asked jsonb, after uuid, wanted int,
  out page uuid[], out unread int[], out required int[], out total bigint, out all_asked bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  own constant text := case tree when 'place' then 'path' else 'party_path' end;
begin
  execute format('
    with due as materialized (
      select m.id, m.person_id, m.%1$I as at, p.name, u.pieces
      from (select p.unit_id, w.pieces
              from participation p
              join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = $4 and s.opened_at is not null
              join jsonb_to_recordset($5) as a (documents text[], pieces jsonb) on a.documents = s.documents
              cross join lateral (select array_agg(x.piece) as pieces from jsonb_to_recordset(a.pieces) as x (piece text, not_for text[])
                                   where p.track <> all (x.not_for)) w
             where p.region_id = $1 and p.campaign_id = $3 and p.ended_at is null and (p.path <@ $2 or p.linked <@ $2)
               and w.pieces is not null) u
      join membership m on m.region_id = $1 and m.unit_id = u.unit_id and m.to_on is null and m.standing <> ''applicant''
        and m.%1$I <@ $2 and (m.path <@ any ($6) or m.party_path <@ any ($6))
      join person p on p.region_id = m.region_id and p.id = m.person_id
    ), together as materialized (
      select t.activity_id as meeting, t.piece
      from activity_reading t
      join activity v on v.region_id = t.region_id and v.id = t.activity_id and v.voided_at is null and v.campaign_id = $3 and v.stage_code = $4
      where t.region_id = $1 and t.voided_at is null
    ), done as materialized (
      select d.id, r.piece from due d
      join reading r on r.region_id = $1 and r.person_id = d.person_id and r.campaign_id = $3 and r.stage_code = $4 and r.voided_at is null
      where r.piece = any (d.pieces)
      union
      select d.id, t.piece from due d
      join attendance a on a.region_id = $1 and a.person_id = d.person_id and a.campaign_id = $3 and a.stage_code = $4
        and a.presence = ''present'' and a.voided_at is null
      join sheet s on s.region_id = a.region_id and s.id = a.sheet_id and s.superseded_at is null
      join together t on t.meeting = s.activity_id
      where t.piece = any (d.pieces)
    ), counted as materialized (
      select d.id, d.at, d.name, cardinality(d.pieces) as required, cardinality(d.pieces) - coalesce(f.read, 0) as unread
      from due d left join (select id, count(*)::int as read from done group by id) f on f.id = d.id
    ), listed as (
      select * from counted
      where unread > 0 and ($7 is null or (at, name, id) > (select c.at, c.name, c.id from counted c where c.id = $7))
      order by at, name, id limit $8
    )
    select coalesce(array_agg(l.id order by l.at, l.name, l.id), ''{}''), coalesce(array_agg(l.unread order by l.at, l.name, l.id), ''{}''),
      coalesce(array_agg(l.required order by l.at, l.name, l.id), ''{}''),
      (select count(*) from counted where unread > 0), (select count(*) from counted)
    from listed l', own)
    into page, unread, required, total, all_asked using region, node, campaign, stage, asked, scope, after, wanted;
end $$;
revoke execute on function study_unread_page(int, text, ltree, uuid, text, jsonb, uuid, int) from public;
grant execute on function study_unread_page(int, text, ltree, uuid, text, jsonb, uuid, int) to muster_app;

-- At which kinds of meeting a member has spoken as one in a stage, and whether a script of one's own belongs to it; wherever that was. Of
-- oneself, and of whom one sees.
create function study_spoken(campaign uuid, stage text, person uuid) returns table (kind text, is_own boolean)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  regions constant int[] := (select array_agg(r.region_id) from region r);
begin
  return query
    select v.kind, exists (select from lecture_script t where t.region_id = l.region_id and t.lecture_id = l.id and t.is_own)
    from lecture l
    join activity v on v.region_id = l.region_id and v.id = l.activity_id and v.voided_at is null and v.campaign_id = campaign and v.stage_code = stage
    where l.region_id = any (regions) and l.lecturer_id = person and l.capacity = 'member' and l.withdrawn_at is null
      and (person = self or exists (select from membership m where m.region_id = any (regions) and m.person_id = person and m.to_on is null
                                       and (m.path <@ any (scope) or m.party_path <@ any (scope))));
end $$;
revoke execute on function study_spoken(uuid, text, uuid) from public;
grant execute on function study_spoken(uuid, text, uuid) to muster_app;
