import { withClient, type TestDatabase } from '@muster/server/testing';

/** Each rule asks the catalogue for its breaches: what breaks it, in words that continue "schema: …". */
const RULES: readonly string[] = [
  // Rows are spread by region: a key that does not begin with it could not be checked where the row is stored.
  `select t.name || '.region_id must be not null' from tables t join pg_attribute a on a.attrelid = t.oid
    where a.attname = 'region_id' and not a.attnotnull`,
  `select i.indexrelid::regclass || ' must begin with region_id' from tables t join pg_index i on i.indrelid = t.oid
    where t.region is not null and (i.indisunique or i.indisexclusion) and i.indkey[0] <> t.region`,
  `select t.name || ' ' || k.conname || ' must begin with region_id on both sides' from tables t
     join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join tables o on o.oid = k.confrelid
    where t.region is not null and o.region is not null and (k.conkey[1] <> t.region or k.confkey[1] <> o.region)`,
  `select t.name || ' ' || k.conname || ' points from a table without region_id to one with it' from tables t
     join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join tables o on o.oid = k.confrelid
    where t.region is null and o.region is not null and o.name <> 'region'
      and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attnum = k.conkey[1] and a.attname like '%region_id')`,
  // The name is what a refusal is made from, and an unnamed foreign key is not checked on the shards.
  `select t.name || ' ' || k.conname || ' must be named ' || t.name || '__rule' from tables t
     join pg_constraint k on k.conrelid = t.oid
    where k.contype in ('c', 'u', 'f', 'x') and not starts_with(k.conname, t.name || '__')`,
  `select t.name || ' ' || i.indexrelid::regclass || ' is unique and must be named ' || t.name || '__rule' from tables t
     join pg_index i on i.indrelid = t.oid join pg_class c on c.oid = i.indexrelid
    where i.indisunique and not i.indisprimary and not starts_with(c.relname, t.name || '__')`,
  // A counter restarts at 1 when a table is spread.
  `select t.name || '.' || a.attname || ' counts by itself: ids are made by the application' from tables t
     join pg_attribute a on a.attrelid = t.oid left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    where a.attnum > 0 and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%nextval(%')`,
  `select t.name || ' has no row security' from tables t where not t.secured`,
  `select t.name || ' policy ' || p.polname || ' contains a subquery' from tables t join pg_policy p on p.polrelid = t.oid
    where concat(pg_get_expr(p.polqual, t.oid), ' ', pg_get_expr(p.polwithcheck, t.oid)) ~* '\\yselect\\y'`,
  `select c.oid::regclass || ' must be a view with security_invoker' from pg_class c
    where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace
      and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
  // Nobody types a figure that the system can count.
  `select t.name || '.' || a.attname || ' holds a figure: only rollup_*, tally_* and *_claim may' from tables t
     join pg_attribute a on a.attrelid = t.oid
    where a.attnum > 0 and not a.attisdropped and a.attname ~ '_(count|total|rate)$' and t.name !~ '^(rollup|tally)_|_claim$'`,
];

const TABLES = `with tables as (
  select c.oid, c.relname::text as name, c.relrowsecurity as secured,
         (select a.attnum from pg_attribute a where a.attrelid = c.oid and a.attname = 'region_id') as region
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace)`;

/** What the schema breaks of the rules for growing to many regions and for honest figures, one sentence each. */
export function ruleFaults(database: Pick<TestDatabase, 'superuser'>): Promise<string[]> {
  return withClient(database.superuser(), async (client) => {
    const faults: string[] = [];
    for (const rule of RULES) {
      const { rows } = await client.query<{ fault: string }>(
        `${TABLES} select b.fault from (${rule}) as b (fault) order by 1`,
      );
      faults.push(...rows.map((row) => row.fault));
    }
    return faults;
  });
}
