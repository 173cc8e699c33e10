import { handInScript } from '@muster/contract/study';
import { exemptObligation } from '@muster/contract/obligation';
import type { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { stillToDo } from './hand-in.ts';
import { inParallel } from '../in-parallel.ts';
import type { HeldMeeting, PlannedMeeting, SpokeAt } from './meetings.ts';
import { atOnce } from './offices.ts';
import { scriptOf } from './paper-texts.ts';
import type { BatchPlan, PlannedUnit } from './plan-city.ts';

const experts = [
  '市委党校讲师周文远',
  '市委讲师团孙立群',
  '县委党校教师罗素英',
  '农业局农艺师何正明',
  '司法局干部唐建国',
  '县志办研究员冯书田',
] as const;
const models = ['省劳动模范李成芳', '优秀乡村教师吴桂兰', '全市优秀党员张德厚', '老支书刘万和'] as const;

/** Of so many units one had no expert, and says why. */
const oneWithoutExpert = 40;
const whyNoExpert = [
  '请的专家临时被抽去防汛，会上放了他的讲座录像，人没有到。',
  '单位搬迁，当周没有场地，党校老师的课没有排上。',
  '只有五名党员，和邻近单位一起听过报告，没有单独请人。',
] as const;

export interface Speaking {
  readonly unit: PlannedUnit;
  readonly unitId: string;
  readonly head: Visitor;
}

/** At the first meeting for it in each unit its head spoke, an expert, and somebody exemplary; and in each branch everybody who was there. */
export function spokeInFirstBatch(
  { id }: Pick<City, 'id'>,
  { organisations, members }: BatchPlan,
  chance: Seeded,
  units: readonly Speaking[],
): SpokeAt {
  const places = new Map(units.map((each, place) => [each.unit, { ...each, place }]));
  const hosts = new Map(organisations.map(({ code, units: [host] }) => [code, host]));
  const rolls = Map.groupBy(members, ({ branch }) => branch);
  const given = new Set<string>();
  return (meeting) => {
    const { branch, kind } = meeting;
    const host = hosts.get(branch);
    const unit = host === undefined ? undefined : places.get(host);
    if (unit === undefined) return [];
    const there = presentAt(meeting, rolls.get(branch) ?? []);
    if (kind === 'own-lecture') return there.map(({ code }) => ({ capacity: 'member', personId: id(code) }));
    const key = `${unit.unitId} ${kind}`;
    if (given.has(key)) return [];
    given.add(key);
    if (kind === 'leader-lecture') return [{ capacity: 'head', personId: unit.head.personId }];
    if (kind === 'expert-lecture')
      return lacksExpert(unit.place) ? [] : [{ capacity: 'expert', name: chance.pick(experts) }];
    if (kind !== 'model-lecture') return [];
    const model = unit.place % 3 === 0 ? undefined : there[1 + (unit.place % 3)];
    return [
      { capacity: 'model', ...(model === undefined ? { name: chance.pick(models) } : { personId: id(model.code) }) },
    ];
  };
}

/**
 * Each head once, experts and exemplary members at most of the meetings for them (of the others nobody wrote down who it was), and two of
 * three of those who were there when it was their turn.
 */
export function spokeInSecondBatch(
  { id }: Pick<City, 'id'>,
  { organisations, members }: BatchPlan,
  headOf: ReadonlyMap<string, string>,
): SpokeAt {
  const hosts = new Map(organisations.map(({ code, units: [host] }) => [code, host?.code ?? '']));
  const rolls = Map.groupBy(members, ({ branch }) => branch);
  const given = new Set<string>();
  return (meeting) => {
    const { branch, kind } = meeting;
    const number = Number(branch.replaceAll(/\D/g, ''));
    const there = presentAt(meeting, rolls.get(branch) ?? []);
    if (kind === 'own-lecture')
      return there
        .filter((_, place) => place % 3 !== 2)
        .map(({ code }) => ({ capacity: 'member', personId: id(code) }));
    if (kind === 'expert-lecture')
      return number % 6 === 5 ? [] : [{ capacity: 'expert', name: experts[number % experts.length] ?? '' }];
    if (kind === 'model-lecture')
      return number % 6 === 4 ? [] : [{ capacity: 'model', name: models[number % models.length] ?? '' }];
    const host = hosts.get(branch) ?? '';
    const head = headOf.get(host);
    if (kind !== 'leader-lecture' || head === undefined || given.has(host)) return [];
    given.add(host);
    return [{ capacity: 'head', personId: id(head) }];
  };
}

const lacksExpert = (place: number): boolean => place % oneWithoutExpert === 7;

function presentAt<Member extends { readonly code: string }>(
  { absences }: PlannedMeeting,
  roll: readonly Member[],
): Member[] {
  const away = new Set(absences.map(({ member }) => member));
  return roll.filter(({ code }) => !away.has(code));
}

/** Each head hands in the own script: whose own it is only the head says. */
export async function handInScripts(
  chance: Seeded,
  held: readonly HeldMeeting[],
  { organisations }: BatchPlan,
  units: readonly Speaking[],
): Promise<void> {
  const speaking = new Map(units.map((each) => [each.unit, each]));
  const hosts = new Map(organisations.map(({ code, units: [host] }) => [code, host]));
  const given = held.flatMap(({ meeting, lectureIds: [lectureId] }) => {
    const host = hosts.get(meeting.branch);
    const unit = host === undefined ? undefined : speaking.get(host);
    return meeting.kind === 'leader-lecture' && lectureId !== undefined && unit !== undefined
      ? { lectureId, unit }
      : [];
  });
  await inParallel(given, atOnce, async ({ lectureId, unit }) => {
    const body = { text: scriptOf(chance, unit.unit.name), file: null, isOwn: true };
    await unit.head.call(handInScript, { params: { lectureId }, body });
  });
}

/** The few units that no expert came to are let off one by one, each for a reason of its own. */
export async function letOffExperts(
  office: Visitor,
  organisationId: string,
  units: readonly Speaking[],
): Promise<void> {
  const without = new Map(units.filter((_, place) => lacksExpert(place)).map(({ unitId }, place) => [unitId, place]));
  for (const { id: obligationId, unit, addressee } of await stillToDo(office, organisationId, 'lecture')) {
    const place = unit === null ? undefined : without.get(unit.id);
    if (place === undefined || addressee !== 'unit') continue;
    const reason = whyNoExpert[place % whyNoExpert.length] ?? '';
    await office.call(exemptObligation, { params: { obligationId }, body: { reason } });
  }
}
