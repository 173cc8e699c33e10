import type { RouteAnswer } from '@muster/contract';
import type { listDateRequests } from '@muster/contract/campaign';
import { mayActOn, pathsWith } from '@muster/core/access';
import { sql } from 'kysely';
import { columnsOf, seenIn } from '../platform/held-in.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { askedAmongAll } from './queries.ts';

type Answer = RouteAnswer<typeof listDateRequests>;
type Request = Answer['requests'][number];

interface Row {
  readonly id: string;
  readonly campaignId: string;
  readonly runs: boolean;
  readonly unitId: string;
  readonly unitName: string;
  readonly reason: string;
  readonly askedById: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly isOutside: boolean;
  readonly shorterStage: string | null;
  readonly shorterDays: number | null;
  readonly shorterTotalDays: number | null;
  readonly stages: Request['stages'];
  readonly outcome: 'approved' | 'refused' | null;
  readonly note: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly path: string;
  readonly linked: string[];
  readonly isOfTheUnit: boolean;
}

/**
 * Those that await a decision, of the campaign asked for, else of all that run, the oldest first: one's own, or that of others. What waits for
 * oneself in a campaign that is not asked for is counted.
 */
export async function awaitingRequests(
  tx: ReadTx,
  {
    awaiting,
    after,
    limit,
  }: { readonly awaiting: 'me' | 'others'; readonly after?: string | undefined; readonly limit: number },
  context: Pick<Context, 'actor' | 'said'>,
): Promise<Answer> {
  const { actor } = context;
  const asked = await askedAmongAll(tx, context);
  const shownHere = asked === null ? sql`true` : sql`q.campaign_id = ${asked}::uuid`;
  const paths = sql`${[...pathsWith(actor.grants, 'manage-campaign')]}::text[]::ltree[]`;
  const mine = sql`(q.asked_by <> ${actor.personId}::uuid and q.unit_id not in (select units_of_self())
    and (q.path <@ any (${paths}) or q.linked <@ any (${paths})))`;
  const running = sql`from stage_request q join participation p on p.region_id = q.region_id and p.id = q.participation_id
    join campaign c on c.id = q.campaign_id and c.closed_on is null
    where q.ended_at is null and p.ended_at is null and ${seenIn(actor.grants, columnsOf('q'))}`;
  const open = sql`${running} and ${shownHere} and ${awaiting === 'me' ? mine : sql`not ${mine}`}`;
  const elsewhere = await sql<Answer['elsewhere'][number]>`
    select q.campaign_id as "campaignId", count(*)::int as awaiting ${running} and not ${shownHere} and ${mine}
    group by q.campaign_id order by q.campaign_id`.execute(tx);
  const counted = await sql<{ all: number }>`select count(*)::int as all ${open}`.execute(tx);
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(q.recorded_at, q.id) > (select l.recorded_at, l.id from stage_request l where l.id = ${after}::uuid)`;
  const keys = await sql<{ id: string }>`
    select q.id ${open} and ${beyond} order by q.recorded_at, q.id limit ${limit + 1}`.execute(tx);
  const shown = keys.rows.slice(0, limit).map(({ id }) => id);
  return {
    requests: await readRequests(tx, actor, sql`q.id = any (${shown}::uuid[]) order by q.recorded_at, q.id`),
    all: counted.rows[0]?.all ?? 0,
    next: keys.rows.length > limit ? (shown.at(-1) ?? null) : null,
    elsewhere: elsewhere.rows,
  };
}

/** All of one unit's participation, the latest first. */
export async function requestsOf(tx: ReadTx, actor: Actor, participationId: string): Promise<Request[]> {
  return readRequests(tx, actor, sql`q.participation_id = ${participationId} order by q.recorded_at desc, q.id desc`);
}

async function readRequests(tx: ReadTx, actor: Actor, which: ReturnType<typeof sql>): Promise<Request[]> {
  const { rows } = await sql<Row>`
    select q.id, q.campaign_id as "campaignId", c.closed_on is null as runs, q.unit_id as "unitId", u.name as "unitName", q.reason, q.asked_by as "askedById", q.asked_by_name as "askedBy",
      q.recorded_at as "askedAt", q.is_outside as "isOutside", q.shorter_stage as "shorterStage", q.shorter_days as "shorterDays",
      q.shorter_total_days as "shorterTotalDays", d.outcome, d.note, d.decided_by_name as "decidedBy", d.recorded_at as "decidedAt", q.path,
      q.linked::text[] as linked, q.unit_id in (select units_of_self()) as "isOfTheUnit",
      (select coalesce(jsonb_agg(jsonb_build_object('code', w.stage_code, 'startsOn', w.starts_on, 'endsOn', w.ends_on,
          'now', case when s.stage_code is null or d.outcome is not null then null else jsonb_build_object('startsOn', s.starts_on, 'endsOn', s.ends_on,
            'windowFrom', s.window_from, 'windowTo', s.window_to) end) order by s.position, w.starts_on), '[]')
        from stage_request_stage w
        left join participation_stage s on s.region_id = w.region_id and s.participation_id = q.participation_id and s.stage_code = w.stage_code
        where w.region_id = q.region_id and w.request_id = q.id) as stages
    from stage_request q
    join campaign c on c.id = q.campaign_id
    join participation p on p.region_id = q.region_id and p.id = q.participation_id
    join organisation u on u.region_id = q.region_id and u.id = q.unit_id
    left join stage_request_decision d on d.region_id = q.region_id and d.request_id = q.id
    where ${which}`.execute(tx);
  return rows.map((row) => requestOf(row, actor));
}

function requestOf(row: Row, actor: Actor): Request {
  const { shorterStage, shorterDays } = row;
  const mayDecide =
    row.runs &&
    row.outcome === null &&
    row.askedById !== actor.personId &&
    !row.isOfTheUnit &&
    mayActOn(actor.grants, 'manage-campaign', { path: row.path, linked: row.linked });
  return {
    id: row.id,
    campaignId: row.campaignId,
    unit: { id: row.unitId, name: row.unitName },
    reason: row.reason,
    askedBy: row.askedBy,
    askedAt: row.askedAt.toISOString(),
    isOutside: row.isOutside,
    shorter: shorterStage === null || shorterDays === null ? null : { stageCode: shorterStage, days: shorterDays },
    shorterTotalDays: row.shorterTotalDays,
    stages: row.stages,
    decision:
      row.outcome === null || row.decidedAt === null
        ? null
        : {
            outcome: row.outcome,
            note: row.note,
            decidedBy: row.decidedBy ?? '',
            decidedAt: row.decidedAt.toISOString(),
          },
    may: { decide: mayDecide },
  };
}
