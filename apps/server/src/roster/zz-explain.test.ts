import { appendFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { test } from 'node:test';
import { exportMembers, importMembers, listMembers } from '@muster/contract/roster';
import { exportOrganisations, importOrganisations, listChildren, listRoots } from '@muster/contract/organisation';
import { startTestHouse } from '@muster/testkit';
const say = (...a: unknown[]) => appendFileSync('/tmp/perf.out', a.map((x) => (typeof x === 'string' ? x : inspect(x, { depth: 4 }))).join(' ') + '\n');
test('perf', async () => {
  const house = await startTestHouse();
  try {
  house.clock.set(new Date());
  const admin = await house.as('office');
  const roots = (await admin.call(listRoots, {})).nodes;
  const root = roots.find((n) => n.tree === 'place')!.id;
  const clock = async <T>(name: string, work: () => Promise<T>) => { house.clock.set(new Date()); const t = Date.now(); const r = await work(); say(name, Date.now() - t, 'ms'); return r; };
  const orgs = ['编码,名称,种类,上级编码,所属单位编码'];
  for (let c = 0; c < 6; c++) { orgs.push(`C${c},县${c},地区,,`); orgs.push(`CC${c},县委${c},党委,,`);
    for (let t = 0; t < 20; t++) { orgs.push(`T${c}-${t},镇${c}-${t},地区,C${c},`); orgs.push(`TC${c}-${t},镇委${c}-${t},党委,CC${c},`); } }
  for (let u = 0; u < 2469; u++) orgs.push(`U${u},单位${u},单位,T${u % 6}-${u % 20},`);
  for (let b = 0; b < 1685; b++) orgs.push(`B${b},支部${b},党支部,TC${b % 6}-${b % 20},U${b}`);
  const body = (csv: string, commit: boolean) => ({ params: { organisationId: root }, body: { fileName: 'x.csv', csv, commit } });
  say('org rows', orgs.length - 1);
  await clock('organisations dry', () => admin.call(importOrganisations, body(orgs.join('\n'), false)));
  await clock('organisations commit', () => admin.call(importOrganisations, body(orgs.join('\n'), true)));
  await clock('organisations again', () => admin.call(importOrganisations, body(orgs.join('\n'), true)));
  const rows = ['编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期'];
  for (let m = 0; m < 36065; m++) rows.push(`P${m},党员${m},${1940 + (m % 60)},B${m % 1685},,${m % 50 ? '正式' : '预备'},${m % 12 ? '' : '流动'},2001-07-01`);
  const csv = rows.join('\n');
  await clock('members dry', () => admin.call(importMembers, body(csv, false)));
  const r = await clock('members commit', () => admin.call(importMembers, body(csv, true)));
  say(r.created, r.refused, r.faults.slice(0, 2));

  const { default: pg } = await import('pg');
  const c = new pg.Client(house.database.connection('app')); await c.connect();
  const sup = new pg.Client(house.database.superuser()); await sup.connect();
  const paths = (await sup.query('select path::text from organisation where parent_id is null')).rows.map((r) => r.path);
  const place = (await sup.query("select path::text from organisation where parent_id is null and tree='place'")).rows[0].path;
  await c.query('begin'); await c.query('select muster_scope($1::text[], null)', [paths]);
  await c.query("set local statement_timeout = '60s'");
  const explain = async (q: string, args: unknown[]) => say((await c.query('explain ' + q, args)).rows.map((r) => r['QUERY PLAN']).join('\n'));
  await explain(`select p.id, m.id from person p left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null where p.region_id = 0 and (p.path <@ '${place}'::ltree or p.code = any ($1::text[]))`, [Array.from({length: 36000}, (_, i) => 'P' + i)]);
  await explain(`select p.id, m.id from person p left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null where p.region_id = 0 and (p.path <@ '${place}'::ltree)`, []);

  await explain(`select person_id from membership m where m.region_id = 0 and m.to_on is null and m.person_id = any($1::uuid[])`, [[]]);
  await explain(`select m.id from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    where m.region_id = 0 and m.to_on is null and m.path <@ '${place}'::ltree order by m.path, p.name, m.id limit 51`, []);
  await explain(`select id from organisation where path <@ '${place}'::ltree and region_id = 0`, []);
  await c.query('commit');
  await sup.query('analyze');
  await c.query('begin'); await c.query('select muster_scope($1::text[], null)', [paths]);
  say('ANALYZED');
  await explain(`select p.id, m.id from person p left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null where p.region_id = 0 and (p.path <@ '${place}'::ltree)`, []);
  await explain(`select m.id from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    where m.region_id = 0 and m.to_on is null and m.path <@ '${place}'::ltree order by m.path, p.name, m.id limit 51`, []);
  } catch (e) { say(e); } finally { await house.close(); }
});
