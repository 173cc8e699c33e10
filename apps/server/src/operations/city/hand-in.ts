import { checkDeliverable, listObligations, submitDeliverable } from '@muster/contract/obligation';
import type { RouteAnswer } from '@muster/contract';
import type { Visitor } from '../visitor.ts';
import type { AssessedSeat } from './assess-first-batch.ts';
import { inParallel } from './in-parallel.ts';
import { atOnce } from './offices.ts';

type Owed = RouteAnswer<typeof listObligations>['obligations'][number];

/** What the units of the first batch handed in, by the playbook's codes. */
const texts: Readonly<Record<string, string>> = {
  'unit-plan': '一、主要负责人为第一责任人。\n二、集中培训三天，每周晚上集中学习两次。\n三、每名党员联系一名群众。',
  'effect-check': '学习笔记逐人查看，心得体会在支部交流，开卷考试全部合格。',
  'stage-summary': '本阶段各步骤按期完成，群众意见已梳理并答复，存在的不足列入下一阶段。',
};

/** In one stage: the unit's contact hands each in, the team accepts it. Days as the clock is set by `on`. */
export async function handIn(
  office: Visitor,
  { units }: AssessedSeat,
  { organisationId, stageCode, codes }: { organisationId: string; stageCode: string; codes: readonly string[] },
  on: (step: 'submitted' | 'checked') => void,
  wrote: (rows: number) => void,
): Promise<void> {
  const voting = new Map(units.map((each) => [each.unitId, each]));
  const owed = (await stillOwed(office, organisationId)).filter(
    (each) => each.stageCode === stageCode && codes.includes(each.code) && voting.has(each.unit.id),
  );
  const handedIn: { deliverableId: string; leader: Visitor }[] = [];
  on('submitted');
  await inParallel(owed, atOnce, async ({ id, code, unit }) => {
    const { clerk, crew } = voting.get(unit.id) ?? {};
    if (clerk === undefined || crew === undefined) return;
    const body = { text: texts[code] ?? '', file: null };
    const { id: deliverableId } = await clerk.call(submitDeliverable, { params: { obligationId: id }, body });
    handedIn.push({ deliverableId, leader: crew.leader });
  });
  on('checked');
  await inParallel(handedIn, atOnce, async ({ deliverableId, leader }) => {
    await leader.call(checkDeliverable, { params: { deliverableId }, body: { outcome: 'accepted', note: null } });
    wrote(1);
  });
}

async function stillOwed(office: Visitor, organisationId: string): Promise<Owed[]> {
  const owed: Owed[] = [];
  let after: string | undefined;
  do {
    const query = { state: 'open' as const, limit: 200, ...(after === undefined ? {} : { after }) };
    const page = await office.call(listObligations, { params: { organisationId }, query });
    owed.push(...page.obligations);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return owed;
}
