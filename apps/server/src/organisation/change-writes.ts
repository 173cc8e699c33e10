import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { Node } from './queries.ts';

interface Changed {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface By {
  readonly by: { readonly personId: string; readonly personName: string };
  readonly on: CivilDate;
  readonly at: Date;
  readonly newId: () => string;
}

/** What was said of an organisation until now, kept beside what is said from now on. */
export async function writeChanges(
  tx: Tx,
  node: Pick<Node, 'regionId' | 'id' | 'place'>,
  changes: readonly Changed[],
  { by, on, at, newId }: By,
): Promise<void> {
  if (changes.length === 0) return;
  await tx
    .insertInto('organisation_change')
    .values(
      changes.map(({ field, before, after }) => ({
        region_id: node.regionId,
        id: newId(),
        organisation_id: node.id,
        field,
        value_before: before,
        value_after: after,
        on_date: on,
        changed_by: by.personId,
        changed_by_name: by.personName,
        recorded_at: at,
        path: node.place.path,
        linked: [...node.place.linked],
      })),
    )
    .execute();
}

/** Normal, weak, paralysed or empty from now on. */
export async function setState(
  tx: Tx,
  node: Pick<Node, 'regionId' | 'id' | 'place'>,
  { before, after }: { readonly before: string; readonly after: string },
  by: By,
): Promise<void> {
  if (before === after) return;
  await sql`update organisation set state = ${after} where region_id = ${node.regionId} and id = ${node.id}::uuid`.execute(
    tx,
  );
  await writeChanges(tx, node, [{ field: 'state', before, after }], by);
}

/** The same for all that an import is about to change. */
export async function writeImportedChanges(
  tx: Tx,
  rows: readonly object[],
  { regionId, at, on, by }: Pick<By, 'at' | 'on' | 'by'> & { readonly regionId: number },
): Promise<void> {
  await sql`
    insert into organisation_change (region_id, id, organisation_id, field, value_before, value_after, on_date, changed_by, changed_by_name,
      recorded_at, path, linked)
    select o.region_id, gen_random_uuid(), o.id, f.field, f.before, f.after, ${on}::date, ${by.personId}::uuid, ${by.personName},
      ${at}, o.path, o.linked
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, name text, code text, "creditCode" text, "classCode" text,
      state text, operation text)
    join organisation o on o.region_id = ${regionId} and o.id = r.id
    cross join lateral (values ('name', o.name, r.name), ('code', o.code, r.code), ('credit-code', o.credit_code, r."creditCode"),
      ('class', o.class_code, r."classCode"), ('state', o.state, r.state), ('operation', o.operation, r.operation)) f (field, before, after)
    where f.before is distinct from f.after`.execute(tx);
}
