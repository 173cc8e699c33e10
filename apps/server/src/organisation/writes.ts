import type { OrganisationPlan } from '@muster/core/organisation';
import { sql } from 'kysely';
import { byHundreds } from '../platform/by-thousands.ts';
import { countAgain } from '../platform/database/count-again.ts';
import type { Tx } from '../platform/database/db.ts';
import { counter, type Progress } from '../platform/progress.ts';
import { writeImportedChanges } from './change-writes.ts';
import { readingOfOrganisation } from './reading-of-organisation.ts';

interface Here {
  readonly regionId: number;
  readonly at: Date;
  readonly today: string;
  readonly source: string;
  readonly statedBy: { readonly personId: string; readonly personName: string };
  readonly progress: Progress;
}

type Writing = Omit<Here, 'progress'> & { readonly wrote: (rows: number) => void };

/** Everything that an import decided, in statements of a few hundred rows. */
export async function writePlan(tx: Tx, plan: OrganisationPlan, { progress, ...here }: Here): Promise<void> {
  const { created, changed, linked, ended, begun, claims } = plan;
  const isNew = new Set(created.map(({ id }) => id));
  const relinked = [...linked].filter(([id]) => !isNew.has(id)).map(([id, paths]) => ({ id, paths }));
  const steps = [created, changed, relinked, ended, begun, claims].reduce((sum, { length }) => sum + length, 0);
  const writing = { ...here, wrote: counter(progress, 'writing', steps, created.length + changed.length || steps) };
  await insertOrganisations(tx, plan, writing);
  await countAgain(tx, created.length, 'organisation', 'organisation_parent');
  await updateOrganisations(tx, plan, writing);
  await relink(tx, relinked, writing);
  await endLinks(tx, plan, writing);
  await beginLinks(tx, plan, writing);
  await countAgain(tx, begun.length, 'branch_serves_unit');
  await insertClaims(tx, plan, writing);
}

/** Parents come before what hangs under them. */
async function insertOrganisations(
  tx: Tx,
  { created, linked }: OrganisationPlan,
  { regionId, at, wrote }: Writing,
): Promise<void> {
  const rows = created.map((each) => ({ ...each, linked: linked.get(each.id) ?? [] }));
  for (const part of byHundreds(rows, wrote)) {
    const chunk = part.map((each) => ({ ...each, reading: readingOfOrganisation(each) }));
    await sql`
      insert into organisation (region_id, id, tree, kind, parent_id, path, linked, name, code, credit_code, class_code, state, operation, position, opened_on, recorded_at, reading)
      select ${regionId}, r.id, r.tree, r.kind, r."parentId", r.path, r.linked, r.name, r.code, r."creditCode", r."classCode", r.state, r.operation, r.position, r."openedOn", ${at}, r.reading
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, tree text, kind text, "parentId" uuid, path ltree, linked ltree[],
        name text, code text, "creditCode" text, "classCode" text, state text, operation text, position int, "openedOn" date, reading text)`.execute(
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
  { changed }: OrganisationPlan,
  { regionId, at, today, statedBy, wrote }: Writing,
): Promise<void> {
  for (const part of byHundreds(changed, wrote)) {
    const chunk = part.map((each) => ({ ...each, reading: readingOfOrganisation(each) }));
    await writeImportedChanges(tx, chunk, { regionId, at, on: today, by: statedBy });
    await sql`
      update organisation o set name = r.name, code = r.code, credit_code = r."creditCode", class_code = r."classCode", state = r.state, operation = r.operation, opened_on = r."openedOn", reading = r.reading
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, name text, code text, "creditCode" text, "classCode" text, state text, operation text, "openedOn" date, reading text)
      where o.region_id = ${regionId} and o.id = r.id`.execute(tx);
    await sql`
      update organisation_parent p set from_on = r."openedOn"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, "openedOn" date, "openedBefore" date)
      where p.region_id = ${regionId} and p.organisation_id = r.id and p.from_on = r."openedBefore" and r."openedOn" <> r."openedBefore"`.execute(
      tx,
    );
  }
}

async function relink(
  tx: Tx,
  relinked: readonly { readonly id: string; readonly paths: readonly string[] }[],
  { regionId, wrote }: Writing,
): Promise<void> {
  for (const chunk of byHundreds(relinked, wrote)) {
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

async function endLinks(tx: Tx, { ended }: OrganisationPlan, { regionId, today, wrote }: Writing): Promise<void> {
  for (const chunk of byHundreds(ended, wrote)) {
    await sql`
      update branch_serves_unit s set to_on = greatest(${today}::date, s.from_on)
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("branchId" uuid, "unitId" uuid)
      where s.region_id = ${regionId} and s.branch_id = r."branchId" and s.unit_id = r."unitId" and s.to_on is null`.execute(
      tx,
    );
  }
}

/** A link that ended today and begins today again never ended. */
async function beginLinks(tx: Tx, { begun }: OrganisationPlan, { regionId, wrote }: Writing): Promise<void> {
  for (const chunk of byHundreds(begun, wrote)) {
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
  { regionId, at, source, statedBy, wrote }: Writing,
): Promise<void> {
  const rows = claims.map((each) => ({ ...each, linked: linked.get(each.organisationId) ?? [] }));
  for (const chunk of byHundreds(rows, wrote)) {
    await sql`
      insert into organisation_claim (region_id, id, organisation_id, measure, stated, source, stated_by, stated_by_name, path, linked, recorded_at)
      select ${regionId}, r.id, r."organisationId", 'members', r.stated, ${source}, ${statedBy.personId}::uuid, ${statedBy.personName}, r.path, r.linked, ${at}
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r(id uuid, "organisationId" uuid, stated int, path ltree, linked ltree[])`.execute(
      tx,
    );
  }
}
