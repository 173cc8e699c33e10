import type { RouteAnswer } from '@muster/contract';
import type { readRoll } from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import { addDays, civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import { conditionsOf, effectivePlaybooks, participationAtHand, type Participation } from '../campaign/index.ts';
import { findNodes, hostOf, type Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { rollOfBranch } from '../roster/index.ts';
import { heldBetween } from './queries.ts';
import { leavesOf, type NotedLeaveRow } from './leaves.view.ts';
import { judgedAmong, takingPart } from './taking-part.view.ts';

type Answer = RouteAnswer<typeof readRoll>;

/** The branch home: the roll, the open stage, and who has how many hours in it. */
export async function rollOf(
  tx: ReadTx,
  branch: Node,
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<Answer | null> {
  const unit = await hostOf(tx, branch.id);
  if (unit === null) return null;
  const participation = await participationAtHand(tx, unit, context);
  const stage = participation?.openStage ?? participation?.stages.at(-1) ?? null;
  const roll = (await rollOfBranch(tx, branch.id)).filter((entry) => entry.standing !== 'applicant');
  const judged = await judgedOnRoll(tx, participation, roll);
  return {
    branch: { id: branch.id, name: branch.name },
    unit: { id: unit.id, name: unit.name },
    campaignId: participation?.campaignId ?? null,
    stage:
      stage === null
        ? null
        : {
            code: stage.code,
            startsOn: stage.startsOn,
            endsOn: stage.endsOn,
            closedOn: stage.closedAt && civilDateAt(stage.closedAt, context.platform.timeZone),
            isOpen: participation?.openStage != null,
            isJudged: judged.size > 0 && roll.every(({ unitId }) => judged.has(unitId)),
          },
    judged: [...judged.values()].map(({ id, name }) => ({ id, name })),
    roll: roll.map(({ personId, name, standing, unitId }) => ({ personId, name, standing, unitId })),
    hours: await hoursOf(tx, branch.regionId, participation?.campaignId ?? null, stage?.code ?? null, roll),
    leaves: (await leavesOf(tx, branch, addDays(today(context), -60))).map(leaveOf),
    held: await heldOf(tx, branch, participation, stage?.startsOn ?? null, context.platform.clock.now()),
    mayRecord: participation?.closedOn == null && mayActOn(context.actor.grants, 'record-activity', branch.place),
    ...(await rulesOf(tx, participation)),
  };
}

/** By the unit's id: those that have applied and wait, of whoever meets there; the host too, where nobody else does. */
async function judgedOnRoll(
  tx: ReadTx,
  participation: Participation | null,
  roll: readonly { readonly unitId: string }[],
): Promise<ReadonlyMap<string, Node>> {
  if (participation === null) return new Map();
  const served = [participation.unitId, ...roll.map(({ unitId }) => unitId)];
  const judged = await judgedAmong(tx, await takingPart(tx, participation.campaignId, served));
  return findNodes(tx, [...judged]);
}

const today = ({ platform }: Pick<Context, 'platform'>) => civilDateAt(platform.clock.now(), platform.timeZone);

function leaveOf({ at, endedBy, endedAt, ...leave }: NotedLeaveRow): Answer['leaves'][number] {
  return {
    ...leave,
    at: at.toISOString(),
    ended: endedAt === null ? null : { by: endedBy ?? '', at: endedAt.toISOString() },
  };
}

/** From the day before the stage on, for what went on after midnight. */
async function heldOf(
  tx: ReadTx,
  branch: Node,
  participation: Participation | null,
  startsOn: string | null,
  now: Date,
): Promise<Answer['held']> {
  if (participation === null || startsOn === null) return [];
  const startsAt = new Date(`${addDays(startsOn, -1)}T00:00:00Z`);
  const held = await heldBetween(tx, branch.regionId, participation.campaignId, [branch.id], { startsAt, endsAt: now });
  return held.map(({ id, kind, topic, ...times }) => ({
    id,
    kind,
    topic,
    startsAt: times.startsAt.toISOString(),
    endsAt: times.endsAt.toISOString(),
  }));
}

/** By the playbook in force at the unit; what is needed is what was pinned when its stage opened. */
async function rulesOf(tx: ReadTx, participation: Participation | null): Promise<Pick<Answer, 'allowed' | 'needs'>> {
  const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  const open = participation?.openStage?.code;
  const pinned = participation === null || open === undefined ? [] : await conditionsOf(tx, participation, open);
  const titles = playbook?.stages.find(({ code }) => code === open)?.conditions ?? [];
  return {
    allowed: {
      kinds: playbook?.activityKinds.map(({ code }) => code) ?? [],
      absences: playbook?.absenceReasons.map(({ code }) => code) ?? [],
      shortestMinutes: playbook?.shortestSessionMinutes ?? 0,
    },
    needs: pinned.flatMap(({ code, measure, applies, memberNeeds }) => {
      const title = titles.find((each) => each.code === code)?.title ?? { zh: code, en: code };
      return applies && memberNeeds !== null ? [{ code, title, measure, minutes: memberNeeds }] : [];
    }),
  };
}

async function hoursOf(
  tx: ReadTx,
  regionId: number,
  campaignId: string | null,
  stageCode: string | null,
  roll: readonly { personId: string; name: string }[],
): Promise<Answer['hours']> {
  if (campaignId === null || stageCode === null || roll.length === 0) return [];
  const people = roll.map((entry) => entry.personId);
  const { rows } = await sql<{ person_id: string; minutes: number; collective: number }>`
    select person_id, minutes, collective_minutes as collective
    from study_earned(${regionId}, ${campaignId}::uuid, ${people}::uuid[]) where stage_code = ${stageCode}`.execute(tx);
  const earned = new Map(rows.map((row) => [row.person_id, row]));
  return roll.map(({ personId, name }) => ({
    personId,
    name,
    minutes: earned.get(personId)?.minutes ?? 0,
    collectiveMinutes: earned.get(personId)?.collective ?? 0,
  }));
}
