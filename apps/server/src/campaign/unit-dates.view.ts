import type { RouteAnswer } from '@muster/contract';
import type { readUnitDates } from '@muster/contract/campaign';
import { mayActOn } from '@muster/core/access';
import { byOrderOf, countedDay, isAbout, mendBy, shiftedOf, type Bilingual } from '@muster/core/campaign';
import { civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Context } from '../platform/context.ts';
import { answersForPlan } from './answers-for-plan.ts';
import { findBatch } from './batches.ts';
import { requestsOf } from './date-requests.view.ts';
import { effectivePlaybooks } from './effective-playbooks.ts';
import { participationAtHand, type Participation } from './participations.ts';
import { ruleNodes } from './rule-nodes.view.ts';
import { stillToMend, unmetHardOf } from './still-to-mend.view.ts';
import { unitDates } from './unit-dates.ts';
import { unitTraits } from './unit-traits.view.ts';

type Answer = RouteAnswer<typeof readUnitDates>;
type Extensions = Answer['extensions'];

/** A unit's way through the campaign: its track, its dates in their windows, and everything that has moved them. */
export async function datesOfUnit(tx: ReadTx, unit: Node, context: Context): Promise<Answer> {
  const { actor, at, platform } = context;
  const head = { unit: { id: unit.id, name: unit.name } };
  const participation = await participationAtHand(tx, unit, context);
  if (participation === null) return { ...head, ...notTakingPart };
  const { minimumTotalDays, stages } = await unitDates(tx, participation);
  const today = countedDay(participation, civilDateAt(at, platform.timeZone));
  const shifted = shiftedOf(stages, minimumTotalDays, today);
  const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  const toMend = (await stillToMend(tx, [participation])).get(participation.id);
  const unmet = await unmetHardOf(tx, participation);
  const mendsBy = toMend === undefined ? null : mendBy(toMend, unmet, playbook?.daysBetweenAssessments ?? 0);
  const byOrder = byOrderOf(stages, minimumTotalDays, today, mendsBy);
  const batch = await findBatch(tx, participation.batchId);
  const title = (all: readonly { readonly code: string; readonly title: Bilingual }[] | undefined, code: string) =>
    all?.find((each) => each.code === code)?.title ?? { zh: code, en: code };
  const track = playbook?.tracks.find(({ code }) => code === participation.track);
  const [traits] = await unitTraits(tx, [participation.id]);
  const tracks = (playbook?.tracks ?? []).map((each) => ({
    code: each.code,
    title: each.title,
    fits: traits !== undefined && isAbout(each.for, traits),
  }));
  const planNodes = await ruleNodes(
    tx,
    (batch?.rules ?? []).map(({ organisationId }) => organisationId),
  );
  const isUnderWay = participation.openStage !== null && participation.closedOn === null;
  return {
    ...head,
    campaignId: participation.campaignId,
    batch: batch === null ? null : { id: batch.id, number: batch.number, title: batch.title },
    track: {
      code: participation.track,
      title: title(playbook?.tracks, participation.track),
      emphasis: track?.emphasis ?? null,
    },
    tracks,
    trackChanges: (await trackChanges(tx, participation)).map(({ before, after, ...change }) => ({
      ...change,
      before: title(playbook?.tracks, before),
      after: title(playbook?.tracks, after),
    })),
    minimumTotalDays,
    mendBy: mendsBy,
    stages: stages.map(({ position: _, closedAt, ...stage }) => ({
      ...stage,
      closedOn: closedAt && civilDateAt(closedAt, platform.timeZone),
      title: title(playbook?.stages, stage.code),
      shifted: shifted.get(stage.code) ?? null,
      byOrder: byOrder.get(stage.code) ?? null,
    })),
    extensions: await extensionsOf(tx, participation),
    requests: await requestsOf(tx, actor, participation.id),
    due: await dueOf(tx, participation),
    may: {
      plan: isUnderWay && mayActOn(actor.grants, 'plan-stages', participation.place),
      changeTrack:
        isUnderWay &&
        tracks.some(({ code, fits }) => fits && code !== participation.track) &&
        mayActOn(actor.grants, 'manage-campaign', participation.place),
      extend: isUnderWay && batch !== null && answersForPlan(actor, batch, planNodes),
    },
  };
}

const notTakingPart = {
  campaignId: null,
  batch: null,
  track: null,
  tracks: [],
  trackChanges: [],
  minimumTotalDays: 0,
  mendBy: null,
  stages: [],
  extensions: [],
  requests: [],
  due: [],
  may: { plan: false, changeTrack: false, extend: false },
} satisfies Omit<Answer, 'unit'>;

interface TrackChangeRow {
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: string;
}

async function trackChanges(tx: ReadTx, { regionId, id }: Participation): Promise<TrackChangeRow[]> {
  const rows = await tx
    .selectFrom('track_change')
    .select(['track_before as before', 'track_after as after', 'reason', 'changed_by_name as changedBy', 'recorded_at'])
    .where('region_id', '=', regionId)
    .where('participation_id', '=', id)
    .orderBy('recorded_at')
    .execute();
  return rows.map(({ recorded_at, ...row }) => ({ ...row, changedAt: recorded_at.toISOString() }));
}

async function extensionsOf(tx: ReadTx, { regionId, id }: Participation): Promise<Extensions> {
  const { rows } = await sql<Extensions[number]>`
    select x.stage_code as "stageCode", e.days, x.ends_before as "endsBefore", x.ends_after as "endsAfter", e.reason, e.basis,
      e.decided_on as "decidedOn", e.organisation_name as node
    from participation_extension x join stage_extension e on e.id = x.extension_id
    where x.region_id = ${regionId} and x.participation_id = ${id} order by e.recorded_at, e.id`.execute(tx);
  return rows;
}

/** What a unit is to hand in while its stage is open, and when: by day, with the day that it was told first. */
async function dueOf(tx: ReadTx, { regionId, id }: Participation): Promise<Answer['due']> {
  const { rows } = await sql<Answer['due'][number]>`
    select o.id, jsonb_build_object('zh', o.title_zh, 'en', o.title_en) as title, o.stage_code as "stageCode", o.due_on as "dueOn",
      o.first_due_on as "firstDueOn",
      case o.anchor when 'start' then s.starts_on + o.offset_days else s.ends_on - o.offset_days end
        not between s.starts_on and s.ends_on as "isAtEdge"
    from obligation o
    join participation_stage s on s.region_id = o.region_id and s.participation_id = o.participation_id and s.stage_code = o.stage_code
    where o.region_id = ${regionId} and o.participation_id = ${id} and s.opened_at is not null and s.closed_at is null
      and o.kind = 'deliverable'
    order by o.due_on, o.id`.execute(tx);
  return rows;
}
