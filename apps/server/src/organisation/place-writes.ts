import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

export interface PathMove {
  readonly oldPath: string;
  readonly newPath: string;
}

/** Everything that belongs beneath the old paths, in every slice's tables, and the figures of the nodes above. */
export async function movePlaces(tx: Tx, regionId: number, moves: readonly PathMove[]): Promise<void> {
  if (moves.length === 0) return;
  const oldPaths = moves.map(({ oldPath }) => oldPath);
  const newPaths = moves.map(({ newPath }) => newPath);
  await sql`select organisation_replace_paths(${regionId}::int, ${oldPaths}::ltree[], ${newPaths}::ltree[])`.execute(
    tx,
  );
}

export interface Reparenting {
  readonly regionId: number;
  readonly ids: readonly string[];
  readonly parentId: string;
  readonly on: CivilDate;
  readonly reason: string;
  readonly by: { readonly personId: string; readonly personName: string };
  readonly at: Date;
}

/** The old link ends on the day and a new one begins, or the link of that very day is put right. The places are moved already. */
export async function reparent(tx: Tx, { regionId, ids, parentId, on, reason, by, at }: Reparenting): Promise<void> {
  if (ids.length === 0) return;
  const changed = sql`${[...ids]}::uuid[]`;
  await endParentLinks(tx, { regionId, ids, on, ofEarlierDays: true });
  await sql`
    update organisation o set parent_id = ${parentId}::uuid, position = last.position + r.place
    from (select coalesce(max(position), 0) as position from organisation where region_id = ${regionId} and parent_id = ${parentId}::uuid) last,
      unnest(${changed}) with ordinality r (id, place)
    where o.region_id = ${regionId} and o.id = r.id`.execute(tx);
  await sql`
    insert into organisation_parent as p (region_id, organisation_id, from_on, parent_id, path, linked, reason, moved_by, moved_by_name, recorded_at)
    select region_id, id, ${on}::date, parent_id, path, linked, ${reason}, ${by.personId}::uuid, ${by.personName}, ${at}
    from organisation where region_id = ${regionId} and id = any (${changed})
    on conflict (region_id, organisation_id, from_on) do update set parent_id = excluded.parent_id, path = excluded.path,
      linked = excluded.linked, to_on = null, reason = excluded.reason, moved_by = excluded.moved_by,
      moved_by_name = excluded.moved_by_name, recorded_at = excluded.recorded_at`.execute(tx);
}

/** With the name of that day, for those who answered for it then and see it no more. */
export async function endParentLinks(
  tx: Tx,
  {
    regionId,
    ids,
    on,
    ofEarlierDays,
  }: Pick<Reparenting, 'regionId' | 'ids' | 'on'> & { readonly ofEarlierDays: boolean },
): Promise<void> {
  await sql`
    update organisation_parent p set to_on = ${on}::date, name = o.name, kind = o.kind, linked = p.linked || above.path
    from organisation o, organisation above
    where p.region_id = ${regionId} and p.organisation_id = any (${[...ids]}::uuid[]) and p.to_on is null
      and (p.from_on < ${on}::date or not ${ofEarlierDays}::boolean)
      and o.region_id = p.region_id and o.id = p.organisation_id and above.region_id = p.region_id and above.id = p.parent_id`.execute(
    tx,
  );
}

/** What both ends of links see of each other, worked out anew. */
export async function refreshLinks(tx: Tx, regionId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`select organisation_refresh_links(${regionId}::int, ${[...ids]}::uuid[])`.execute(tx);
}
