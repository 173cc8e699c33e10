import type { TestDatabase } from '@muster/server/testing';
import { withClient } from '@muster/server/testing';

/** Everything a person would want to see change in a review, a line each, in an order that no server's history disturbs. */
const QUESTIONS: readonly (readonly [title: string, sql: string])[] = [
  ['extensions', `select extname as line from pg_extension order by 1`],
  [
    'tables',
    `select c.oid::regclass || ' ' || case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end
         || case when c.relrowsecurity then ' row-security' else '' end || case when c.relforcerowsecurity then ' forced' else '' end
         || coalesce(' (' || array_to_string(c.reloptions, ', ') || ')', '') as line
       from pg_class c join ours n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm') order by 1`,
  ],
  [
    'columns',
    `select c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || case when a.attnotnull then ' not null' else '' end
         || coalesce(case a.attgenerated when '' then ' default ' else ' generated ' end || pg_get_expr(d.adbin, d.adrelid), '') as line
       from pg_class c join ours n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped order by c.oid::regclass::text, a.attname`,
  ],
  [
    'constraints',
    `select k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
       from pg_constraint k join ours n on n.oid = k.connamespace where k.conrelid <> 0 and k.contype <> 'n' order by 1`,
  ],
  [
    'indexes',
    `select pg_get_indexdef(i.indexrelid) as line
       from pg_index i join pg_class c on c.oid = i.indrelid join ours n on n.oid = c.relnamespace order by i.indexrelid::regclass::text`,
  ],
  [
    'policies',
    `select p.polrelid::regclass || ' ' || p.polname || ' ' || case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end
         || ' to ' || array_to_string(array(select case when r = 0 then 'public' else r::regrole::text end from unnest(p.polroles) r order by 1), ', ')
         || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '') || coalesce(' check ' || pg_get_expr(p.polwithcheck, p.polrelid), '') as line
       from pg_policy p join pg_class c on c.oid = p.polrelid join ours n on n.oid = c.relnamespace order by 1`,
  ],
  [
    'functions',
    `select p.oid::regprocedure || ' returns ' || coalesce(pg_get_function_result(p.oid), 'nothing') || case when p.prosecdef then ' security definer' else '' end
         || coalesce(' set ' || array_to_string(p.proconfig, ', '), '') || ' body ' || left(encode(sha256(convert_to(coalesce(p.prosrc, '') || coalesce(pg_get_function_sqlbody(p.oid), ''), 'UTF8')), 'hex'), 16) as line
       from pg_proc p join ours n on n.oid = p.pronamespace
      where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
  ],
  [
    'triggers',
    `select pg_get_triggerdef(t.oid) as line
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal order by 1`,
  ],
  [
    'grants on tables',
    `select c.oid::regclass || ' ' || coalesce(nullif(a.grantee, 0)::regrole::text, 'public') || ' ' || string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as line
       from pg_class c join ours n on n.oid = c.relnamespace cross join aclexplode(c.relacl) a
      where c.relkind in ('r', 'p', 'v', 'm') and a.grantee <> c.relowner group by c.oid, a.grantee order by 1`,
  ],
  [
    'grants on columns',
    `select c.oid::regclass || '.' || t.attname || ' ' || coalesce(nullif(a.grantee, 0)::regrole::text, 'public') || ' ' || string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as line
       from pg_class c join ours n on n.oid = c.relnamespace join pg_attribute t on t.attrelid = c.oid cross join aclexplode(t.attacl) a
      group by c.oid, t.attname, a.grantee order by 1`,
  ],
  [
    'grants on functions',
    `select p.oid::regprocedure || ' ' || coalesce(nullif(a.grantee, 0)::regrole::text, 'public') || ' ' || string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as line
       from pg_proc p join ours n on n.oid = p.pronamespace cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where a.grantee <> p.proowner and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') group by p.oid, a.grantee order by 1`,
  ],
];

/** A readable, deterministic picture of the schema, read from the catalogue and not from the migrations. */
export function snapshot(database: TestDatabase): Promise<string> {
  return withClient(database.superuser(), async (client) => {
    const parts = ['Written by tools/src/generate-schema.ts from a freshly migrated database. Not to be edited.'];
    for (const [title, sql] of QUESTIONS) {
      const { rows } = await client.query<{ line: string }>(
        `with ours as (select oid from pg_namespace where nspname = 'public') ${sql}`,
      );
      parts.push(`\n[${title}]`, ...rows.map((row) => row.line.replaceAll(/\s+/g, ' ')));
    }
    return `${parts.join('\n')}\n`;
  });
}
