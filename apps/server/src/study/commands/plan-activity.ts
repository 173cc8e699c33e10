import { permit, type Permit } from '@muster/core/access';
import type { Playbook } from '@muster/core/campaign';
import { isRefusal, refuse } from '@muster/core/kernel';
import { planActivity, type Plan, type Planned } from '@muster/core/study';
import {
  effectivePlaybooks,
  participationAtHand,
  participationIn,
  refuseClosed,
  type Participation,
} from '../../campaign/index.ts';
import { findNode, findNodes, hostOf, hostsOf, type Node } from '../../organisation/index.ts';
import type { Command, Refused } from '../../platform/command.ts';
import { plannedThen } from '../planned-then.ts';
import { recordingPlace, withoutHost } from '../recording-place.ts';

interface Input extends Plan {
  readonly branchId: string;
  readonly withBranches: readonly string[];
}

interface State {
  readonly unit: Node;
  readonly participation: Participation;
  readonly playbook: Playbook;
  /** All who are expected, the host first, each with the unit that keeps house for it. */
  readonly expected: readonly { readonly branch: Node; readonly unit: Node }[];
  readonly planned: readonly Planned[];
}

interface Facts extends Plan {
  readonly id: string;
}

/** The right is asked for at every branch that is to meet. */
export const planActivityCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.plan-activity',
  load: async (tx, { branchId, withBranches, ...times }, asking) => {
    const branch = await findNode(tx, branchId);
    if (branch?.kind !== 'branch') return refuse('not-found');
    const unit = await hostOf(tx, branchId);
    const participation = unit && (await participationAtHand(tx, unit, asking));
    if (unit === null) return withoutHost(branch, asking);
    if (participation === null) return refuse('stage-not-open');
    const closed = refuseClosed(participation);
    if (closed !== null) return closed;
    const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    if (playbook === undefined) return refuse('stage-not-open');
    if (new Set([branchId, ...withBranches]).size <= withBranches.length)
      return refuse('branch-expected-twice', {}, 'withBranches');
    const [found, hosts] = [await findNodes(tx, withBranches), await hostsOf(tx, withBranches)];
    const expected = [{ branch, unit }];
    for (const id of withBranches) {
      const [guest, host] = [found.get(id), hosts.get(id)];
      if (guest?.kind !== 'branch' || guest.regionId !== branch.regionId) return refuse('not-found');
      if (host === undefined) return { ...withoutHost(guest, asking), field: 'withBranches' };
      if ((await participationIn(tx, host.id, participation.campaignId)) === null)
        return refuse('stage-not-open', {}, 'withBranches');
      expected.push({ branch: guest, unit: host });
    }
    const branchIds = expected.map((each) => each.branch.id);
    const planned = await plannedThen(tx, { ...times, regionId: branch.regionId, branchIds });
    return { unit, participation, playbook, expected, planned };
  },
  permit: (actor, { expected }) => {
    let permitted: Permit<'record-activity'> | Refused = refuse('not-found');
    for (const { branch, unit } of expected) {
      permitted = permit(actor.grants, 'record-activity', recordingPlace(branch, unit));
      if (isRefusal(permitted)) return permitted;
    }
    return permitted;
  },
  decide: ({ playbook, planned }, { branchId: _branch, withBranches: _with, ...input }, { at, timeZone, newId }) => {
    const plan = planActivity(playbook, input, at, timeZone, planned);
    return isRefusal(plan) ? plan : { ...plan, id: newId() };
  },
  save: async (tx, { id, kind, topic, place, startsAt, endsAt }, { unit, participation, expected }, { actor, at }) => {
    const [host] = expected;
    if (host === undefined) return;
    const regionId = host.branch.regionId;
    await tx
      .insertInto('planned_activity')
      .values({
        region_id: regionId,
        id,
        campaign_id: participation.campaignId,
        host_unit_id: unit.id,
        host_branch_id: host.branch.id,
        kind,
        topic,
        place: place ?? null,
        starts_at: startsAt,
        ends_at: endsAt,
        planned_by: actor.personId,
        planned_by_name: actor.personName,
        recorded_at: at,
        path: unit.place.path,
        party_path: host.branch.place.path,
      })
      .execute();
    await tx
      .insertInto('planned_branch')
      .values(
        expected.map((each) => ({
          region_id: regionId,
          planned_id: id,
          branch_id: each.branch.id,
          unit_id: each.unit.id,
          path: each.unit.place.path,
          party_path: each.branch.place.path,
        })),
      )
      .execute();
  },
  record: ({ id, kind, topic, place, startsAt, endsAt }, { unit, expected }) => [
    {
      regionId: unit.regionId,
      unitId: unit.id,
      kind: 'study.activity-planned',
      subjectId: id,
      place: { path: unit.place.path, linked: expected.map(({ branch }) => branch.place.path) },
      occurredAt: null,
      summary: { topic },
      head: {
        plan: id,
        kind,
        topic,
        place: place ?? null,
        starts: startsAt.toISOString(),
        ends: endsAt.toISOString(),
        branches: expected.map(({ branch }) => branch.id),
      },
      personal: [],
    },
  ],
  answer: ({ id }) => ({ id }),
};
