-- The polls that ask something of oneself: that one votes in, or holds a share of the key of. Whoever votes, or holds one, may see neither the
-- unit nor its polls otherwise, and had to be handed the address. Of who drew it says nothing. Those that ended are told for a month, for the
-- figures are for everybody.
create index ballot_share__holder on ballot_share (region_id, holder_id);

create function ballot_polls_own(at timestamptz)
returns table (id uuid, campaign_id uuid, hash bytea, stage_code text, raters text[], manifest jsonb, way text, is_holder boolean,
  is_brought boolean, drawn_at timestamptz, closed_at timestamptz, ended_as text, ended_at timestamptz)
language sql security definer set search_path = public stable as $$
  select p.id, p.campaign_id, p.hash, p.stage_code, p.raters, p.manifest, r.way, s.poll_id is not null, b.poll_id is not null,
    d.recorded_at, t.recorded_at, e.ended_as, e.recorded_at
  from (select nullif(current_setting('muster.self', true), '')::uuid as id) own
  cross join lateral (
    select x.region_id, x.poll_id from region g join ballot_roster x on x.region_id = g.region_id and x.person_id = own.id
    union
    select x.region_id, x.poll_id from region g join ballot_share x on x.region_id = g.region_id and x.holder_id = own.id) mine
  join ballot_poll p on p.region_id = mine.region_id and p.id = mine.poll_id
  left join ballot_roster r on r.region_id = p.region_id and r.poll_id = p.id and r.person_id = own.id
  left join ballot_share s on s.region_id = p.region_id and s.poll_id = p.id and s.holder_id = own.id
  left join ballot_share_brought b on b.region_id = s.region_id and b.poll_id = s.poll_id and b.position = s.position
  left join ballot_draw_close d on d.region_id = p.region_id and d.poll_id = p.id
  left join tally_poll t on t.region_id = p.region_id and t.poll_id = p.id
  left join ballot_end e on e.region_id = p.region_id and e.poll_id = p.id
  where e.poll_id is null or e.recorded_at > at - interval '30 days'
  order by p.recorded_at desc, p.id
$$;
revoke execute on function ballot_polls_own(timestamptz) from public;
grant execute on function ballot_polls_own(timestamptz) to muster_app;
