import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listEntries } from '@muster/contract/ledger';
import {
  checkDeliverables,
  exemptObligations,
  listObligations,
  readObligation,
  readOwed,
  submitDeliverable,
  submitDeliverables,
} from '@muster/contract/obligation';
import { faultsOf, refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const nobodys = '01890000-0000-7000-8000-000000000000';

async function owedAt(unit: string) {
  const query = { limit: 200 };
  const office = await house.as('office');
  return (await office.call(listObligations, { params: { organisationId: house.id(unit) }, query })).obligations;
}

const handIn = async (who: CastName, papers: readonly { obligationId: string; text: string }[]) =>
  (await house.as(who)).call(submitDeliverables, { body: { papers: [...papers] } }, { key: crypto.randomUUID() });
const check = async (
  who: CastName,
  checks: readonly { obligationId: string; version: number }[],
  outcome: 'accepted' | 'returned' = 'accepted',
  note: string | null = null,
) =>
  (await house.as(who)).call(
    checkDeliverables,
    { body: { outcome, note, checks: [...checks] } },
    { key: crypto.randomUUID() },
  );
const letOff = async (who: CastName, obligationIds: readonly string[], reason = '由县里统一安排') =>
  (await house.as(who)).call(
    exemptObligations,
    { body: { obligationIds: [...obligationIds], reason } },
    { key: crypto.randomUUID() },
  );

async function entriesOf(kind: string): Promise<number> {
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const { entries } = await office.call(listEntries, { params, query: { limit: 200 } });
  return entries.filter((entry) => entry.kind === kind).length;
}

test('given several papers, when they are handed in together, then each is the next version of its own, with an entry of its own', async () => {
  const owed = await owedAt('SCHOOL');
  const papers = owed.map(({ id: obligationId, code }) => ({ obligationId, text: `${code}的内容` }));
  assert.equal(papers.length, 2);
  const { deliverables } = await handIn('clerk', papers);
  assert.equal(new Set(deliverables.map(({ id }) => id)).size, 2);
  assert.deepEqual(
    (await owedAt('SCHOOL')).map(({ state, versions }) => [state, versions]),
    [
      ['waiting', 1],
      ['waiting', 1],
    ],
  );
  assert.equal(await entriesOf('obligation.deliverable-submitted'), 2);
  const one = await (
    await house.as('clerk')
  ).call(readObligation, { params: { obligationId: papers[0]?.obligationId ?? '' } });
  assert.equal(one.deliverables[0]?.text, papers[0]?.text);
});

test('given one of them cannot be taken, then none is, and each reason stands at its place', async () => {
  const [plan, summary] = await owedAt('COMMUNITY');
  assert.ok(plan && summary);
  const papers = [plan, summary].map(({ id: obligationId }) => ({ obligationId, text: '内容' }));
  assert.deepEqual(await faultsOf(handIn('communityHead', [...papers, { obligationId: nobodys, text: '内容' }])), [
    ['papers.2', 'not-found'],
  ]);
  assert.ok((await owedAt('COMMUNITY')).every(({ state }) => state === 'open'));
  assert.equal(await refusalOf(handIn('communityHead', [papers[0] ?? never(), papers[0] ?? never()])), 'invalid-input');
  const ofSchool = (await owedAt('SCHOOL')).map(({ id: obligationId }) => ({ obligationId, text: '别的单位的' }));
  assert.deepEqual(await faultsOf(handIn('communityHead', [...papers, ...ofSchool])), [
    ['papers.2', 'not-found'],
    ['papers.3', 'not-found'],
  ]);
  assert.equal(await refusalOf(handIn('team', ofSchool)), 'not-permitted');
});

test('given what waits, when it is accepted together, then each is done; a version that nobody looked at is not', async () => {
  const waiting = await owedAt('SCHOOL');
  const seen = waiting.map(({ id: obligationId, versions: version }) => ({ obligationId, version }));
  await (
    await house.as('clerk')
  ).call(
    submitDeliverable,
    { params: { obligationId: seen[0]?.obligationId ?? '' }, body: { text: '第二稿', file: null } },
    { key: crypto.randomUUID() },
  );
  assert.deepEqual(await faultsOf(check('team', seen)), [['checks.0', 'deliverable-superseded']]);
  assert.equal(await refusalOf(check('clerk', seen)), 'not-permitted');
  assert.deepEqual(await faultsOf(check('team', seen, 'returned')), [
    ['checks.0', 'deliverable-superseded'],
    ['checks.1.note', 'reason-missing'],
  ]);
  const last = seen.map((each, index) => (index === 0 ? { ...each, version: 2 } : each));
  assert.deepEqual(await check('team', last), { checked: 2 });
  assert.deepEqual(
    (await owedAt('SCHOOL')).map(({ state }) => state),
    ['accepted', 'accepted'],
  );
  assert.equal(await entriesOf('obligation.deliverable-accepted'), 2);
  const { owed } = await (
    await house.as('clerk')
  ).call(readOwed, { params: { obligationId: last[0]?.obligationId ?? '' } });
  assert.equal(owed.standing, 'discharged');
  assert.deepEqual(await faultsOf(check('team', last)), [
    ['checks.0', 'deliverable-checked-already'],
    ['checks.1', 'deliverable-checked-already'],
  ]);
});

test('given many who owe the same, when they are let off together, then each is, for that reason; what is done is not', async () => {
  const open = [...(await owedAt('COMMUNITY')), ...(await owedAt('CLINIC'))].filter(({ code }) => code === 'plan');
  const ids = open.map(({ id }) => id);
  assert.equal(ids.length, 2);
  const done = (await owedAt('SCHOOL'))[0]?.id ?? '';
  assert.deepEqual(await faultsOf(letOff('office', [...ids, done])), [['obligationIds.2', 'obligation-not-open']]);
  assert.equal(await refusalOf(letOff('team', ids)), 'not-permitted');
  assert.deepEqual(await letOff('office', ids), { exempted: 2 });
  const office = await house.as('office');
  const { owed, exemption } = await office.call(readOwed, { params: { obligationId: ids[1] ?? '' } });
  assert.deepEqual([owed.standing, exemption?.reason], ['exempt', '由县里统一安排']);
  assert.equal(await entriesOf('obligation.exempted'), 2);
  const community = { organisationId: house.id('COMMUNITY') };
  const stillOpen = await office.call(listObligations, { params: community, query: { state: 'open' } });
  assert.deepEqual(
    stillOpen.obligations.map(({ code }) => code),
    ['summary'],
    'who is let off has nothing to hand in',
  );
  const whole = await office.call(listObligations, { params: community });
  assert.deepEqual(
    whole.obligations.map(({ code, letOff: why }) => [code, why]),
    [
      ['plan', '由县里统一安排'],
      ['summary', null],
    ],
    'among all it is said to be let off, and why',
  );
});

function never(): never {
  throw new Error('nothing is owed');
}
