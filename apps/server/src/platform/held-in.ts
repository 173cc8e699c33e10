import type { Grant, Verb } from '@muster/core/access';
import { sql, type RawBuilder } from 'kysely';

/** Where a row of a campaign says its place, and its campaign. */
interface Columns {
  readonly path: RawBuilder<unknown>;
  readonly linked: RawBuilder<unknown>;
  readonly campaign: RawBuilder<unknown>;
}

/** The columns of a table, by the name that it has in the query. */
export const columnsOf = (table: string): Columns => ({
  path: sql.ref(`${table}.path`),
  linked: sql.ref(`${table}.linked`),
  campaign: sql.ref(`${table}.campaign_id`),
});

/** Of a row: whether one of the verbs is held where it stands, in its campaign; as `mayActOn` answers for one. */
export function heldIn(grants: readonly Grant[], verbs: readonly Verb[], columns: Columns): RawBuilder<boolean> {
  const held = grants.filter((grant) => verbs.includes(grant.verb));
  const whole = [...new Set(held.filter((grant) => grant.campaignId === null).map((grant) => grant.path))];
  const one = held.filter((grant) => grant.campaignId !== null);
  const { path, linked, campaign } = columns;
  const anywhere = sql<boolean>`${path} <@ any (${whole}::text[]::ltree[]) or ${linked} <@ any (${whole}::text[]::ltree[])`;
  if (one.length === 0) return sql`(${anywhere})`;
  return sql`(${anywhere} or exists (
    select from unnest(${one.map((grant) => grant.path)}::text[]::ltree[], ${one.map((grant) => grant.campaignId)}::uuid[]) held (path, campaign)
    where held.campaign = ${campaign} and (${path} <@ held.path or ${linked} <@ held.path)))`;
}

/** Of a row that row security shows: whether one may read there about its campaign. Nothing is asked of those who are in no team. */
export function seenIn(grants: readonly Grant[], columns: Columns): RawBuilder<boolean> {
  return grants.every((grant) => grant.campaignId === null) ? sql`true` : heldIn(grants, ['read'], columns);
}
