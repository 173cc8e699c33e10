import type { RouteAnswer } from '@muster/contract';
import type { listHeldFor } from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import { formsOf, type Playbook } from '@muster/core/campaign';
import { sql } from 'kysely';
import { findCampaign, playbookAt } from '../../campaign/index.ts';
import type { Actor } from '../../platform/identity.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import type { ActivityRow } from '../queries.ts';

export interface HeldForRow {
  readonly region_id: number;
  readonly id: string;
  readonly activity_id: string;
  readonly organisation_id: string;
  readonly place_name: string;
  readonly place_path: string;
  readonly named_by_name: string;
  readonly recorded_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by_name: string | null;
  readonly withdrawn_reason: string | null;
}

/** Of an activity, the places from above; or one of them. */
export async function heldForOf(
  tx: ReadTx,
  wanted: { readonly activityId: string } | { readonly id: string },
): Promise<readonly HeldForRow[]> {
  const [activity, naming] = 'id' in wanted ? [null, wanted.id] : [wanted.activityId, null];
  const { rows } = await sql<HeldForRow>`
    select * from study_held_for(${activity}::uuid, ${naming}::uuid)`.execute(tx);
  return rows;
}

/** Whether a kind, or a kind whose form it is, is held by every level. */
export function isOfEveryLevel(kind: string, { activityKinds }: Playbook): boolean {
  return activityKinds.some(
    ({ code, isMobilisation }) => isMobilisation && formsOf(code, activityKinds).includes(kind),
  );
}

/** What an activity was held for, and for which other places whoever asks may say so. */
export async function heldForAnswer(
  tx: ReadTx,
  activity: ActivityRow,
  { grants }: Pick<Actor, 'grants'>,
): Promise<RouteAnswer<typeof listHeldFor>> {
  const rows = await heldForOf(tx, { activityId: activity.id });
  const campaign = await findCampaign(tx, activity.campaign_id);
  const runs = campaign?.closedOn === null;
  const mayManage = (path: string): boolean =>
    runs && mayActOn(grants, 'manage-campaign', { path, linked: [], campaignId: activity.campaign_id });
  const said = new Set(rows.flatMap((row) => (row.withdrawn_at === null ? [row.organisation_id] : [])));
  const playbook = campaign && (await playbookAt(tx, campaign, { path: activity.path, linked: [activity.party_path] }));
  const mayBeHeldFor = activity.voided_at === null && playbook !== null && isOfEveryLevel(activity.kind, playbook);
  const above = mayBeHeldFor ? await placesAbove(tx, activity) : [];
  return {
    heldFor: rows.map((row) => ({
      id: row.id,
      place: { id: row.organisation_id, name: row.place_name },
      by: row.named_by_name,
      at: row.recorded_at.toISOString(),
      withdrawn:
        row.withdrawn_at === null
          ? null
          : { at: row.withdrawn_at.toISOString(), by: row.withdrawn_by_name ?? '', reason: row.withdrawn_reason ?? '' },
      mayWithdraw: row.withdrawn_at === null && mayManage(row.place_path),
    })),
    places: above.filter(({ id, path }) => !said.has(id) && mayManage(path)).map(({ id, name }) => ({ id, name })),
  };
}

/** Places of the tree that lie above its host, as far as one sees them, from above. */
async function placesAbove(
  tx: ReadTx,
  { region_id: regionId, path }: ActivityRow,
): Promise<readonly { readonly id: string; readonly name: string; readonly path: string }[]> {
  const { rows } = await sql<{ id: string; name: string; path: string }>`
    select o.id, o.name, o.path::text as path from organisation o
    where o.region_id = ${regionId} and o.kind = 'region' and o.closed_on is null and o.path @> ${path}::ltree
    order by nlevel(o.path)`.execute(tx);
  return rows;
}
