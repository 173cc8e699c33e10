-- Unit classes and member categories are lists of the instance: a class named in a file means one entry or is an error, never a new word.
-- Classes form a tree, and a class means itself and what lies beneath it. Entries are retired, never removed: rows go on meaning them.
-- What an organisation's work is like (running, struggling, halted) stands apart from its class. And a stated total is kept with who
-- stated it and when, in all or in parts (by class, by kind of party organisation, by the nodes beneath); a newer one supersedes it.

create table unit_class (
  code text primary key,
  parent_code text,
  title_zh text not null,
  title_en text not null,
  position int not null,
  retired_at timestamptz,
  constraint unit_class__parent foreign key (parent_code) references unit_class (code),
  constraint unit_class__title_zh_unique unique (title_zh),
  constraint unit_class__title_en_unique unique (title_en),
  constraint unit_class__code_form check (code ~ '^[^\s,;、]{1,64}$'),
  constraint unit_class__not_its_own_parent check (parent_code <> code)
);
call muster_protect('unit_class', '', null, null, 'insert, update');

insert into unit_class (code, parent_code, title_zh, title_en, position) values
  ('organ', null, '机关', 'Organs', 1),
  ('sub-district', null, '街道', 'Sub-district offices', 2),
  ('community', null, '社区', 'Communities', 3),
  ('village', null, '村（公司）', 'Villages (companies)', 4),
  ('social-organisation', null, '社会团体', 'Social organisations', 5),
  ('intermediary', null, '社会中介组织和民办非企业单位', 'Intermediaries and private non-enterprise units', 6),
  ('state-owned-enterprise', null, '国有企业', 'State-owned enterprises', 7),
  ('non-public-enterprise', null, '非公有制企业', 'Non-public enterprises', 8),
  ('school', null, '各类学校', 'Schools', 9),
  ('medical', null, '医疗卫生单位', 'Medical institutions', 10),
  ('township', null, '乡镇机关及其直属单位', 'Township organs and their units', 11),
  ('county-agency', null, '区县派驻乡镇的基层单位', 'County agencies in townships', 12),
  ('left-over', null, '未参加第一批集中教育活动的其他企事业单位', 'Enterprises and institutions left over from batch 1', 13),
  ('other', null, '其他', 'Others', 14),
  ('party-and-government-organ', 'organ', '领导机关', 'Leading organs of committee and government', 1),
  ('congress', 'organ', '人大机关', 'Organs of the people''s congress', 2),
  ('consultative-conference', 'organ', '政协机关', 'Organs of the consultative conference', 3),
  ('court', 'organ', '法院', 'Courts', 4),
  ('procuratorate', 'organ', '检察院', 'Procuratorates', 5),
  ('mass-organ', 'organ', '群团机关', 'Organs of mass organisations', 6),
  ('direct-institution', 'organ', '直属事业单位', 'Institutions directly under committee and government', 7),
  ('organ-managed-institution', 'organ', '机关直接管理的事业单位', 'Institutions managed by organs', 8),
  ('campaign-organ', 'organ', '承担活动组织和指导工作的机关部门', 'Organs that run the campaign', 9),
  ('rural-primary-school', 'school', '农村小学校', 'Rural primary schools', 1);

-- Whatever class organisations have now stays theirs: the entry that it names, or one of its own. Codes stand in lists, so they have
-- no blanks and commas.
update organisation o set class_code = c.code from unit_class c
 where o.class_code <> c.code and (o.class_code = c.title_zh or lower(o.class_code) = lower(c.title_en));
insert into unit_class (code, parent_code, title_zh, title_en, position)
select code, null, title, title, 14 + row_number() over (order by code)
from (select regexp_replace(class_code, '[\s,;、]+', '-', 'g') as code, min(class_code) as title
      from organisation where class_code is not null group by 1) found
where code not in (select code from unit_class);
update organisation set class_code = regexp_replace(class_code, '[\s,;、]+', '-', 'g') where class_code ~ '[\s,;、]';

alter table organisation
  add column operation text not null default 'running',
  add constraint organisation__operation check (operation in ('running', 'struggling', 'halted')),
  add constraint organisation__class foreign key (class_code) references unit_class (code);
create index organisation__class_of_unit on organisation (region_id, class_code) where kind = 'unit' and closed_on is null;

create table member_category (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  position int not null,
  -- Figures and rules speak of it: it can be renamed, not retired.
  has_meaning boolean not null default false,
  retired_at timestamptz,
  constraint member_category__title_zh_unique unique (title_zh),
  constraint member_category__title_en_unique unique (title_en),
  constraint member_category__code_form check (code ~ '^[^\s,;、]{1,64}$'),
  constraint member_category__meaning_stays check (not has_meaning or retired_at is null)
);
call muster_protect('member_category', '', null, null, 'insert, update');

insert into member_category (code, title_zh, title_en, position, has_meaning) values
  ('floating', '流动', 'Floating', 1, true),
  ('retired', '离退休', 'Retired', 2, false),
  ('infirm', '年老体弱', 'Infirm', 3, true),
  ('front-line', '生产一线', 'Front line', 4, false),
  ('new-economy', '新经济', 'New economy', 5, false),
  ('intellectual', '知识分子', 'Intellectual', 6, false);

alter table organisation_claim
  -- In which parts it is stated, and which part this is; all of them null for the total.
  add column part_by text,
  add column part_code text,
  add column part_id uuid,
  -- Null for what came with a file before it was noted who brought it.
  add column stated_by uuid,
  add column stated_by_name text,
  add column voided_at timestamptz,
  add column voided_by uuid,
  add column voided_by_name text,
  add column void_reason text,
  add constraint organisation_claim__measure check (measure in ('units', 'party-organisations', 'branches', 'members', 'floating')),
  add constraint organisation_claim__part check (case
    when part_by is null then part_code is null and part_id is null
    when part_by in ('class', 'kind') then part_code is not null and part_id is null
    when part_by = 'child' then part_id is not null and part_code is null
    else false end),
  add constraint organisation_claim__part_organisation foreign key (region_id, part_id) references organisation (region_id, id),
  add constraint organisation_claim__voided check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null));
create index organisation_claim__of_organisation on organisation_claim (region_id, organisation_id, measure);
create index organisation_claim__path on organisation_claim using gist (path);
grant update (voided_at, voided_by, voided_by_name, void_reason) on organisation_claim to muster_app;
