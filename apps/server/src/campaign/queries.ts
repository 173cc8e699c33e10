import { campaignsReadAt, covers, type Place, type PlaceInCampaign } from '@muster/core/access';
import type { Bilingual, PinnedCondition, Playbook } from '@muster/core/campaign';
import { refuse, type CivilDate } from '@muster/core/kernel';
import { campaignHeader } from '@muster/contract/campaign';
import { sql, type RawBuilder } from 'kysely';
import type { Refused } from '../platform/command.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Participation } from './participations.ts';
import { storedPlaybooks, type Lineage } from './stored-playbooks.ts';

export interface CampaignState {
  readonly id: string;
  readonly regionId: number;
  readonly rootId: string;
  readonly path: string;
  readonly name: Bilingual;
  readonly startedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  /** By whom, when and why; set with `closedOn`. */
  readonly closing: { readonly by: string; readonly at: Date; readonly reason: string } | null;
  readonly playbookId: string;
  readonly playbookVersion: string;
  /** The documents of its playbook, from above, by the hashes of their contents. */
  readonly lineage: Lineage;
  /** What holds in all of it; what holds at a unit besides is asked of `effectivePlaybooks`. */
  readonly playbook: Playbook;
}

export async function campaignAtHand(tx: ReadTx, at: At, asking: Asking): Promise<CampaignState | null> {
  const id = await idAtHand(tx, at, asking);
  return id === null ? null : findCampaign(tx, id);
}

/**
 * What is at hand at a node: of the campaigns that run there the one asked for, else the one begun last; where a single unit takes
 * part in one, or a branch serves such a unit, that one goes before others. A closed one only where it is asked for or nothing runs.
 */
export function idAtHand(tx: ReadTx, at: At, asking: Asking): Promise<string | null> {
  return firstAt(tx, at, asking, readableAt(at, asking));
}

/** What somebody means to act in: as what is at hand, but the one asked for also where it is not theirs; who permits it refuses that. */
export function idMeant(tx: ReadTx, at: At, asking: Asking): Promise<string | null> {
  return firstAt(tx, at, asking, sql`(${readableAt(at, asking)} or c.id = ${askedOf(asking)}::uuid)`);
}

/** A team looks at its own campaign; who has an office, or belongs there, at all of them (null). */
function ownAmong({ actor }: Pick<Asking, 'actor'>, place: Place): ReadonlySet<string> | null {
  const isHome = [place.path, ...place.linked].some((path) => actor.home.includes(path));
  return isHome ? null : campaignsReadAt(actor.grants, place);
}

/** Whether somebody to whom row security shows a thing of a campaign may look at it. */
export function readsAbout(asking: Pick<Asking, 'actor'>, place: PlaceInCampaign): boolean {
  return place.campaignId === null || (ownAmong(asking, place)?.has(place.campaignId) ?? true);
}

function readableAt({ place }: At, asking: Asking): RawBuilder<boolean> {
  const own = ownAmong(asking, place);
  return own === null ? sql`true` : sql`c.id = any (${[...own]}::uuid[])`;
}

async function firstAt(
  tx: ReadTx,
  { place: { path, linked } }: At,
  asking: Asking,
  among: RawBuilder<boolean>,
): Promise<string | null> {
  const [at, others] = [sql`${path}::ltree`, sql`${[...linked]}::text[]::ltree[]`];
  const { rows } = await first(at, others, asking, among).execute(tx);
  return rows[0]?.id ?? null;
}

/** The campaign that goes before others at a place and its linked ones, of those among which one looks. */
function first(
  at: RawBuilder<unknown>,
  others: RawBuilder<unknown>,
  asking: Asking,
  among: RawBuilder<boolean>,
): RawBuilder<{ readonly id: string }> {
  return sql`
    select c.id from campaign c
    where c.id in (select campaigns_at(${at}, ${others})) and ${among}
    order by c.id is not distinct from ${askedOf(asking)}::uuid desc, c.closed_on is null desc,
      campaign_has_part_at(c.id, array_prepend(${at}, ${others})) desc, c.started_on desc, c.id desc
    limit 1`;
}

/** What is at hand at each of these, in their order; see `idAtHand`. */
async function idsAtHand(tx: ReadTx, ats: readonly At[], asking: Asking): Promise<readonly (string | null)[]> {
  const asked = ats.map(({ place }, position) => {
    const own = ownAmong(asking, place);
    return { position, path: place.path, linked: place.linked, own: own === null ? null : [...own] };
  });
  const here = sql<boolean>`(a.own is null or c.id = any (a.own))`;
  const { rows } = await sql<{ readonly position: number; readonly id: string }>`
    select a.position, f.id
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (position int, path ltree, linked ltree[], own uuid[])
    cross join lateral (${first(sql`a.path`, sql`a.linked`, asking, here)}) f`.execute(tx);
  const found = new Map(rows.map(({ position, id }) => [position, id]));
  return ats.map((_, position) => found.get(position) ?? null);
}

/** What is at hand at each of these, in their order. */
export async function campaignsAtHand(
  tx: ReadTx,
  ats: readonly At[],
  asking: Asking,
): Promise<readonly (CampaignState | null)[]> {
  const ids = await idsAtHand(tx, ats, asking);
  const wanted = sql<boolean>`c.id = any (${[...new Set(ids)].filter((id) => id !== null)}::uuid[])`;
  const states = await statesOf(tx, await campaignRows(tx).where(wanted).execute());
  const byId = new Map(states.map((state) => [state.id, state]));
  return ids.map((id) => (id === null ? null : (byId.get(id) ?? null)));
}

/** The campaigns at a node that one may look at, running and closed, the latest first. */
export async function idsAt(tx: ReadTx, at: At, asking: Asking): Promise<string[]> {
  const { path, linked } = at.place;
  const { rows } = await sql<{ readonly id: string }>`
    select c.id from campaign c where c.id in (select campaigns_at(${path}::ltree, ${[...linked]}::text[]::ltree[]))
      and ${readableAt(at, asking)}
    order by c.started_on desc, c.id desc`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A node as far as campaigns look at it. */
export type At = { readonly place: Place };

/** The campaign that a request asks for by its header; whether it is at the place is another matter. */
export function askedOf({ said }: Pick<Asking, 'said'>): string | null {
  return said(campaignHeader);
}

/** The campaign that a request asks for where no place is in question; one that there is not is passed over. */
export async function askedAmongAll(tx: ReadTx, asking: Asking): Promise<string | null> {
  const asked = askedOf(asking);
  if (asked === null) return null;
  const row = await tx.selectFrom('campaign').select('id').where('id', '=', asked).executeTakeFirst();
  return row?.id ?? null;
}

/** What every act in a closed campaign is refused with; it can still be read. */
export function refuseClosed({ closedOn }: { readonly closedOn: CivilDate | null }): Refused | null {
  return closedOn === null ? null : refuse('campaign-closed');
}

export async function findCampaign(tx: ReadTx, id: string): Promise<CampaignState | null> {
  const row = await campaignRows(tx).where('c.id', '=', id).executeTakeFirst();
  return row === undefined ? null : ((await statesOf(tx, [row]))[0] ?? null);
}

/** All campaigns, the latest first. */
export async function allCampaigns(tx: ReadTx): Promise<CampaignState[]> {
  return statesOf(tx, await campaignRows(tx).execute());
}

/** The playbook of each campaign, by the campaign's id. */
export async function playbooksOf(tx: ReadTx, campaignIds: readonly string[]): Promise<ReadonlyMap<string, Playbook>> {
  if (campaignIds.length === 0) return new Map();
  const states = await statesOf(tx, await campaignRows(tx).where('c.id', 'in', campaignIds).execute());
  return new Map(states.map((state) => [state.id, state.playbook]));
}

/** Where the campaigns are rooted that run at, above or beneath a place. */
export async function runningAround(tx: ReadTx, path: string): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select distinct path::text as path from campaign
    where closed_on is null and (path @> ${path}::ltree or path <@ ${path}::ltree)`.execute(tx);
  return rows.map((row) => row.path);
}

export async function playbookExists(tx: ReadTx, id: string): Promise<boolean> {
  return (await tx.selectFrom('playbook').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

export interface StoredDocument {
  readonly id: string;
  readonly code: string;
  readonly version: string;
  readonly lineage: Lineage;
  /** Code of the document that it extends; null for a playbook. */
  readonly extendsCode: string | null;
}

export async function storedDocument(tx: ReadTx, id: string): Promise<StoredDocument | null> {
  return (await documents(tx).where('p.id', '=', id).executeTakeFirst()) ?? null;
}

/** Every layer that was loaded, by code, the latest first. */
export function storedLayers(tx: ReadTx): Promise<(StoredDocument & { readonly title: Playbook['title'] })[]> {
  return documents(tx)
    .select(sql<Playbook['title']>`p.body -> 'title'`.as('title'))
    .where('p.extends_id', 'is not', null)
    .orderBy('p.code')
    .orderBy('p.loaded_at', 'desc')
    .execute();
}

function documents(tx: ReadTx) {
  return tx
    .selectFrom('playbook as p')
    .leftJoin('playbook as above', 'above.id', 'p.extends_id')
    .select(['p.id', 'p.code', 'p.version', 'above.code as extendsCode'])
    .select(sql<string[]>`playbook_lineage(p.id)`.as('lineage'));
}

export async function playbookVersion(
  tx: ReadTx,
  { code, version }: Pick<Playbook, 'code' | 'version'>,
): Promise<{ readonly id: string; readonly sha256: Buffer; readonly lineage: Lineage } | null> {
  const row = await tx
    .selectFrom('playbook')
    .select(['id', 'sha256'])
    .select(sql<string[]>`playbook_lineage(id)`.as('lineage'))
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether a node of either tree lies within a campaign. */
export function isWithin(campaign: Pick<CampaignState, 'path'>, { place }: { readonly place: Place }): boolean {
  return [place.path, ...place.linked].some((path) => covers(campaign.path, path));
}

export async function batchNumberTaken(tx: ReadTx, campaignId: string, number: number): Promise<boolean> {
  const row = await tx
    .selectFrom('batch')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row !== undefined;
}

function campaignRows(tx: ReadTx) {
  return tx
    .selectFrom('campaign as c')
    .innerJoin('playbook as p', 'p.id', 'c.playbook_id')
    .select([
      'c.id',
      'c.root_region_id',
      'c.root_id',
      'c.path',
      'c.name_zh',
      'c.name_en',
      'c.started_on',
      'c.closed_on',
      'c.closed_at',
      'c.closed_by_name',
      'c.close_reason',
    ])
    .select('c.playbook_id')
    .select(sql<string[]>`playbook_lineage(c.playbook_id)`.as('lineage'))
    .orderBy('c.started_on', 'desc')
    .orderBy('c.id', 'desc');
}

type CampaignRow = Awaited<ReturnType<ReturnType<typeof campaignRows>['execute']>>[number];

async function statesOf(tx: ReadTx, rows: readonly CampaignRow[]): Promise<CampaignState[]> {
  const playbookOf = await storedPlaybooks(
    tx,
    rows.map((row) => row.lineage),
  );
  return rows.map((row) => {
    const { playbook } = playbookOf(row.lineage);
    return {
      id: row.id,
      regionId: row.root_region_id,
      rootId: row.root_id,
      path: row.path,
      name: { zh: row.name_zh, en: row.name_en },
      startedOn: row.started_on,
      closedOn: row.closed_on,
      closing:
        row.closed_at === null
          ? null
          : { by: row.closed_by_name ?? '', at: row.closed_at, reason: row.close_reason ?? '' },
      playbookId: row.playbook_id,
      playbookVersion: playbook.version,
      lineage: row.lineage,
      playbook,
    };
  });
}

/** What a unit is judged by in a stage, as it was pinned when the stage opened; empty for a stage that lies ahead. */
export async function conditionsOf(
  tx: ReadTx,
  participation: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
): Promise<readonly PinnedCondition[]> {
  return (await conditionsIn(tx, [{ ...participation, stageCode }])).get(participation.id) ?? [];
}

/** The same of several, each in a stage of its own, by their ids: one query. */
export async function conditionsIn(
  tx: ReadTx,
  wanted: readonly (Pick<Participation, 'regionId' | 'id'> & { readonly stageCode: string })[],
): Promise<ReadonlyMap<string, readonly PinnedCondition[]>> {
  if (wanted.length === 0) return new Map();
  const [regions, ids, stages] = [
    wanted.map(({ regionId }) => regionId),
    wanted.map(({ id }) => id),
    wanted.map(({ stageCode }) => stageCode),
  ];
  const rows = await tx
    .selectFrom('stage_condition')
    .select(['participation_id', 'condition_code', 'position', 'measure', 'is_hard', 'applies', 'member_needs'])
    .select(['threshold_num', 'threshold_den', 'present_num', 'present_den', 'subject', 'layer'])
    .select(sql<PinnedCondition['grain']>`grain`.as('grain'))
    .select(sql<PinnedCondition['comparison']>`comparison`.as('comparison'))
    .where(
      sql<boolean>`(region_id, participation_id, stage_code) in (select * from unnest(${regions}::int[], ${ids}::uuid[], ${stages}::text[]))`,
    )
    .orderBy('position')
    .execute();
  const conditionOf = (row: (typeof rows)[number]): PinnedCondition => ({
    code: row.condition_code,
    position: row.position,
    measure: row.measure,
    grain: row.grain,
    isHard: row.is_hard,
    applies: row.applies,
    memberNeeds: row.member_needs,
    comparison: row.comparison,
    threshold:
      row.threshold_num === null || row.threshold_den === null
        ? null
        : { num: row.threshold_num, den: row.threshold_den },
    present:
      row.present_num === null || row.present_den === null ? null : { num: row.present_num, den: row.present_den },
    subject: row.subject,
    layer: row.layer,
  });
  const byPart = Map.groupBy(rows, (row) => row.participation_id);
  return new Map([...byPart].map(([id, those]) => [id, those.map(conditionOf)]));
}
