import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import { mayActOn } from '@muster/core/access';
import { mayApply } from '@muster/core/gate';
import { byOrderOf, countedDay, shiftedOf } from '@muster/core/campaign';
import { addDays, civilDateAt, type CivilDate } from '@muster/core/kernel';
import { refuseClosed, type ParticipationStage } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { findingOf } from './finding.ts';
import { loadGates, type LoadedGate } from './load-gates.ts';
import type { LoadedPart } from './load-parts.ts';

type Gate = RouteAnswer<typeof readGate>;

/**
 * What stands between each of these that are units and its next stage, from the records at this moment, in their order; as many queries
 * for one as for hundreds.
 */
export async function gatesOf(tx: ReadTx, nodes: readonly Node[], context: Context): Promise<Gate[]> {
  const units = nodes.filter(({ kind }) => kind === 'unit');
  const loaded = units.length === 0 ? [] : await loadGates(tx, units, context);
  return loaded.map((each) => ({
    ...notTakingPart,
    ...(each.part === null ? {} : gateOf(each, each.part, context)),
    ...aboutOf(each, context),
    earlier: each.transitions.filter(({ state }) => state !== 'applied' && state !== 'endorsed'),
  }));
}

/** What a unit has whether or not it takes part. */
function aboutOf({ unit, above, branches, electorate, teams, holders, office }: LoadedGate, { at }: Context) {
  return {
    asOf: at.toISOString(),
    teams: teams.map((team) => ({ id: team.id, name: team.name, leader: team.leaderName, acting: [...team.acting] })),
    heads: holders.filter((holder) => holder.role === 'head').map((holder) => holder.name),
    office,
    unit: {
      id: unit.id,
      name: unit.name,
      above: above?.name ?? null,
      branches: branches.map(({ id, name }) => ({ id, name })),
      members: electorate.members,
    },
  };
}

function gateOf(of: LoadedGate, part: LoadedPart, { actor, at, platform }: Context) {
  const { participation, playbook, gate } = part;
  const stage = participation.openStage;
  const conditions = playbook.stages.find((each) => each.code === stage?.code)?.conditions ?? [];
  const today = civilDateAt(at, platform.timeZone);
  const circumstance = {
    ...part,
    startsOn: stage?.startsOn ?? '',
    endsOn: stage?.endsOn ?? '',
    holders: of.holders,
    teams: of.teams,
    votingTeams: of.votingTeams,
    office: of.office ?? '',
    branchIds: of.branches.map(({ id }) => id),
    above: of.above,
    tooFew: tooFewOf(of, part),
    opensOn: opensOnOf(part, today),
    actor,
  };
  const blocked = refuseClosed(participation) ?? mayApply(gate, today, null);
  return {
    recused: part.recused.here && mayActOn(actor.grants, 'confirm-assessment', participation.place),
    campaignId: participation.campaignId,
    campaignClosedOn: participation.closedOn,
    stages: stagesOf(part, countedDay(participation, civilDateAt(at, platform.timeZone)), platform.timeZone),
    mendBy: part.mendBy,
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
    unmended: gate.unmended,
    selfCheck: part.selfCheck,
    flipped: part.flipped,
    cameOff: part.cameOff,
    arrived: part.arrived,
    transition: part.transition,
    mayApply: blocked === null && mayActOn(actor.grants, 'apply-transition', participation.place),
    applyRefusal: blocked === null ? null : { code: blocked.refused, params: { ...blocked.params } },
  };
}

/** Of a unit that votes by itself, where fewer may vote than the playbook asks for. */
function tooFewOf({ electorate: { members, representatives } }: LoadedGate, { together, playbook }: LoadedPart) {
  const [voters, least] = [members + representatives, playbook.fewestVoters];
  return together.length === 0 && voters < least ? { voters, least } : null;
}

/** So many days lie between two votes, however soon what the first one found was put right. */
function opensOnOf({ assessment, playbook }: LoadedPart, today: CivilDate): CivilDate | null {
  if (assessment?.state !== 'mended') return null;
  const day = addDays(assessment.heldOn, playbook.daysBetweenAssessments);
  return day > today ? day : null;
}

const notTakingPart = {
  recused: false,
  campaignId: null,
  campaignClosedOn: null,
  stages: [],
  mendBy: null,
  stageCode: null,
  findings: [],
  judgedHash: '',
  unreported: [],
  unmended: [],
  selfCheck: null,
  flipped: [],
  cameOff: [],
  arrived: [],
  transition: null,
  mayApply: false,
  applyRefusal: { code: 'stage-not-open', params: {} },
} satisfies Partial<Gate>;

function stagesOf({ participation, campaign, mendBy }: LoadedPart, today: string, timeZone: string): Gate['stages'] {
  const titles = campaign.playbook.stages;
  const stages = participation.stages.map((stage) => ({ ...stage, state: stateOf(stage) }));
  const shifted = shiftedOf(stages, participation.minimumTotalDays, today);
  const byOrder = byOrderOf(stages, participation.minimumTotalDays, today, mendBy);
  return stages.map((stage) => ({
    code: stage.code,
    title: titles.find((each) => each.code === stage.code)?.title ?? { zh: stage.code, en: stage.code },
    startsOn: stage.startsOn,
    earliestOn: stage.earliestOn,
    endsOn: stage.endsOn,
    state: stage.state,
    closedOn: stage.closedAt && civilDateAt(stage.closedAt, timeZone),
    shifted: shifted.get(stage.code) ?? null,
    byOrder: byOrder.get(stage.code) ?? null,
  }));
}

function stateOf({ closedAt, openedAt }: ParticipationStage): Gate['stages'][number]['state'] {
  if (closedAt !== null) return 'closed';
  return openedAt === null ? 'ahead' : 'open';
}
