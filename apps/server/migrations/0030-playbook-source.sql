-- A playbook as it was written: a fault that shows only when a layer is put on a node is named by its line, too. Documents loaded before
-- have no source; their faults are named by their place alone.
alter table playbook add column source text;

-- Classes that a district's batches name.
insert into unit_class (code, parent_code, title_zh, title_en, position) values
  ('kindergarten', 'school', '幼儿园', 'Kindergartens', 2),
  ('locally-managed', null, '属地化管理的企业事业单位', 'Enterprises and institutions managed where they are', 15)
on conflict do nothing;
