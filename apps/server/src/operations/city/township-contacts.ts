import { addDays } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import { checkAll, handInAll, letOff, papersOwed, type Keeper } from './hand-in.ts';
import { crewOf, officer, type Crews } from './offices.ts';
import type { PlannedUnit } from './plan-city.ts';

/** Of a hundred: units whose papers somebody in the township keeps, and how far those have come. */
const shares = {
  kept: 55,
  plan: 88,
  record: 80,
  planLate: 7,
  accepted: 62,
  returned: 12,
  letter: 85,
  steps: 22,
} as const;

const whyReturned = [
  '与本单位实际结合不够',
  '时间安排不细，操作性不强',
  '主题实践活动特色不鲜明',
  '保证措施不到位',
] as const;

/** In each township somebody keeps the papers of many units: most have handed in their plan and the record of their mobilisation, and a few tell already how the key steps were held. */
export async function keepPapers(
  city: City,
  { code, units, crews, office }: { code: string; units: readonly PlannedUnit[]; crews: Crews; office: Visitor },
): Promise<void> {
  const { days, house, id } = city;
  const chance = new Seeded(Number.parseInt(code, 10) + 20);
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(days.second, day), time));
  const drawn = (share: number) => chance.next() * 100 < share;
  on(2, '09:30');
  const keepers = new Map<string, Keeper>();
  for (const [town, those] of Map.groupBy(
    units.filter(() => drawn(shares.kept)),
    ({ region }) => region,
  )) {
    const clerk = await officer(
      city,
      'clerk',
      those.map((unit) => id(unit.code)),
      `contact-${town}`,
    );
    for (const unit of those) keepers.set(id(unit.code), { clerk, leader: crewOf(crews, unit).leader });
  }
  on(4, '15:30');
  const own = new Set(units.map((unit) => id(unit.code)));
  const open = await papersOwed(office, {
    organisationId: id(code),
    stageCode: null,
    codes: ['unit-plan', 'mobilisation-record', 'responsibility-letter', 'key-steps-record'],
  });
  const of = (wanted: string) => open.filter((paper) => paper.code === wanted && own.has(paper.unit.id));
  const kept = (wanted: string) => of(wanted).filter(({ unit }) => keepers.has(unit.id));
  const signed = of('responsibility-letter').filter(() => drawn(shares.letter));
  await letOff(
    office,
    signed.map((paper) => paper.id),
    '责任书由区县先教办与各单位当面签订，原件已归档。',
  );
  on(5, '10:20');
  const plans = kept('unit-plan').filter(() => drawn(shares.plan));
  await handInAll(chance, plans, keepers);
  on(9, '16:10');
  const records = kept('mobilisation-record').filter(() => drawn(shares.record));
  await handInAll(chance, records, keepers);
  on(11, '09:50');
  const said = plans.map((paper) => ({ paper, at: chance.next() * 100 }));
  await checkAll(pick(said, 0, shares.accepted), keepers, null);
  for (const [index, note] of whyReturned.entries()) {
    const width = shares.returned / whyReturned.length;
    const from = shares.accepted + index * width;
    await checkAll(pick(said, from, from + width), keepers, note);
  }
  on(13, '11:10');
  const late = kept('unit-plan').filter((paper) => !plans.includes(paper) && drawn(shares.planLate * 8));
  const steps = kept('key-steps-record').filter(() => drawn(shares.steps));
  await handInAll(chance, [...late, ...steps], keepers);
  await checkAll(
    [...records, ...steps].filter(() => drawn(shares.accepted)),
    keepers,
    null,
  );
}

type Said<T> = readonly { readonly paper: T; readonly at: number }[];

function pick<T>(said: Said<T>, from: number, to: number): T[] {
  return said.flatMap(({ paper, at }) => (at >= from && at < to ? paper : []));
}
