import { sql } from 'kysely';
import { saveVote } from '../assessment/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { Announcement, NewPoll } from './commands/announce-poll.ts';
import type { Planning } from './planning.ts';

interface Here {
  readonly region_id: number;
  readonly path: string;
  readonly told: string[];
}

export async function saveAnnounced(
  tx: Tx,
  { vote, polls }: Announcement,
  { vote: { units }, holders }: Planning,
  circumstances: Circumstances,
): Promise<void> {
  await saveVote(tx, vote, circumstances);
  const told = units.flatMap(({ participation }) => [participation.place.path, ...participation.place.linked]);
  const [host] = units;
  if (host === undefined) throw new Error('A vote is of one unit at least');
  const { regionId, place } = host.participation;
  const here: Here = { region_id: regionId, path: place.path, told };
  for (const poll of polls) {
    await savePoll(tx, poll, { here, assessmentId: vote.hostId, circumstances });
    await saveRoster(tx, poll, here);
    await tx
      .insertInto('ballot_share')
      .values(
        holders.map(({ role, personId, name }, at) => ({
          ...here,
          poll_id: poll.id,
          position: at + 1,
          role,
          holder_id: personId,
          holder_name: name,
          commitment: Buffer.from(poll.shares[at] ?? '', 'hex'),
        })),
      )
      .execute();
  }
}

async function savePoll(
  tx: Tx,
  { id, plan, manifest, hash }: NewPoll,
  {
    here,
    assessmentId,
    circumstances: { actor, at },
  }: { readonly here: Here; readonly assessmentId: string; readonly circumstances: Circumstances },
): Promise<void> {
  const { times } = plan;
  await tx
    .insertInto('ballot_poll')
    .values({
      ...here,
      id,
      assessment_id: assessmentId,
      campaign_id: plan.campaignId,
      stage_code: plan.stageCode,
      raters: [...plan.raters],
      questions: [...plan.questions],
      manifest: JSON.stringify(manifest),
      hash: Buffer.from(hash, 'hex'),
      mode: times.mode,
      issuing_from: times.issuing.from,
      issuing_until: times.issuing.until,
      casting_from: times.casting.from,
      casting_until: times.casting.until,
      turnout_num: plan.turnout.num,
      turnout_den: plan.turnout.den,
      fewest_cast: plan.fewestCast,
      announced_by: actor.personId,
      announced_by_name: actor.personName,
      recorded_at: at,
    })
    .execute();
}

/** In one statement: the database holds it against the manifest, and lets nobody onto it later. */
async function saveRoster(tx: Tx, { id, roster, slips }: NewPoll, { region_id, path, told }: Here): Promise<void> {
  await sql`
    insert into ballot_roster (region_id, poll_id, person_id, way, salt, path, told)
    select ${region_id}, ${id}::uuid, r.person, r.way, r.salt, ${path}::ltree, ${told}::ltree[]
    from unnest(${roster.map(({ personId }) => personId)}::uuid[], ${roster.map(({ way }) => way)}::text[],
      ${roster.map(({ salt }) => Buffer.from(salt))}::bytea[]) r (person, way, salt)`.execute(tx);
  if (slips.length === 0) return;
  // In the order of their bytes, so that it tells nothing of the sheet.
  const ordered = slips.map((slip) => Buffer.from(slip)).toSorted((one, other) => Buffer.compare(one, other));
  await sql`
    insert into ballot_slip (region_id, poll_id, commitment, path, told)
    select ${region_id}, ${id}::uuid, c, ${path}::ltree, ${told}::ltree[] from unnest(${ordered}::bytea[]) c`.execute(
    tx,
  );
}
