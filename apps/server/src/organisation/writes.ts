import type { OrganisationPlan } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

interface Here {
  readonly regionId: number;
  readonly at: Date;
  readonly today: string;
  readonly source: string;
}

/** Everything that an import decided, in as many statements as there are thousands of rows. */
export async function writePlan(tx: Tx, plan: OrganisationPlan, here: Here): Promise<void> {
  await insertOrganisations(tx, plan, here);
  await updateOrganisations(tx, plan, here);
  await endLinks(tx, plan, here);
  await beginLinks(tx, plan, here);
  await insertClaims(tx, plan, here);
}

/** Parents come before what hangs under them. */
async function insertOrganisations(
  tx: Tx,
  { created, linked }: OrganisationPlan,
  { regionId, at }: Here,
): Promise<void> {
  const rows = created.map((each) => ({ ...each, linked: linked.get(each.id) ?? [] }));
  for (const chunk of chunks(rows)) {
    await sql`
      insert into organisation (region_id, id, tree, kind, parent_id, path, linked, name, code, credit_code, class_code, state, position, opened_on, recorded_at)
      select ${regionId}, r.id, r.tree, r.kind, r."parentId", r.path, r.linked, r.name, r.code, r."creditCode", r."classCode", r.state, r.position, r."openedOn", ${at}
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, tree text, kind text, "parentId" uuid, path ltree, linked ltree[],
        name text, code text, "creditCode" text, "classCode" text, state text, position int, "openedOn" date)`.execute(
      tx,
    );
    await sql`
      insert into organisation_parent (region_id, organisation_id, from_on, parent_id, path, linked)
      select ${regionId}, r.id, r."openedOn", r."parentId", r.path, r.linked
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, "parentId" uuid, path ltree, linked ltree[], "openedOn" date)`.execute(
      tx,
    );
  }
}

async function updateOrganisations(
  tx: Tx,
  { changed, created, linked }: OrganisationPlan,
  { regionId }: Here,
): Promise<void> {
  for (const chunk of chunks(changed)) {
    await sql`
      update organisation o set name = r.name, code = r.code, credit_code = r."creditCode", class_code = r."classCode", state = r.state, opened_on = r."openedOn"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, name text, code text, "creditCode" text, "classCode" text, state text, "openedOn" date)
      where o.region_id = ${regionId} and o.id = r.id`.execute(tx);
    await sql`
      update organisation_parent p set from_on = r."openedOn"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, "openedOn" date, "openedBefore" date)
      where p.region_id = ${regionId} and p.organisation_id = r.id and p.from_on = r."openedBefore" and r."openedOn" <> r."openedBefore"`.execute(
      tx,
    );
  }
  const isNew = new Set(created.map(({ id }) => id));
  const relinked = [...linked].filter(([id]) => !isNew.has(id)).map(([id, paths]) => ({ id, paths }));
  for (const chunk of chunks(relinked)) {
    const rows = sql`json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, paths ltree[])`;
    await sql`update organisation o set linked = r.paths from ${rows} where o.region_id = ${regionId} and o.id = r.id`.execute(
      tx,
    );
    await sql`
      update organisation_parent p set linked = r.paths from ${rows}
      where p.region_id = ${regionId} and p.organisation_id = r.id and p.to_on is null`.execute(tx);
    await sql`select organisation_relink(${regionId}::int, ${chunk.map(({ id }) => id)}::uuid[])`.execute(tx);
  }
}

async function endLinks(tx: Tx, { ended }: OrganisationPlan, { regionId, today }: Here): Promise<void> {
  for (const chunk of chunks(ended)) {
    await sql`
      update branch_serves_unit s set to_on = greatest(${today}::date, s.from_on)
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("branchId" uuid, "unitId" uuid)
      where s.region_id = ${regionId} and s.branch_id = r."branchId" and s.unit_id = r."unitId" and s.to_on is null`.execute(
      tx,
    );
  }
}

/** A link that ended today and begins today again never ended. */
async function beginLinks(tx: Tx, { begun }: OrganisationPlan, { regionId }: Here): Promise<void> {
  for (const chunk of chunks(begun)) {
    await sql`
      insert into branch_serves_unit as s (region_id, branch_id, unit_id, from_on, is_host, path, party_path)
      select ${regionId}, r."branchId", r."unitId", r."fromOn", r."isHost", r.path, r."partyPath"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("branchId" uuid, "unitId" uuid, "fromOn" date, "isHost" boolean, path ltree, "partyPath" ltree)
      on conflict (region_id, branch_id, unit_id, from_on) do update set to_on = null, is_host = excluded.is_host`.execute(
      tx,
    );
  }
}

async function insertClaims(
  tx: Tx,
  { claims, linked }: OrganisationPlan,
  { regionId, at, source }: Here,
): Promise<void> {
  const rows = claims.map((each) => ({ ...each, linked: linked.get(each.organisationId) ?? [] }));
  for (const chunk of chunks(rows)) {
    await sql`
      insert into organisation_claim (region_id, id, organisation_id, measure, stated, source, path, linked, recorded_at)
      select ${regionId}, r.id, r."organisationId", 'members', r.stated, ${source}, r.path, r.linked, ${at}
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, "organisationId" uuid, stated int, path ltree, linked ltree[])`.execute(
      tx,
    );
  }
}

function chunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / 1000) }, (_, index) =>
    rows.slice(index * 1000, (index + 1) * 1000),
  );
}
