-- Who came off a unit's count is found by the unit.

create index membership__unit_ended on membership (region_id, unit_id, to_on) where to_on is not null;
create index standing_change__membership on standing_change (region_id, membership_id);
