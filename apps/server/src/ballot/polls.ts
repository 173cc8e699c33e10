import type { PlaceInCampaign } from '@muster/core/access';
import type { Voters } from '@muster/core/assessment';
import {
  announced,
  type HolderRole,
  type PollCounts,
  type PollRecord,
  type PollTimes,
  type VoidReason,
} from '@muster/core/ballot';
import { refuse } from '@muster/core/kernel';
import type { Manifest } from '@muster/proof';
import { sql, type RawBuilder } from 'kysely';
import type { Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';

export interface KeptShare {
  readonly position: number;
  readonly role: HolderRole;
  readonly holderId: string;
  readonly name: string;
  /** In hexadecimal; null until it is brought. */
  readonly height: string | null;
}

/** A poll with everything that is written down of it. */
export interface KeptPoll {
  readonly regionId: number;
  readonly id: string;
  /** At the host. */
  readonly assessmentId: string;
  readonly hash: string;
  readonly stageCode: string;
  readonly raters: readonly Voters[];
  readonly questions: readonly string[];
  readonly manifest: Manifest;
  readonly turnout: { readonly num: number; readonly den: number };
  readonly fewestCast: number;
  readonly course: PollRecord;
  readonly issued: number;
  readonly closed: {
    readonly issued: number;
    readonly cast: number;
    readonly root: string;
    readonly issuedSignature: string;
  } | null;
  readonly shares: readonly KeptShare[];
  readonly endedFor: VoidReason | 'too-few-cast' | null;
  /** With the places of all its units, to which it is told. */
  readonly place: PlaceInCampaign;
  /** Where it is led and ruled on: of units that vote together the host, as on paper. */
  readonly led: PlaceInCampaign;
}

interface Row {
  region_id: number;
  id: string;
  assessment_id: string;
  campaign_id: string;
  hash: Buffer;
  stage_code: string;
  raters: Voters[];
  questions: string[];
  manifest: Manifest;
  mode: 'windows' | 'meeting';
  turnout_num: number;
  turnout_den: number;
  fewest_cast: number;
  path: string;
  told: string[];
  /** Null to who has no sight of the host. */
  host_path: string | null;
  host_linked: string[] | null;
  issued_now: number;
  draw_closed_at: Date | null;
  closed_at: Date | null;
  issued: number | null;
  cast_ballots: number | null;
  root: Buffer | null;
  issued_signature: Buffer | null;
  ended_as: 'counted' | 'void' | 'cancelled' | null;
  ended_at: Date | null;
  reason: KeptPoll['endedFor'];
  shares: KeptShare[] | null;
}

async function polls(tx: ReadTx, which: RawBuilder<unknown>): Promise<KeptPoll[]> {
  const { rows } = await sql<Row>`
    select p.region_id, p.id, p.assessment_id, p.campaign_id, p.hash, p.stage_code, p.raters, p.questions, p.manifest, p.mode, p.turnout_num,
      p.turnout_den, p.fewest_cast, p.path::text, p.told::text[], a.path::text as host_path, a.linked::text[] as host_linked, ballot_issued_number(p.region_id, p.id) as issued_now,
      d.recorded_at as draw_closed_at, t.recorded_at as closed_at, t.issued, t.cast_ballots, t.root, t.issued_signature,
      e.ended_as, e.recorded_at as ended_at, e.reason,
      (select jsonb_agg(jsonb_build_object('position', s.position, 'role', s.role, 'holderId', s.holder_id, 'name', s.holder_name,
           'height', encode(b.height, 'hex')) order by s.position)
         from ballot_share s
         left join ballot_share_brought b on b.region_id = s.region_id and b.poll_id = s.poll_id and b.position = s.position
        where s.region_id = p.region_id and s.poll_id = p.id) as shares
    from ballot_poll p
    left join assessment a on a.region_id = p.region_id and a.id = p.assessment_id
    left join ballot_draw_close d on d.region_id = p.region_id and d.poll_id = p.id
    left join tally_poll t on t.region_id = p.region_id and t.poll_id = p.id
    left join ballot_end e on e.region_id = p.region_id and e.poll_id = p.id
    where ${which}
    order by p.recorded_at desc, p.id`.execute(tx);
  return rows.map(pollOfRow);
}

/** Its windows as the manifest has them. */
export function timesOf({ mode, issuing, casting }: Manifest): PollTimes {
  const window = ({ from, until }: Manifest['issuing']) => ({ from: new Date(from), until: new Date(until) });
  return { mode, issuing: window(issuing), casting: window(casting) };
}

function pollOfRow(row: Row): KeptPoll {
  return {
    regionId: row.region_id,
    id: row.id,
    assessmentId: row.assessment_id,
    hash: row.hash.toString('hex'),
    stageCode: row.stage_code,
    raters: row.raters,
    questions: row.questions,
    manifest: row.manifest,
    turnout: { num: row.turnout_num, den: row.turnout_den },
    fewestCast: row.fewest_cast,
    course: {
      ...announced(timesOf(row.manifest)),
      drawClosedAt: row.draw_closed_at,
      closedAt: row.closed_at,
      end: row.ended_as === null || row.ended_at === null ? null : { as: row.ended_as, at: row.ended_at },
    },
    issued: row.issued_now,
    closed:
      row.root === null
        ? null
        : {
            issued: row.issued ?? 0,
            cast: row.cast_ballots ?? 0,
            root: row.root.toString('hex'),
            issuedSignature: row.issued_signature?.toString('hex') ?? '',
          },
    shares: row.shares ?? [],
    endedFor: row.reason,
    place: { path: row.path, linked: row.told, campaignId: row.campaign_id },
    led: { path: row.host_path ?? row.path, linked: row.host_linked ?? [], campaignId: row.campaign_id },
  };
}

/** About a unit, in pools too; the latest first. */
export function pollsOfUnit(tx: ReadTx, regionId: number, unitId: string): Promise<KeptPoll[]> {
  return polls(
    tx,
    sql`p.region_id = ${regionId} and p.assessment_id in (
      select coalesce(a.counted_in, a.id) from assessment a where a.region_id = ${regionId} and a.unit_id = ${unitId}::uuid)`,
  );
}

export async function pollById(tx: ReadTx, id: string): Promise<KeptPoll | null> {
  const [poll] = await polls(tx, sql`p.region_id in (select r.region_id from region r) and p.id = ${id}::uuid`);
  return poll ?? null;
}

/** Whoever changes the same poll waits. */
export async function lockedPoll(tx: Tx, id: string): Promise<KeptPoll | Refused> {
  await sql`select pg_advisory_xact_lock(hashtextextended('ballot.change ' || ${id}::text, 0))`.execute(tx);
  return (await pollById(tx, id)) ?? refuse('not-found');
}

/** Those of which the box has to know: that run, or ended within the day. */
export function pollsUnderWay(tx: ReadTx): Promise<KeptPoll[]> {
  return polls(
    tx,
    sql`p.region_id in (select r.region_id from region r)
      and (e.poll_id is null or e.recorded_at > now() - interval '1 day') and e.ended_as is distinct from 'counted'`,
  );
}

/** Null until the box is emptied. */
export function countsOf({ closed, manifest }: KeptPoll): PollCounts | null {
  return closed === null ? null : { eligible: manifest.electorate.count, issued: closed.issued, cast: closed.cast };
}

/** Spare ones too; none where all draw by their accounts. */
export const slipsOf = ({ manifest }: KeptPoll): number => manifest.slips?.count ?? 0;

/** Units that the vote is about. */
export function unitsOf({ regionId, manifest }: KeptPoll): { regionId: number; unitId: string }[] {
  return manifest.units.map(({ id }) => ({ regionId, unitId: id }));
}
