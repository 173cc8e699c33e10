import { covers, mayActOn, pathsWith } from '@muster/core/access';
import type { KnownOrganisation, OrganisationSurroundings } from '@muster/core/organisation';
import { sql } from 'kysely';
import { byThousands } from '../platform/by-thousands.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { fileWords } from './file-words.view.ts';
import { statedMembers, unitsServed } from './links.view.ts';
import type { Node } from './queries.ts';
import { unitClasses } from './unit-classes.ts';

type Row = Omit<KnownOrganisation, 'serves' | 'may' | 'isOwn'> & {
  readonly serves: KnownOrganisation['serves'] | null;
};

/**
 * What an import beneath a node may mean or change: everything beneath it, what that is linked to in the other tree (beneath a root: the
 * other root and all beneath), and whatever else the file names by a code. Their ids alone, so that the rest can be fetched
 * in parts; and whether nothing of the region is out of sight.
 */
export async function organisationsAround(
  tx: ReadTx,
  node: Node,
  named: readonly string[],
  { grants }: Pick<Actor, 'grants'>,
): Promise<{ readonly ids: readonly string[]; readonly seesAll: boolean }> {
  const codes = sql`${named}::text[]`;
  const otherTree =
    node.parentId === null
      ? sql`o.tree <> ${node.tree}`
      : sql`o.linked <@ ${node.place.path}::ltree or o.code = any (${codes}) or o.credit_code = any (${codes})`;
  const { rows } = await sql<{ id: string; root: string | null }>`
    select o.id, case when o.parent_id is null then o.path::text end as root from organisation o
    where o.region_id = ${node.regionId} and (o.path <@ ${node.place.path}::ltree or ${otherTree})`.execute(tx);
  const scope = pathsWith(grants, 'read');
  const roots = rows.flatMap(({ root }) => (root === null ? [] : [root]));
  const seesBoth = roots.length > 1 && roots.every((root) => scope.some((path) => covers(path, root)));
  return { ids: rows.map(({ id }) => id), seesAll: node.parentId === null && seesBoth };
}

/** What is known of these organisations. */
export async function surroundingsOf(
  tx: ReadTx,
  node: Node,
  ids: readonly string[],
  context: Pick<Context, 'actor' | 'said'>,
  fetched: (organisations: number) => void,
): Promise<Omit<OrganisationSurroundings, 'heldElsewhere'>> {
  const known: KnownOrganisation[] = [];
  for (const part of byThousands(ids, fetched)) known.push(...(await knownAmong(tx, node.regionId, part, context)));
  const base = known.find((each) => each.id === node.id);
  if (base === undefined) throw new Error('the node was there a moment ago');
  const counterpart =
    node.parentId === null ? known.find((each) => each.parentId === null && each !== base) : undefined;
  return {
    base,
    counterpart: counterpart ?? null,
    known,
    classes: await unitClasses(tx),
    words: await fileWords(tx, context, node),
  };
}

async function knownAmong(
  tx: ReadTx,
  regionId: number,
  ids: readonly string[],
  { actor }: Pick<Context, 'actor'>,
): Promise<readonly KnownOrganisation[]> {
  const { rows } = await sql<Row>`
    select o.id, o.tree, o.kind, o.parent_id as "parentId", o.path::text as path, o.linked::text[] as linked, o.name, o.code,
      o.credit_code as "creditCode", o.class_code as "classCode", o.state, o.operation, o.position, o.opened_on as "openedOn",
      o.closed_on is not null as "isClosed", exists (select from organisation_remedy m
        where m.region_id = o.region_id and m.organisation_id = o.id and m.ended_at is null) as "hasOpenRemedy"
    from organisation o where o.region_id = ${regionId} and o.id = any (${ids}::uuid[])`.execute(tx);
  const served = await unitsServed(
    tx,
    regionId,
    rows.filter(({ kind }) => kind === 'branch').map(({ id }) => id),
  );
  const stated = await statedMembers(tx, regionId, ids);
  const scope = pathsWith(actor.grants, 'read');
  return rows.map((row) => ({
    ...row,
    stated: stated.get(row.id) ?? null,
    serves: served.get(row.id) ?? [],
    may: mayActOn(actor.grants, 'manage-organisations', row),
    isOwn: scope.some((path) => covers(path, row.path)),
  }));
}
