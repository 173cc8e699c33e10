import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { addDeltas, type Delta } from '../platform/outbox.ts';
import type { Changing } from './changing.view.ts';
import { organisationClosed, unitClosed } from './hooks.ts';
import { endParentLinks, refreshLinks } from './place-writes.ts';

export interface Closing {
  readonly on: CivilDate;
  readonly reason: string;
  readonly intoId: string | null;
}

/** Ends what nothing hangs beneath any more: its links, its place in the figures, then what other slices keep for it. */
export async function closeOne(
  tx: Tx,
  organisation: Changing,
  { on, reason, intoId }: Closing,
  circumstances: Circumstances,
): Promise<void> {
  const { regionId, id, kind } = organisation;
  const { actor, tell } = circumstances;
  const ended = await endLinksOf(tx, organisation, on);
  await refreshLinks(
    tx,
    regionId,
    ended.map((link) => link.otherId),
  );
  await sql`
    update organisation set closed_on = ${on}::date, closed_reason = ${reason}, closed_by = ${actor.personId}::uuid,
      closed_by_name = ${actor.personName}, merged_into = ${intoId}::uuid
    where region_id = ${regionId} and id = ${id}::uuid`.execute(tx);
  await endParentLinks(tx, { regionId, ids: [id], on, ofEarlierDays: false });
  await addDeltas(tx, figuresGone(organisation, ended));
  await tell(tx, organisationClosed, { regionId, organisationId: id, intoId, on, reason });
  if (kind === 'unit') await tell(tx, unitClosed, { regionId, unitId: id, intoUnitId: intoId, on, reason });
}

interface EndedLink {
  readonly otherId: string;
  readonly isHost: boolean;
  readonly path: string;
  readonly partyPath: string;
}

async function endLinksOf(tx: Tx, { regionId, id }: Changing, on: CivilDate): Promise<readonly EndedLink[]> {
  const { rows } = await sql<EndedLink>`
    update branch_serves_unit set to_on = greatest(${on}::date, from_on)
    where region_id = ${regionId} and to_on is null and ${id}::uuid in (branch_id, unit_id)
    returning case branch_id when ${id}::uuid then unit_id else branch_id end as "otherId", is_host as "isHost", path::text as path,
      party_path::text as "partyPath"`.execute(tx);
  return rows;
}

/** A unit counts at its place; a branch counts where its host is, in both trees. */
function figuresGone({ regionId, kind, path }: Changing, ended: readonly EndedLink[]): Delta[] {
  const one = { regionId, campaignId: null, amount: -1 };
  if (kind === 'unit') return [{ ...one, measure: 'units', path, partyPath: null }];
  if (kind !== 'branch') return [];
  return ended
    .filter(({ isHost }) => isHost)
    .map((link) => ({ ...one, measure: 'branches', path: link.path, partyPath: link.partyPath }));
}
