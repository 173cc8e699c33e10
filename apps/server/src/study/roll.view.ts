import type { RouteAnswer } from '@muster/contract';
import type { readRoll } from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import type { Playbook } from '@muster/core/campaign';
import { addDays, civilDateAt, type CivilDate } from '@muster/core/kernel';
import { leaveReasons } from '@muster/core/study';
import { sql } from 'kysely';
import {
  conditionsIn,
  effectivePlaybooks,
  participationAtHand,
  participationsIn,
  type Participation,
  type ParticipationStage,
} from '../campaign/index.ts';
import { findNodes, hostOf, type Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { rollOfBranch } from '../roster/index.ts';
import { rollsPartlySeen } from './partly-seen.ts';
import { heldBetween } from './queries.ts';
import { recordingPlace } from './recording-place.ts';
import { leavesOf, type NotedLeaveRow } from './leaves.view.ts';
import { judgedAmong, takingPart } from './taking-part.view.ts';

type Answer = RouteAnswer<typeof readRoll>;

/** The branch home: the roll, the stage of those who meet there, and who has how many hours in it. */
export async function rollOf(
  tx: ReadTx,
  branch: Node,
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<Answer | null> {
  const { timeZone, clock } = context.platform;
  const roll = (await rollOfBranch(tx, branch.id)).filter((entry) => entry.standing !== 'applicant');
  const isPartlySeen = (await rollsPartlySeen(tx, branch.regionId, [branch.id])).size > 0;
  const host = await hostOf(tx, branch.id);
  const served = await findNodes(tx, [...new Set(roll.map(({ unitId }) => unitId))]);
  // Whoever answers for a guest alone sees the branch as far as its own people meet there.
  const unit = host ?? [...served.values()][0] ?? null;
  if (unit === null) return null;
  const participation = await participationAtHand(tx, unit, context);
  const units = [unit, ...[...served.values()].filter(({ id }) => id !== unit.id)];
  const parts = await partsOf(tx, units, participation);
  const stageOf = (unitId: string) => parts.find((part) => part.unit.id === unitId)?.stage ?? null;
  const here = parts.find(({ stage }) => isOpen(stage)) ?? parts.find(({ stage }) => stage !== null);
  const stage = here?.stage ?? null;
  const judged = await judgedOnRoll(tx, participation, units);
  return {
    branch: { id: branch.id, name: branch.name },
    unit: { id: unit.id, name: unit.name },
    campaignId: participation?.campaignId ?? null,
    stage:
      stage === null
        ? null
        : {
            ...stageAnswer(stage, timeZone),
            isJudged: judged.size > 0 && roll.every(({ unitId }) => judged.has(unitId)),
          },
    elsewhere: parts.flatMap((part) =>
      part.stage === null || part.stage.code === stage?.code
        ? []
        : { unit: { id: part.unit.id, name: part.unit.name }, stage: stageAnswer(part.stage, timeZone) },
    ),
    judged: [...judged.values()].map(({ id, name }) => ({ id, name })),
    roll: roll.map(({ personId, name, standing, unitId }) => {
      const own = stageOf(unitId) ?? stage;
      return { personId, name, standing, unitId, since: isOpen(own) ? own.startsOn : null };
    }),
    hours: await hoursOf(tx, branch.regionId, participation?.campaignId ?? null, roll, (unitId) => {
      const own = stageOf(unitId) ?? stage;
      return own?.code ?? null;
    }),
    leaves: (await leavesOf(tx, branch, addDays(today(context), -60))).map(leaveOf),
    held: await heldOf(tx, branch, participation, firstDay(parts), clock.now()),
    isPartlySeen,
    mayRecord:
      host !== null &&
      !isPartlySeen &&
      participation?.closedOn == null &&
      mayActOn(context.actor.grants, 'record-activity', recordingPlace(branch, host)),
    ...(await rulesOf(tx, participation, parts)),
  };
}

interface Part {
  readonly unit: Node;
  /** Null for one that takes part in nothing. */
  readonly participation: Participation | null;
  /** The open one; else the last. */
  readonly stage: ParticipationStage | null;
}

/** How each unit that meets there takes part in the campaign at hand, the host first. */
async function partsOf(
  tx: ReadTx,
  units: readonly Node[],
  participation: Participation | null,
): Promise<readonly Part[]> {
  if (participation === null) return [];
  const { campaignId } = participation;
  const found = await participationsIn(
    tx,
    units.map(({ id: unitId }) => ({ unitId, campaignId })),
  );
  return units.map((unit) => {
    const own = found.get(unit.id) ?? null;
    return { unit, participation: own, stage: own?.openStage ?? own?.stages.at(-1) ?? null };
  });
}

const isOpen = (stage: ParticipationStage | null): stage is ParticipationStage =>
  stage !== null && stage.openedAt !== null && stage.closedAt === null;

function stageAnswer(stage: ParticipationStage, timeZone: string) {
  return {
    code: stage.code,
    startsOn: stage.startsOn,
    endsOn: stage.endsOn,
    closedOn: stage.closedAt && civilDateAt(stage.closedAt, timeZone),
    isOpen: isOpen(stage),
  };
}

function firstDay(parts: readonly Part[]): CivilDate | null {
  const open = parts.filter(({ stage }) => isOpen(stage));
  return (open.length > 0 ? open : parts).flatMap(({ stage }) => stage?.startsOn ?? []).toSorted()[0] ?? null;
}

/** By the unit's id: those of them that have applied and wait. */
async function judgedOnRoll(
  tx: ReadTx,
  participation: Participation | null,
  units: readonly Node[],
): Promise<ReadonlyMap<string, Node>> {
  if (participation === null) return new Map();
  const ids = units.map(({ id }) => id);
  const judged = await judgedAmong(tx, await takingPart(tx, participation.campaignId, ids));
  return new Map(units.flatMap((unit) => (judged.has(unit.id) ? [[unit.id, unit]] : [])));
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

/** By the playbook in force at the host; what is needed is what was pinned when a unit's stage opened. */
async function rulesOf(
  tx: ReadTx,
  participation: Participation | null,
  parts: readonly Part[],
): Promise<Pick<Answer, 'allowed' | 'needs'>> {
  const open = parts.flatMap(({ participation: own, stage }) => (own === null || !isOpen(stage) ? [] : { own, stage }));
  const ids = [participation?.id, ...open.map(({ own }) => own.id)].filter((id) => id !== undefined);
  const playbooks = await effectivePlaybooks(tx, [...new Set(ids)]);
  const playbook = participation === null ? undefined : playbooks.get(participation.id);
  return {
    allowed: {
      kinds: playbook?.activityKinds.map(({ code }) => code) ?? [],
      absences: playbook?.absenceReasons.map(({ code }) => code) ?? [],
      leaves: playbook ? leaveReasons(playbook) : [],
      shortestMinutes: playbook?.shortestSessionMinutes ?? 0,
    },
    needs: await needsOf(tx, open, playbooks),
  };
}

async function needsOf(
  tx: ReadTx,
  open: readonly { readonly own: Participation; readonly stage: ParticipationStage }[],
  playbooks: ReadonlyMap<string, Playbook>,
): Promise<Answer['needs']> {
  const pinned = await conditionsIn(
    tx,
    open.map(({ own, stage }) => ({ ...own, stageCode: stage.code })),
  );
  return open.flatMap(({ own, stage }) => {
    const titles = playbooks.get(own.id)?.stages.find(({ code }) => code === stage.code)?.conditions ?? [];
    return (pinned.get(own.id) ?? []).flatMap(({ code, measure, applies, memberNeeds }) => {
      const title = titles.find((each) => each.code === code)?.title ?? { zh: code, en: code };
      return applies && memberNeeds !== null
        ? [{ unitId: own.unitId, code, title, measure, minutes: memberNeeds }]
        : [];
    });
  });
}

async function hoursOf(
  tx: ReadTx,
  regionId: number,
  campaignId: string | null,
  roll: readonly { readonly personId: string; readonly unitId: string; readonly name: string }[],
  stageOf: (unitId: string) => string | null,
): Promise<Answer['hours']> {
  if (campaignId === null || roll.every(({ unitId }) => stageOf(unitId) === null)) return [];
  const people = roll.map((entry) => entry.personId);
  const { rows } = await sql<{ person_id: string; stage_code: string; minutes: number; collective: number }>`
    select person_id, stage_code, minutes, collective_minutes as collective
    from study_earned(${regionId}, ${campaignId}::uuid, ${people}::uuid[])`.execute(tx);
  const earned = new Map(rows.map((row) => [`${row.person_id} ${row.stage_code}`, row]));
  return roll.map(({ personId, unitId, name }) => {
    const own = earned.get(`${personId} ${stageOf(unitId)}`);
    return { personId, unitId, name, minutes: own?.minutes ?? 0, collectiveMinutes: own?.collective ?? 0 };
  });
}
