import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import { mayActOn, type Verb } from '@muster/core/access';
import { dueDay, type Condition } from '@muster/core/campaign';
import type { Judgement } from '@muster/core/gate';
import type { Participation } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Actor } from '../platform/identity.ts';
import { letOffOf } from './let-off-of.ts';
import type { Holder, Lacking, LatestAssessment, OwedInStage, VotesWith } from './lacking.view.ts';

type Finding = RouteAnswer<typeof readGate>['findings'][number];
type Team = { readonly name: string; readonly acting: readonly string[] };

/** Everything about the unit that explaining a condition may need. */
export interface Circumstance {
  readonly participation: Participation;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly earned: readonly Lacking[];
  readonly holders: readonly Holder[];
  readonly teams: readonly Team[];
  /** The same for the vote at hand, which may be one of several units. */
  readonly votingTeams: readonly Team[];
  /** That forms the teams. */
  readonly office: string;
  /** Whether the actor is of the unit, or of any that the vote at hand asks of: then somebody else rules on it. */
  readonly recused: { readonly here: boolean; readonly fromVote: boolean };
  readonly assessment: LatestAssessment | null;
  /** Who was pooled for the vote, the one first where it is counted; empty where the unit votes alone. */
  readonly together: readonly VotesWith[];
  readonly owed: readonly OwedInStage[];
  /** As far as one sees them. */
  readonly branchIds: readonly string[];
  /** Where units are pooled that are too small. */
  readonly above: Node | null;
  /** Of a unit that votes by itself, where too few may vote; null where enough may. */
  readonly tooFew: Finding['tooFew'];
  /** Before which no other vote is held; null where one may be held today. */
  readonly opensOn: Finding['opensOn'];
  /** Under way, while which nothing is recorded that the stage is judged by. */
  readonly transition: unknown;
  readonly actor: Actor;
}

/** One condition explained: now, needed, the gap, whose, by when, and the act that closes it. */
export function findingOf(judgement: Judgement, condition: Condition | undefined, about: Circumstance): Finding {
  const { condition: pinned, verdict, num, den } = judgement;
  const owed = about.owed.find(({ kind, code }) => kind === 'deliverable' && code === pinned.subject);
  // What is over shows how far it came; who lacked something then is not who would lack it now, and nobody has to act.
  const isOver = about.participation.closedOn !== null;
  const missing =
    isOver || pinned.memberNeeds === null ? [] : missingOf(pinned.measure, pinned.memberNeeds, about.earned);
  const act = actOf(pinned, missing, owed, about);
  const opensOn = act.kind === 'open-assessment' && !isOver && verdict !== 'met' ? about.opensOn : null;
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
    presentNum: pinned.present?.num ?? null,
    presentDen: pinned.present?.den ?? null,
    missing,
    whose: isOver || verdict === 'not-applicable' ? [] : whoseOf(judgement, missing, owed, about),
    due: owed?.dueOn ?? dueOf(condition, about),
    letOff: [...letOffOf(pinned, about.owed)],
    assessmentId: isVote(pinned.measure) ? countedOf(about) : null,
    countedAt: isVote(pinned.measure) && !isOver ? countedElsewhere(about) : null,
    tooFew: isVote(pinned.measure) && !isOver && mayVote(about.assessment) ? about.tooFew : null,
    opensOn,
    together: isVote(pinned.measure) && !isOver ? about.together.map(({ id, name }) => ({ id, name })) : [],
    act:
      isOver || verdict === 'met' || verdict === 'not-applicable'
        ? none
        : { ...act, mayDo: act.mayDo && about.transition === null && opensOn === null },
  };
}

function dueOf(condition: Condition | undefined, { startsOn, endsOn }: Circumstance): string {
  return dueDay({ startsOn, endsOn }, { anchor: 'end', offsetDays: condition?.dueDaysBeforeEnd ?? 0 });
}

const isVote = (measure: string): boolean => measure.startsWith('assessment.');

function countedOf({ assessment }: Circumstance): string | null {
  if (assessment === null) return null;
  const isCounted = assessment.state !== 'counting' && assessment.state !== 'agreed';
  return assessment.outcomeId ?? (isCounted ? assessment.id : null);
}

/** Of a joint vote that another unit counts, until its count is confirmed; its page only for whoever may read it there. */
function countedElsewhere(about: Circumstance): Finding['countedAt'] {
  const { assessment, actor, participation } = about;
  const host = hostOf(about);
  if (host === null || (assessment?.state !== 'counting' && assessment?.state !== 'agreed')) return null;
  const place = { path: host.path, linked: [], campaignId: participation.campaignId };
  return {
    unit: { id: host.id, name: host.name },
    assessmentId: mayActOn(actor.grants, 'read', place) ? assessment.countedIn : null,
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

function whoseOf(
  { condition: { measure, grain }, num, den }: Judgement,
  missing: Finding['missing'],
  owed: OwedInStage | undefined,
  about: Circumstance,
): Finding['whose'] {
  if (grain === 'member') {
    const branches = new Set(missing.map((member) => member.branchId));
    const secretaries = about.holders.filter(
      ({ role, organisationId }) => role === 'secretary' && branches.has(organisationId),
    );
    // More lack it than one sees, in branches that are neighbours; or none of the branches has a secretary: who records for the unit as a whole.
    const isBeyond = (den ?? 0) - (num ?? 0) > missing.length;
    const forAll = isBeyond || secretaries.length === 0 ? holdersOf(['clerk', 'head'], about) : [];
    return [...secretaries.map(named), ...forAll];
  }
  if (measure.startsWith('study.')) {
    const recording = holdersOf(['clerk', 'secretary'], about);
    return recording.length === 0 ? holdersOf(['head'], about) : recording;
  }
  if (measure === 'supervision.orders-closed' || measure === 'supervision.self-check')
    return [...holdersOf(['clerk', 'head'], about), ...actingOf(about.teams, about)];
  if (owed !== undefined)
    return owed.state === 'waiting' ? actingOf(about.teams, about) : holdersOf(['clerk', 'head'], about);
  const { assessment } = about;
  // Who supervises confirms the count, orders what the votes found to be put right, and verifies it; the unit mends it in between.
  if (assessment?.state === 'agreed') return actingOf(about.votingTeams, about);
  if (assessment?.state === 'confirmed' || assessment?.state === 'answered') return actingOf(about.teams, about);
  if (assessment?.state === 'ordered') return holdersOf(['head'], about);
  // Who is too small to vote alone is pooled with others by whoever runs the campaign above.
  if (mayVote(assessment) && about.tooFew !== null) return [officeOf(about)];
  // What is opened for several units is opened by whoever may for all of them: the office, which has them vote together.
  if (mayVote(assessment) && about.together.length > 0) return [officeOf(about)];
  // It is counted at the one that hosts it, by people whom a guest does not see.
  const host = hostOf(about);
  if (!mayVote(assessment) && host !== null) return [{ role: 'clerk', name: '', organisationName: host.name }];
  return holdersOf(mayVote(assessment) ? ['clerk', 'head'] : ['clerk', 'secretary'], about);
}

/** Who hosts a joint vote, seen from another unit of it; null where it is counted here. */
const hostOf = ({ together: [host], participation: { unitId } }: Circumstance): VotesWith | null =>
  host === undefined || host.id === unitId ? null : host;

/** Nobody voted yet, or there may be another vote. */
const mayVote = (assessment: LatestAssessment | null): boolean =>
  assessment === null || assessment.state === 'too-few' || assessment.state === 'mended';

function holdersOf(roles: readonly string[], { holders }: Circumstance): Finding['whose'] {
  return holders.filter((holder) => roles.includes(holder.role)).map(named);
}

const named = ({ role, name, organisationName }: Holder): Finding['whose'][number] => ({
  role,
  name,
  organisationName,
});

/** Those of the teams who may act; where nobody may, the office, that has to name somebody else. */
function actingOf(teams: readonly Team[], about: Circumstance): Finding['whose'] {
  const acting = teams.flatMap((team) =>
    team.acting.map((name) => ({ role: 'supervisor', name, organisationName: team.name })),
  );
  if (acting.length > 0 || teams.length === 0) return acting;
  return [officeOf(about)];
}

const officeOf = ({ office }: Circumstance): Finding['whose'][number] => ({
  role: 'office',
  name: '',
  organisationName: office,
});

function actOf(
  { measure, memberNeeds }: Judgement['condition'],
  missing: Finding['missing'],
  owed: OwedInStage | undefined,
  about: Circumstance,
): Finding['act'] {
  const { assessment, actor, participation } = about;
  const may = (verb: Verb) => participation.closedOn === null && mayActOn(actor.grants, verb, participation.place);
  const placeOf = ({ path }: VotesWith) => ({ path, linked: [], campaignId: participation.campaignId });
  const host = hostOf(about);
  const mayCheck = !about.recused.here && may('check-deliverable');
  if (measure === 'study.made-up') {
    return { kind: 'record-make-up', targetId: participation.unitId, mayDo: may('record-activity') };
  }
  if (measure.startsWith('study.')) {
    // Hours are lacking in the branches of those who lack them; of a neighbour's people one sees none, and a meeting of one's own adds nothing.
    const targetId = missing[0]?.branchId ?? (memberNeeds === null ? about.branchIds[0] : null) ?? null;
    return { kind: 'record-activity', targetId, mayDo: targetId !== null && may('record-activity') };
  }
  if (measure === 'deliverable.accepted') {
    return owed?.state === 'waiting'
      ? { kind: 'check-deliverable', targetId: owed.id, mayDo: mayCheck }
      : { kind: 'hand-in', targetId: owed?.id ?? null, mayDo: may('submit-deliverable') };
  }
  if (measure === 'supervision.self-check')
    return {
      kind: 'check-oneself',
      targetId: participation.unitId,
      mayDo: may('submit-deliverable') || mayCheck,
    };
  const { unitId } = participation;
  const closes = may('submit-deliverable') || mayCheck;
  if (measure === 'supervision.orders-closed') return { kind: 'close-orders', targetId: unitId, mayDo: closes };
  // A vote that was lost is put right before there is another.
  if (assessment?.state === 'confirmed')
    return { kind: 'order-correction', targetId: unitId, mayDo: !about.recused.here && may('order-correction') };
  if (assessment?.state === 'ordered') return { kind: 'close-orders', targetId: unitId, mayDo: closes };
  if (assessment?.state === 'answered') return { kind: 'verify-order', targetId: assessment.orderId, mayDo: mayCheck };
  if (mayVote(assessment) && about.tooFew !== null)
    return {
      kind: 'form-pool',
      targetId: about.above?.id ?? null,
      mayDo:
        participation.closedOn === null &&
        about.above !== null &&
        mayActOn(actor.grants, 'manage-campaign', about.above.place),
    };
  if (assessment === null || mayVote(assessment))
    return {
      kind: 'open-assessment',
      targetId: about.together[0]?.id ?? unitId,
      mayDo:
        may('open-assessment') &&
        about.together.every((each) => mayActOn(actor.grants, 'open-assessment', placeOf(each))),
    };
  if (assessment.state === 'counting')
    return {
      kind: 'enter-count',
      targetId: assessment.countedIn ?? assessment.id,
      mayDo: may('tell-assessment') && (host === null || mayActOn(actor.grants, 'tell-assessment', placeOf(host))),
    };
  return {
    kind: 'confirm-assessment',
    targetId: assessment.countedIn ?? assessment.id,
    mayDo: !about.recused.fromVote && may('confirm-assessment'),
  };
}
