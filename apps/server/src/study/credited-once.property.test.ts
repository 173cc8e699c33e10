import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { correctSheet, readRoll, recordActivity, voidActivity } from '@muster/contract/study';
import { readPerson } from '@muster/contract/roster';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import fc from 'fast-check';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const size = 15;
const personCode = (number: number) => `SCHOOL-1-${String(number).padStart(2, '0')}`;

interface Held {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly collective: boolean;
  readonly absent: ReadonlySet<number>;
  readonly version: number;
}

/** Minutes one by one, as nobody would count them who has to be quick. */
function earned(held: readonly Held[], person: number): [number, number] {
  const [all, collective] = [new Set<number>(), new Set<number>()];
  for (const { from, to, collective: isCollective, absent } of held) {
    if (absent.has(person)) continue;
    for (let minute = from; minute < to; minute += 1) {
      all.add(minute);
      if (isCollective) collective.add(minute);
    }
  }
  return [all.size, collective.size];
}

const absent = fc.uniqueArray(fc.integer({ min: 1, max: size }), { maxLength: 3 });
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('meet'),
      from: fc.integer({ min: 0, max: 480 }),
      length: fc.integer({ min: 120, max: 300 }),
      collective: fc.boolean(),
      seconds: fc.integer({ min: 0, max: 59 }),
      absent,
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('void'), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('correct'), which: fc.nat(), absent }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const isSame = (some: ReadonlySet<number>, others: readonly number[]) =>
  some.size === others.length && others.every((each) => some.has(each));

const midnight = Date.parse('2026-03-18T20:00:00+08:00');
const named = (numbers: readonly number[]) =>
  numbers.map((number) => ({ personId: house.id(personCode(number)), reason: 'sick' }));

async function done(each: Act, held: Held[]): Promise<void> {
  const secretary = await house.as('secretary');
  const branchId = house.id('SCHOOL-1');
  if ('length' in each) {
    const startsAt = midnight + each.from * 60_000 + each.seconds * 1000;
    const body = {
      kind: each.collective ? 'collective-study' : 'lesson-at-home',
      topic: '任意',
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + each.length * 60_000).toISOString(),
      absences: named(each.absent),
      another: true,
    };
    const { id } = await secretary.call(recordActivity, { params: { branchId }, body });
    const { from, length, collective } = each;
    held.push({ id, from, to: from + length, collective, absent: new Set(each.absent), version: 1 });
    return;
  }
  const index = each.which % Math.max(held.length, 1);
  const one = held[index];
  if (one === undefined) return;
  if (each.act === 'void') {
    await secretary.call(voidActivity, { params: { activityId: one.id }, body: { reason: '重复' } });
    held.splice(index, 1);
    return;
  }
  if (!('absent' in each) || isSame(one.absent, each.absent)) return;
  const body = { version: one.version, absences: named(each.absent), reason: '更正' };
  await secretary.call(correctSheet, { params: { activityId: one.id, branchId }, body });
  held[index] = { ...one, absent: new Set(each.absent), version: one.version + 1 };
}

test('whatever is recorded, corrected and voided, everybody has the minutes of the time at which they met, once', async () => {
  const head = await house.as('head');
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (acts) => {
      const held: Held[] = [];
      for (const each of acts) await done(each, held);
      const { hours } = await head.call(readRoll, { params: { branchId: house.id('SCHOOL-1') } });
      const have = new Map(hours.map((each) => [each.personId, [each.minutes, each.collectiveMinutes]]));
      const people = Array.from({ length: size }, (_, index) => index + 1);
      for (const person of people)
        assert.deepEqual(have.get(house.id(personCode(person))), earned(held, person), personCode(person));
      const { findings } = await head.call(readGate, { params: { unitId: house.id('SCHOOL') } });
      const reached = people.filter((person) => earned(held, person)[0] >= 240).length;
      assert.equal(findings.find(({ code }) => code === 'hours')?.num, reached);
      const { attendances, stage } = await head.call(readPerson, { params: { personId: house.id(personCode(4)) } });
      assert.equal(
        attendances.reduce((sum, { credited }) => sum + credited, 0),
        stage?.minutes,
        'line by line it is the same sum',
      );
      await house.fold();
      assert.deepEqual(await house.differences(), []);
      for (const { id } of held)
        await (
          await house.as('secretary')
        ).call(voidActivity, { params: { activityId: id }, body: { reason: '重来' } });
    }),
    { numRuns: 12 },
  );
});
