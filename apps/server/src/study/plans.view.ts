import type { RouteAnswer } from '@muster/contract';
import type { listPlans } from '@muster/contract/study';
import { mayActOn, type Grant, type Place } from '@muster/core/access';
import { sql } from 'kysely';
import { effectivePlaybooks, participationAtHand } from '../campaign/index.ts';
import { evidenceClosedAmong } from '../gate/index.ts';
import { branchesOf, hostsOf, unitSeenOf, type Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { unitsOnRolls } from '../roster/index.ts';
import { recordingPlace } from './recording-place.ts';
import { judgedAmong, takingPart } from './taking-part.view.ts';

type Answer = RouteAnswer<typeof listPlans>;
type PlanAnswer = Answer['plans'][number];

interface ExpectedBranch {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly path: string;
  readonly partyPath: string;
  /** Null until its sheet is written. */
  readonly sheet: string | null;
  readonly by: string | null;
}

/** A plan with everybody it expects. */
export interface PlanRow {
  readonly regionId: number;
  readonly id: string;
  readonly campaignId: string;
  readonly hostBranchId: string;
  readonly hostUnitId: string;
  readonly kind: string;
  readonly topic: string;
  readonly place: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly plannedBy: string;
  readonly plannedAt: Date;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
  readonly calledOffAt: Date | null;
  readonly calledOffBy: string | null;
  readonly callOffReason: string | null;
  readonly activityId: string | null;
  readonly path: string;
  readonly partyPath: string;
  readonly branches: readonly ExpectedBranch[];
}

interface Which {
  readonly regionId?: number;
  readonly nodeId?: string;
  readonly planId?: string;
  readonly since?: Date;
}

/** Of a branch or a unit, or one; as far as one may see them. */
export async function plansOf(tx: ReadTx, { regionId, nodeId, planId, since }: Which): Promise<readonly PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select region_id as "regionId", id, campaign_id as "campaignId", host_branch_id as "hostBranchId", host_unit_id as "hostUnitId", kind, topic,
      place, starts_at as "startsAt", ends_at as "endsAt", planned_by_name as "plannedBy", recorded_at as "plannedAt",
      changed_by_name as "changedBy", changed_at as "changedAt", called_off_at as "calledOffAt", called_off_by_name as "calledOffBy",
      call_off_reason as "callOffReason", activity_id as "activityId", path, party_path as "partyPath", branches
    from study_plans(${regionId ?? null}, ${nodeId ?? null}::uuid, ${planId ?? null}::uuid, ${since ?? null}::timestamptz)`.execute(
    tx,
  );
  return rows;
}

/** One that expects a branch that one answers for or belongs to; null where none of them is. */
export async function planOf(tx: ReadTx, planId: string): Promise<PlanRow | null> {
  return (await plansOf(tx, { planId }))[0] ?? null;
}

/** As a page shows them to somebody, all of one campaign. */
export async function planAnswers(
  tx: ReadTx,
  plans: readonly PlanRow[],
  grants: readonly Grant[],
): Promise<PlanAnswer[]> {
  const [first] = plans;
  if (first === undefined) return [];
  const waiting = await waitingAmong(
    tx,
    first.campaignId,
    plans.flatMap(({ branches }) => branches),
  );
  return plans.map((plan) => planAnswer(plan, grants, waiting));
}

/** The branches in which everybody's unit is being judged: nothing is recorded there. */
async function waitingAmong(
  tx: ReadTx,
  campaignId: string,
  branches: readonly { readonly id: string; readonly unitId: string }[],
): Promise<ReadonlySet<string>> {
  const onRolls = await unitsOnRolls(
    tx,
    branches.map(({ id }) => id),
  );
  const unitsOf = ({ id, unitId }: { id: string; unitId: string }) => onRolls.get(id) ?? [unitId];
  const judged = await judgedAmong(tx, await takingPart(tx, campaignId, branches.flatMap(unitsOf)));
  const waiting = branches.filter((branch) => unitsOf(branch).every((unitId) => judged.has(unitId)));
  return new Set(waiting.map(({ id }) => id));
}

function planAnswer(plan: PlanRow, grants: readonly Grant[], waiting: ReadonlySet<string>): PlanAnswer {
  const host = plan.branches.find(({ id }) => id === plan.hostBranchId);
  const { changedBy, changedAt, calledOffBy, calledOffAt } = plan;
  return {
    id: plan.id,
    campaignId: plan.campaignId,
    kind: plan.kind,
    topic: plan.topic,
    place: plan.place,
    startsAt: plan.startsAt.toISOString(),
    endsAt: plan.endsAt.toISOString(),
    host: { id: plan.hostBranchId, name: host?.name ?? '' },
    branches: plan.branches.map((branch) => ({
      id: branch.id,
      name: branch.name,
      recordedBy: branch.sheet === null ? null : (branch.by ?? ''),
      mayRecord: mayActOn(grants, 'record-activity', { path: branch.partyPath, linked: [branch.path] }),
      isJudged: waiting.has(branch.id),
    })),
    activityId: plan.activityId,
    plannedBy: plan.plannedBy,
    plannedAt: plan.plannedAt.toISOString(),
    changed: changedBy === null || changedAt === null ? null : { by: changedBy, at: changedAt.toISOString() },
    calledOff:
      calledOffAt === null
        ? null
        : { by: calledOffBy ?? '', at: calledOffAt.toISOString(), reason: plan.callOffReason ?? '' },
    mayChange: calledOffAt === null && plan.activityId === null && mayActOn(grants, 'record-activity', hostPlace(plan)),
  };
}

/** Where the branch that planned it stands. */
export const hostPlace = ({ path, partyPath }: Pick<PlanRow, 'path' | 'partyPath'>): Place => ({
  path: partyPath,
  linked: [path],
});

const daysShown = 14;

/** What is coming at a branch or a unit, what of the last days was not recorded by all, and for whom one may plan there. */
export async function comingAt(
  tx: ReadTx,
  node: Node,
  context: Pick<Context, 'actor' | 'said' | 'platform' | 'at'>,
): Promise<Answer> {
  const { grants } = context.actor;
  const since = new Date(context.at.getTime() - daysShown * 86_400_000);
  const unit = node.kind === 'unit' ? node : node.kind === 'branch' ? await unitSeenOf(tx, node.id) : null;
  if (unit === null) return { plans: [], mayPlan: [], isJudged: false, kinds: [], shortestMinutes: 0 };
  const participation = await participationAtHand(tx, unit, context);
  const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  const branches = (await branchesOf(tx, unit.id)).toSorted(
    (a, b) => Number(b.id === node.id) - Number(a.id === node.id),
  );
  const hosts = await hostsOf(
    tx,
    branches.map(({ id }) => id),
  );
  const rows = await plansOf(tx, { regionId: node.regionId, nodeId: node.id, since });
  return {
    plans: await planAnswers(
      tx,
      rows.filter(({ campaignId }) => campaignId === participation?.campaignId),
      grants,
    ),
    mayPlan:
      participation?.closedOn == null && participation !== null
        ? branches
            .filter((each) => mayActOn(grants, 'record-activity', recordingPlace(each, hosts.get(each.id) ?? null)))
            .map(({ id, name }) => ({ id, name }))
        : [],
    isJudged: participation !== null && (await evidenceClosedAmong(tx, [participation])).size > 0,
    kinds: playbook?.activityKinds.map(({ code }) => code) ?? [],
    shortestMinutes: playbook?.shortestSessionMinutes ?? 0,
  };
}
