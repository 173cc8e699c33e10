-- Classes of units are one list for every campaign of an instance, and a hospital's has no committee and no government. Where nobody has
-- renamed them, the two English titles say what the Chinese ones do.

update unit_class set title_en = 'Leading organs'
 where code = 'party-and-government-organ' and title_en = 'Leading organs of committee and government';
update unit_class set title_en = 'Directly subordinate institutions'
 where code = 'direct-institution' and title_en = 'Institutions directly under committee and government';
