import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { workbookType } from '@muster/contract';
import { exemptObligation, listOwed, submitDeliverable } from '@muster/contract/obligation';
import { listOutstanding } from '@muster/contract/rollup';
import { listMakeUps, recordMakeUp } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { openWorkbook } from './organisation/workbook/open-workbook.ts';
import { meet } from './testing/own-campaign.fixture.ts';

// Long after every day has passed, the lists of what is asked, done and let off say of each line how it stands: none of what was done is overdue.

const whens = ['asked', 'done', 'exempt', 'overdue'] as const;

let house: TestHouse;
let made = '';
let exempted = '';
let handedIn = '';
before(async () => {
  house = await startTestHouse();
  await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-19', ill: ['STATION-02', 'CLINIC-02'] });
  const secretary = await house.as('jointSecretary');
  const here = { params: { branchId: house.id('JOINT-1') }, query: { state: 'open' } } as const;
  const { makeUps } = await secretary.call(listMakeUps, here);
  made = makeUps.find(({ person }) => person.id === house.id('STATION-02'))?.obligationId ?? assert.fail();
  const lesson = { mode: 'make-up-lesson', on: '2026-03-20', minutes: 120, note: '补学', lateReason: null, file: null };
  await secretary.call(recordMakeUp, { params: { obligationId: made }, body: lesson });
  exempted = (await papersOf('STATION'))[0] ?? assert.fail();
  const office = await house.as('office');
  await office.call(exemptObligation, { params: { obligationId: exempted }, body: { reason: '人手太少' } });
  handedIn = (await papersOf('SCHOOL'))[0] ?? assert.fail();
  const paper = { params: { obligationId: handedIn }, body: { text: '方案', file: null } };
  await (await house.as('clerk')).call(submitDeliverable, paper);
  house.clock.set(new Date('2026-07-20T10:00:00+08:00'));
  await house.fold();
});
after(() => house.close());

async function papersOf(code: string): Promise<string[]> {
  const query = { kind: 'deliverable', state: 'all', limit: 100 } as const;
  const { owed } = await (
    await house.as('office')
  ).call(listOwed, { params: { organisationId: house.id(code) }, query });
  return owed.map(({ id }) => id);
}

async function linesOf(when: (typeof whens)[number]) {
  const params = { organisationId: house.id('COUNTY') };
  return (await (await house.as('office')).call(listOutstanding, { params, query: { when, limit: 100 } })).rows;
}

test('what was done says so and on which day, what was let off says so, and what is open is overdue', async () => {
  const stands = async (when: (typeof whens)[number], wanted: string) => {
    const line = (await linesOf(when)).find(({ id }) => id === wanted);
    return line === undefined ? null : [line.standing, line.dischargedOn, line.isLate];
  };
  assert.deepEqual(await stands('done', made), ['discharged', '2026-03-20', false]);
  assert.deepEqual(await stands('asked', made), ['discharged', '2026-03-20', false]);
  assert.deepEqual(await stands('done', handedIn), ['waiting', null, false]);
  assert.deepEqual(await stands('exempt', exempted), ['exempt', null, false]);
  assert.deepEqual(await stands('asked', exempted), null);
});

test('each list has lines that stand as its name says, and no others', async () => {
  const standings = async (when: (typeof whens)[number]) =>
    [...new Set((await linesOf(when)).map(({ standing }) => standing))].toSorted();
  assert.deepEqual(await standings('done'), ['discharged', 'waiting']);
  assert.deepEqual(await standings('exempt'), ['exempt']);
  assert.deepEqual(await standings('overdue'), ['overdue']);
  assert.deepEqual(await standings('asked'), ['discharged', 'overdue', 'waiting']);
});

test('a line stands as it does on the list of the node that has it', async () => {
  const query = { state: 'all', limit: 100 } as const;
  const params = { organisationId: house.id('OTHER-TOWN') };
  const { owed } = await (await house.as('office')).call(listOwed, { params, query });
  const lines = new Map((await Promise.all(whens.map(linesOf))).flat().map((line) => [line.id, line]));
  const both = owed.flatMap((there) => lines.get(there.id) ?? []);
  assert.ok(both.length > 1);
  for (const { id, standing, dischargedOn, isLate } of both) {
    const there = owed.find((each) => each.id === id);
    assert.deepEqual([standing, dischargedOn, isLate], [there?.standing, there?.dischargedOn, there?.isLate]);
  }
});

test('the workbook has how each line stands, and the day on which it was done', async () => {
  const { cookie } = await house.signIn('office');
  const address = `${house.address}${listOutstanding.path.replace(':organisationId', house.id('COUNTY'))}?when=done`;
  const whole = await fetch(address, { headers: { cookie, accept: workbookType } });
  const [sheet] = await openWorkbook(new Uint8Array(await whole.arrayBuffer()));
  const [head = [], ...lines] = sheet?.rows ?? [];
  const [state, day] = [head.indexOf('办理情况'), head.indexOf('办结')];
  assert.deepEqual(
    lines
      .map((line) => [line[state], line[day] ?? ''])
      .toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
    (await linesOf('done'))
      .map(({ standing, dischargedOn }) => [standing === 'waiting' ? '待审' : '已办', dischargedOn ?? ''])
      .toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
  );
});
