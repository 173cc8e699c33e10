import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import { mayActOn, type Verb } from '@muster/core/access';
import { catalogue, type Condition } from '@muster/core/campaign';
import type { Judgement } from '@muster/core/gate';
import { addDays } from '@muster/core/kernel';
import type { Participation } from '../campaign/index.ts';
import type { Actor } from '../platform/identity.ts';
import type { Holder, Lacking, LatestAssessment } from './lacking.view.ts';

type Finding = RouteAnswer<typeof readGate>['findings'][number];

/** Everything about the unit that explaining a condition may need. */
export interface Circumstance {
  readonly participation: Participation;
  readonly endsOn: string;
  readonly earned: readonly Lacking[];
  readonly holders: readonly Holder[];
  readonly teams: readonly { readonly name: string; readonly leaderName: string | null }[];
  readonly assessment: LatestAssessment | null;
  readonly firstBranchId: string | null;
  readonly actor: Actor;
}

/** One condition explained: now, needed, the gap, whose, by when, and the act that closes it. */
export function findingOf(judgement: Judgement, condition: Condition | undefined, about: Circumstance): Finding {
  const { condition: pinned, verdict, num, den } = judgement;
  const missing = pinned.memberNeeds === null ? [] : missingOf(pinned.measure, pinned.memberNeeds, about.earned);
  return {
    code: pinned.code,
    title: condition?.title ?? { zh: pinned.code, en: pinned.code },
    measure: pinned.measure,
    grain: pinned.grain,
    isHard: pinned.isHard,
    verdict,
    num,
    den,
    memberNeeds: pinned.memberNeeds,
    thresholdNum: pinned.threshold?.num ?? null,
    thresholdDen: pinned.threshold?.den ?? null,
    missing,
    whose: whoseOf(pinned.grain, missing, about),
    due: addDays(about.endsOn, -(condition?.dueDaysBeforeEnd ?? 0)),
    act: verdict === 'met' || verdict === 'not-applicable' ? none : actOf(pinned.measure, missing, about),
  };
}

const none = { kind: 'none', targetId: null, mayDo: false } as const;

function missingOf(measure: string, needs: number, earned: readonly Lacking[]): Finding['missing'] {
  const have = (member: Lacking) => (measure === 'study.collective-minutes' ? member.collective : member.total);
  return earned
    .filter((member) => have(member) < needs)
    .map((member) => ({
      personId: member.personId,
      name: member.name,
      branchId: member.branchId,
      branchName: member.branchName,
      minutes: needs - have(member),
    }));
}

function whoseOf(grain: 'member' | 'unit', missing: Finding['missing'], about: Circumstance): Finding['whose'] {
  if (grain === 'member') {
    const branches = new Set(missing.map((member) => member.branchId));
    return about.holders
      .filter((holder) => holder.role === 'secretary' && branches.has(holder.organisationId))
      .map(({ role, name, organisationName }) => ({ role, name, organisationName }));
  }
  const { assessment } = about;
  if (assessment?.state === 'agreed') {
    return about.teams.map((team) => ({
      role: 'supervisor',
      name: team.leaderName ?? '',
      organisationName: team.name,
    }));
  }
  const roles = assessment === null ? ['clerk', 'head'] : ['clerk', 'secretary'];
  return about.holders
    .filter((holder) => roles.includes(holder.role))
    .map(({ role, name, organisationName }) => ({ role, name, organisationName }));
}

function actOf(measure: string, missing: Finding['missing'], about: Circumstance): Finding['act'] {
  const { assessment, actor, participation } = about;
  const may = (verb: Verb) => mayActOn(actor.grants, verb, participation.place);
  if (catalogue.find((each) => each.code === measure)?.grain === 'member') {
    return {
      kind: 'record-activity',
      targetId: missing[0]?.branchId ?? about.firstBranchId,
      mayDo: may('record-activity'),
    };
  }
  if (assessment === null)
    return { kind: 'open-assessment', targetId: participation.unitId, mayDo: may('open-assessment') };
  if (assessment.state === 'counting')
    return { kind: 'enter-count', targetId: assessment.id, mayDo: may('tell-assessment') };
  if (assessment.state === 'agreed')
    return { kind: 'confirm-assessment', targetId: assessment.id, mayDo: may('confirm-assessment') };
  return none;
}
