import { askExtension, decideExtension, exemptObligation, listObligations } from '@muster/contract/obligation';
import { addDays } from '@muster/core/kernel';
import { idOf, type Officers } from './build-offices.ts';
import type { Town } from './build-town.ts';
import { instantOf } from './calendar.ts';
import type { DemoUnit } from './town.ts';

interface Relief {
  readonly code: 'plan' | 'summary';
  /** Days into the stage. */
  readonly on: number;
  readonly ask?: { readonly until: number; readonly reason: string; readonly isDecided: boolean };
  readonly exempt?: string;
}

const reliefs: Readonly<Record<string, Relief>> = {
  U02: {
    code: 'summary',
    on: 30,
    ask: { until: 37, reason: '两名在外党员的补课排在最后一周，小结要等补课记完。', isDecided: true },
  },
  U04: {
    code: 'summary',
    on: 31,
    ask: { until: 37, reason: '站长在县里参加培训，回来后才能定稿。', isDecided: false },
  },
  U09: { code: 'summary', on: 31, exempt: '与村委会合并总结，由村委会一并上报。' },
};

/** Who asked for more time and was given it or waits, and who was let off. */
export async function buildRelief(
  { house, calendar, ids, office }: Town,
  offices: Officers,
  unit: DemoUnit,
): Promise<void> {
  const relief = reliefs[unit.code];
  if (relief === undefined) return;
  const clerk = offices.units.get(unit.code)?.clerk;
  if (clerk === undefined) throw new Error(`${unit.name} lacks an office`);
  const on = (day: number, time: string) => house.clock.set(instantOf(addDays(calendar.startsOn, day), time));
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: idOf(ids, unit.name) } });
  const obligationId = obligations.find(({ code }) => code === relief.code)?.id ?? '';
  on(relief.on, '09:10');
  if (relief.exempt !== undefined)
    await office.call(exemptObligation, { params: { obligationId }, body: { reason: relief.exempt } });
  if (relief.ask === undefined) return;
  const { until, reason, isDecided } = relief.ask;
  const body = { untilOn: addDays(calendar.startsOn, until), reason };
  const { id: extensionId } = await clerk.call(askExtension, { params: { obligationId }, body });
  if (!isDecided) return;
  on(relief.on, '16:40');
  await office.call(decideExtension, { params: { extensionId }, body: { outcome: 'granted', note: null } });
}
