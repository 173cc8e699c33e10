import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import { mayActOn } from '@muster/core/access';
import { mayApply } from '@muster/core/gate';
import { civilDateAt } from '@muster/core/kernel';
import {
  campaignAtHand,
  effectivePlaybooks,
  participationIn,
  refuseClosed,
  type Participation,
} from '../campaign/index.ts';
import { branchesOf, findNode, findRoots, withFormerPlaces, type Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { recusedAmong, selfCheckStanding, teamsOfUnit } from '../supervision/index.ts';
import { findingOf } from './finding.ts';
import { earnedByMember, holdersOf, latestAssessment, membersCounted, owedInStage } from './lacking.view.ts';
import { gateState } from './measures.ts';
import { cameOff, flippedSince } from './since.view.ts';
import { transitionsOfUnit } from './transitions.view.ts';

type Gate = RouteAnswer<typeof readGate>;

/** The place whose office decides: where the campaign runs; for a unit that went to another storage region the topmost one there. */
async function decidesFor(tx: ReadTx, unit: Node, rootId: string): Promise<Node | null> {
  const root = await findNode(tx, rootId);
  if (root?.regionId === unit.regionId) return root;
  const [topmost] = await findRoots(tx, unit.regionId);
  return topmost?.tree === 'place' ? topmost : null;
}

/** What stands between a unit and its next stage, from the records at this moment. */
export async function gateOf(tx: ReadTx, unit: Node, context: Context): Promise<Gate> {
  const { actor, at, platform } = context;
  const campaign = await campaignAtHand(tx, unit, context);
  const participation = campaign === null ? null : await participationIn(tx, unit.id, campaign.id);
  const branches = await branchesOf(tx, unit.id);
  const holders = await holdersOf(tx, [unit.id, ...branches.map((branch) => branch.id)]);
  const parent = unit.parentId === null ? null : await findNode(tx, unit.parentId);
  const root = campaign === null ? null : await decidesFor(tx, unit, campaign.rootId);
  const teams = campaign === null ? [] : await teamsOfUnit(tx, unit.id, campaign.id);
  const common = {
    asOf: at.toISOString(),
    teams: teams.map((team) => ({ id: team.id, name: team.name, leader: team.leaderName, acting: [...team.acting] })),
    heads: holders.filter((holder) => holder.role === 'head').map((holder) => holder.name),
    office: root?.name ?? null,
  };
  const about = {
    id: unit.id,
    name: unit.name,
    above: parent?.name ?? null,
    branches: branches.map(({ id, name }) => ({ id, name })),
    members: await membersCounted(tx, unit),
  };
  if (campaign === null || participation === null) return { ...notTakingPart, ...common, unit: about };

  const gate = await gateState(tx, participation);
  const stage = participation.openStage;
  const earned = await earnedByMember(tx, participation, stage?.code ?? participation.stages[0]?.code ?? '');
  const assessment = stage === null ? null : await latestAssessment(tx, participation, stage.code);
  const transitions = await withFormerPlaces(tx, unit, actor, () => transitionsOfUnit(tx, participation, actor));
  const open = transitions.find((each) => each.state === 'applied' || each.state === 'endorsed') ?? null;
  const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id) ?? campaign.playbook;
  const conditions = playbook.stages.find((each) => each.code === stage?.code)?.conditions ?? [];
  const voting = assessment?.unitIds ?? [unit.id];
  const recusedFrom = await recusedAmong(
    tx,
    actor.personId,
    [...new Set([unit.id, ...voting])].map((unitId) => ({ regionId: unit.regionId, unitId })),
  );
  const recused = recusedFrom.has(unit.id);
  const circumstance = {
    participation,
    startsOn: stage?.startsOn ?? '',
    endsOn: stage?.endsOn ?? '',
    earned,
    holders,
    teams,
    votingTeams: voting.length > 1 ? await teamsOfUnit(tx, unit.id, campaign.id, voting) : teams,
    office: root?.name ?? '',
    recused: { here: recused, fromVote: recusedFrom.size > 0 },
    assessment,
    owed: stage === null ? [] : await owedInStage(tx, participation, stage.code),
    firstBranchId: branches[0]?.id ?? null,
    actor,
  };
  const blocked = refuseClosed(participation) ?? mayApply(gate, civilDateAt(at, platform.timeZone), null);
  return {
    ...common,
    unit: about,
    recused: recused && mayActOn(actor.grants, 'confirm-assessment', participation.place),
    campaignId: campaign.id,
    stages: stagesOf(participation, campaign.playbook.stages),
    stageCode: stage?.code ?? null,
    findings: gate.judgements.map((judgement) =>
      findingOf(
        judgement,
        conditions.find((each) => each.code === judgement.condition.code),
        circumstance,
      ),
    ),
    judgedHash: gate.judgedHash,
    unreported: gate.toReport,
    selfCheck: stage === null ? null : await selfCheckStanding(tx, participation, stage.code, playbook),
    flipped: open === null ? [] : await flippedSince(tx, participation.regionId, open.id, gate.judgements),
    cameOff: stage === null ? [] : await cameOff(tx, participation, stage),
    transition: open,
    earlier: transitions.filter((each) => each.state !== 'applied' && each.state !== 'endorsed'),
    mayApply: blocked === null && mayActOn(actor.grants, 'apply-transition', participation.place),
    applyRefusal: blocked === null ? null : { code: blocked.refused, params: { ...blocked.params } },
  };
}

const notTakingPart = {
  recused: false,
  campaignId: null,
  stages: [],
  stageCode: null,
  findings: [],
  judgedHash: '',
  unreported: [],
  selfCheck: null,
  flipped: [],
  cameOff: [],
  transition: null,
  earlier: [],
  mayApply: false,
  applyRefusal: { code: 'stage-not-open', params: {} },
} satisfies Partial<Gate>;

function stagesOf(
  participation: Participation,
  titles: readonly { code: string; title: Gate['stages'][number]['title'] }[],
): Gate['stages'] {
  return participation.stages.map((stage) => ({
    code: stage.code,
    title: titles.find((each) => each.code === stage.code)?.title ?? { zh: stage.code, en: stage.code },
    startsOn: stage.startsOn,
    earliestOn: stage.earliestOn,
    endsOn: stage.endsOn,
    state: stage.closedAt !== null ? 'closed' : stage.openedAt !== null ? 'open' : 'ahead',
  }));
}
