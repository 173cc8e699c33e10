import { permit, type Permit, type Place } from '@muster/core/access';
import { isRefusal, refuse, type InputFault } from '@muster/core/kernel';
import type { Meeting, Recorded } from '@muster/core/study';
import { askedOf, effectivePlaybooks, lockedParticipations, refuseClosed } from '../../campaign/index.ts';
import { findNode, findNodes, hostsOf, type Node } from '../../organisation/index.ts';
import type { Command, Refused } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import { rollsOfBranches, unitsOnRolls } from '../../roster/index.ts';
import { judgedAmong, openStagesOf, takingPart, type TakingPart } from '../taking-part.view.ts';
import { rollsPartlySeen } from '../partly-seen.ts';
import { heldBetween } from '../queries.ts';
import { askedBy, type AskedBy } from '../reading/read-together.view.ts';
import { recordingPlace } from '../recording-place.ts';
import type { BranchState, SheetState } from '../sheet-state.ts';
import type { HeldActivity } from '../writes.ts';
import {
  answerOf,
  decideActivity,
  factsOf,
  metBy,
  saveActivities,
  type RecordActivityInput,
} from './record-activity.ts';
import { officesOver } from '../lectures.view.ts';

interface Input {
  readonly organisationId: string;
  readonly meetings: readonly RecordActivityInput[];
}

interface State {
  /** In the order of the input: what is known of each meeting's branch, or why nothing can be held there. */
  readonly states: readonly (SheetState | Refused)[];
  readonly places: readonly Place[];
}

interface Answer {
  readonly activities: ReturnType<typeof answerOf>[];
}

/**
 * Meetings of many branches at once, as a list that came together above them. Each is decided as if it were recorded by itself, the
 * right is asked for at every branch, and the ledger has an entry for each; one that cannot be taken refuses all, with every reason.
 */
export const recordActivitiesCommand: Command<Input, State, readonly HeldActivity[], Answer> = {
  name: 'study.record-activities',
  load: async (tx, { organisationId, meetings }, asking) => {
    const above = await findNode(tx, organisationId);
    if (above === null) return refuse('not-found');
    const branchIds = [...new Set(meetings.map(({ branchId }) => branchId))];
    const found = await findNodes(tx, branchIds);
    const branches = new Map([...found].filter(([, node]) => node.kind === 'branch' && liesBeneath(node, above)));
    const hosts = await hostsOf(tx, [...branches.keys()]);
    const states = await statesOf(tx, branches, hosts, askedOf(asking));
    const recorded = await recordedOf(tx, [...states.values()], meetings);
    const spokenAt = new Set(
      meetings.flatMap(({ branchId, lecturers }) => (lecturers === undefined ? [] : [branchId])),
    );
    const over = await officesOver(
      tx,
      [...states.values()].flatMap((state) =>
        isRefusal(state) || !spokenAt.has(state.branch.id) ? [] : [metBy(state)],
      ),
    );
    const asked = await askedAt(tx, states, meetings);
    const stateOf = ({ branchId }: RecordActivityInput) => {
      const state = states.get(branchId) ?? refuse('not-found');
      if (isRefusal(state)) return state;
      const { campaignId } = state.participation;
      return {
        ...state,
        recorded: recorded.get(branchId) ?? [],
        over: over.get(branchId) ?? [],
        asked: asked.get(campaignId) ?? (() => []),
      };
    };
    const places = [...branches.values()].map((each) => recordingPlace(each, hosts.get(each.id) ?? null));
    return { places, states: meetings.map(stateOf) };
  },
  permit: (actor, { places }) => {
    let permitted: Permit<'record-activity'> | Refused = refuse('not-found');
    for (const place of places) {
      permitted = permit(actor.grants, 'record-activity', place);
      if (isRefusal(permitted)) return permitted;
    }
    return permitted;
  },
  decide: ({ states }, { meetings }, circumstances) => {
    const held: HeldActivity[] = [];
    const faults: InputFault[] = [];
    const before = new Map<string, Meeting[]>();
    for (const [index, meeting] of meetings.entries()) {
      const known = states[index] ?? refuse('not-found');
      const sameBranch = before.get(meeting.branchId) ?? [];
      const state = isRefusal(known) ? known : { ...known, recorded: [...known.recorded, ...sameBranch] };
      const facts = isRefusal(state) ? state : decideActivity(state, meeting, circumstances);
      if (isRefusal(facts)) faults.push(faultOf(facts, index));
      else if (!isRefusal(state)) held.push({ facts, state });
      // As one by one: the next of the branch comes after it.
      if (!isRefusal(facts)) before.set(meeting.branchId, [...sameBranch, meeting]);
    }
    return faults.length === 0 ? held : { ...refuse('meetings-refused', { count: faults.length }), faults };
  },
  save: (tx, held, _state, circumstances) => saveActivities(tx, held, circumstances),
  record: (held) => held.flatMap(({ facts, state }) => factsOf(facts, state)),
  answer: (held) => ({ activities: held.map(({ facts }) => answerOf(facts)) }),
};

function liesBeneath({ place }: Node, above: Node): boolean {
  return [place.path, ...place.linked].some(
    (path) => path === above.place.path || path.startsWith(`${above.place.path}.`),
  );
}

function faultOf({ refused, params, field }: Refused, index: number): InputFault {
  const meeting = `meetings.${index}`;
  return { field: field === undefined ? meeting : `${meeting}.${field}`, code: refused, params, message: refused };
}

/** By the branch's id; as many queries for one branch as for a thousand. */
async function statesOf(
  tx: Tx,
  branches: ReadonlyMap<string, Node>,
  hosts: ReadonlyMap<string, Node>,
  campaignId: string | null,
): Promise<ReadonlyMap<string, BranchState | Refused>> {
  const ids = [...branches.keys()];
  const hostIds = [...hosts.values()].map(({ id }) => id);
  const served = await unitsOnRolls(tx, ids);
  const participations = await lockedParticipations(tx, [...hostIds, ...[...served.values()].flat()], campaignId);
  const taking = hostIds.flatMap((id) => participations.get(id) ?? []);
  const rolls = await rollsOfBranches(tx, ids);
  const partly = new Set<string>();
  for (const [regionId, there] of Map.groupBy(branches.values(), (branch) => branch.regionId))
    for (const id of await rollsPartlySeen(
      tx,
      regionId,
      there.map((branch) => branch.id),
    ))
      partly.add(id);
  const playbooks = await effectivePlaybooks(
    tx,
    taking.map(({ id }) => id),
  );
  const unitIds = [...hostIds, ...[...rolls.values()].flatMap((roll) => roll.map(({ unitId }) => unitId))];
  const units = new Map<string, TakingPart>();
  const judged = new Set<string>();
  for (const campaign of new Set(taking.map((each) => each.campaignId))) {
    const those = await takingPart(tx, campaign, unitIds);
    for (const unit of those) units.set(`${campaign} ${unit.unitId}`, unit);
    for (const unitId of await judgedAmong(tx, those)) judged.add(`${campaign} ${unitId}`);
  }
  const stateOf = (branch: Node): BranchState | Refused => {
    const unit = hosts.get(branch.id);
    const participation = unit === undefined ? undefined : participations.get(unit.id);
    if (unit === undefined || participation === undefined) return refuse('stage-not-open');
    const playbook = playbooks.get(participation.id);
    if (playbook === undefined) return refuse('stage-not-open');
    if (partly.has(branch.id)) return refuse('roll-partly-seen');
    const roll = (rolls.get(branch.id) ?? []).filter((entry) => entry.standing !== 'applicant');
    const metThere = [...new Set([unit.id, ...roll.map((entry) => entry.unitId)])];
    const keyOf = (unitId: string) => `${participation.campaignId} ${unitId}`;
    return (
      refuseClosed(participation) ?? {
        branch,
        unit,
        participation,
        playbook,
        stage: participation.openStage,
        stages: openStagesOf(metThere.flatMap((unitId) => units.get(keyOf(unitId)) ?? [])),
        judged: new Set(metThere.filter((unitId) => judged.has(keyOf(unitId)))),
        roll,
        entries: new Map(roll.map((entry) => [entry.personId, entry])),
        units: metThere.flatMap((unitId) => units.get(keyOf(unitId)) ?? []),
      }
    );
  };
  return new Map([...branches].map(([id, branch]) => [id, stateOf(branch)]));
}

/** What is asked to be read of whoever met where something is named, by campaign; a query for each among them. */
async function askedAt(
  tx: Tx,
  states: ReadonlyMap<string, BranchState | Refused>,
  meetings: readonly RecordActivityInput[],
): Promise<ReadonlyMap<string, AskedBy>> {
  const read = new Set(meetings.flatMap(({ branchId, readings }) => (readings === undefined ? [] : [branchId])));
  const known = [...read].flatMap((branchId) => {
    const state = states.get(branchId);
    return state === undefined || isRefusal(state) ? [] : [state];
  });
  const asked = new Map<string, AskedBy>();
  for (const [campaignId, those] of Map.groupBy(known, ({ participation }) => participation.campaignId)) {
    const units = new Map(those.flatMap((state) => state.units.map((unit) => [unit.id, unit])));
    asked.set(campaignId, await askedBy(tx, [...units.values()]));
  }
  return asked;
}

/** What the branches have recorded for the times of the list, by branch; a query for each campaign and region among them. */
async function recordedOf(
  tx: Tx,
  states: readonly (BranchState | Refused)[],
  meetings: readonly RecordActivityInput[],
): Promise<ReadonlyMap<string, readonly Recorded[]>> {
  const times = {
    startsAt: new Date(Math.min(...meetings.map(({ startsAt }) => startsAt.getTime()))),
    endsAt: new Date(Math.max(...meetings.map(({ endsAt }) => endsAt.getTime()))),
  };
  const known = states.flatMap((state) => (isRefusal(state) ? [] : state));
  const groups = Map.groupBy(known, ({ branch, participation }) => `${branch.regionId} ${participation.campaignId}`);
  const held = [];
  for (const those of groups.values()) {
    const [first] = those;
    if (first === undefined) continue;
    const ids = those.map(({ branch }) => branch.id);
    held.push(...(await heldBetween(tx, first.branch.regionId, first.participation.campaignId, ids, times)));
  }
  return Map.groupBy(held, ({ branchId }) => branchId);
}
