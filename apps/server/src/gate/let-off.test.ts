import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyForTransition, readGate } from '@muster/contract/gate';
import { takeBackExemption } from '@muster/contract/obligation';
import { listStandings, readOverview } from '@muster/contract/rollup';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { accepted, campaignToLetOff, figures, findings, letOff, owedBy } from './let-off.fixture.ts';
import { apply, asOwner, decide, endorse } from './ways-round.fixture.ts';

// A soft condition whose thing somebody above let off does not apply, by that decision; of several things the others are judged.

let house: TestHouse;
let campaign: string;
before(async () => {
  house = await startTestHouse();
  campaign = await campaignToLetOff(house);
});
after(() => house.close());

const paper = async (title: string) => (await owedBy(house, campaign, title)).get('') ?? '';
const plan = () => paper('单位实施方案');
const lectures = () => owedBy(house, campaign, '带头讲党课或作专题报告');
const lessons = () => owedBy(house, campaign, 'make-up');
const takeBack = async (obligationId: string) =>
  (await house.as('county')).call(takeBackExemption, { params: { obligationId } });
const one = async (code: string) => (await figures(house)).find(([of]) => of === code)?.slice(1);
const decisions = async (code: string) =>
  (await findings(house))
    .find((finding) => finding.code === code)
    ?.letOff.map(({ by, reason, whose }) => [by, reason, whose]);
const standing = async (condition: string) => {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  const params = { organisationId: house.id('SCHOOL') };
  const asked = { params, query: { stage: 'study', condition } };
  const { rows } = await (await house.as('office')).call(listStandings, asked, { campaign });
  return rows.map(({ verdict, num, den }) => [verdict, num, den])[0];
};

test('before anybody is let off all of it is asked', async () => {
  assert.deepEqual(await figures(house), [
    ['plan', 'not-met', 0, 1],
    ['speak', 'not-met', 0, 2],
    ['made-up', 'not-met', 0, 2],
    ['summary', 'not-met', 0, 1],
  ]);
});

test('given the paper that a soft condition asks for was let off, then it does not apply, and says by whom and why', async () => {
  await letOff(house, await plan());
  assert.deepEqual(await one('plan'), ['not-applicable', 0, 0]);
  const [finding] = await findings(house);
  assert.deepEqual([finding?.act.kind, finding?.whose], ['none', []]);
  const [said] = finding?.letOff ?? [];
  assert.deepEqual([said?.reason, said?.by, said?.whose, said?.obligationId], ['并校', '许望舒', null, await plan()]);
  assert.ok(said?.at.startsWith('2026-03-20'));
});

test('in what stands above it counts as not applying, neither as met nor as not met', async () => {
  assert.deepEqual(await standing('plan'), ['not-applicable', 0, 0]);
  const params = { organisationId: house.id('SCHOOL') };
  const { conditions } = await (await house.as('office')).call(readOverview, { params }, { campaign });
  const stands = conditions.find(({ code, stageCode }) => code === 'plan' && stageCode === 'study');
  assert.deepEqual([stands?.met, stands?.notMet, stands?.notApplicable], [0, 0, 1]);
});

test('given it is taken back, then the condition counts again', async () => {
  await takeBack(await plan());
  assert.deepEqual(await one('plan'), ['not-met', 0, 1]);
  assert.deepEqual(await decisions('plan'), []);
  assert.deepEqual(await standing('plan'), ['not-met', 0, 1]);
});

test('given one of two heads was let off the lecture, then the other still has to speak; given both, then it does not apply', async () => {
  const owed = [...(await lectures())];
  const [[first, id], [second, other]] = owed as [[string, string], [string, string]];
  await letOff(house, id, '住院');
  assert.deepEqual(await one('speak'), ['not-met', 0, 1]);
  assert.deepEqual(await decisions('speak'), [['许望舒', '住院', first]]);
  await letOff(house, other, '出国');
  assert.deepEqual(await one('speak'), ['not-applicable', 0, 0]);
  assert.deepEqual(new Set((await decisions('speak'))?.map(([, , whose]) => whose)), new Set([first, second]));
  assert.deepEqual(await standing('speak'), ['not-applicable', 0, 0]);
  await takeBack(id);
  assert.deepEqual(await one('speak'), ['not-met', 0, 1]);
});

test('given who was absent was let off, then the lessons of the others are asked; given all, then the condition does not apply', async () => {
  const [first = '', second = ''] = (await lessons()).values();
  await letOff(house, first, '长期卧床');
  assert.deepEqual(await one('made-up'), ['not-met', 0, 1]);
  await letOff(house, second, '长期卧床');
  assert.deepEqual(await one('made-up'), ['not-applicable', 0, 0]);
  assert.deepEqual(await standing('made-up'), ['not-applicable', 0, 0]);
});

test('what is let off can be handed in all the same, and is done when it is accepted', async () => {
  await letOff(house, await plan());
  await accepted(house, await plan());
  assert.deepEqual(await one('plan'), ['met', 1, 1]);
  assert.deepEqual(await decisions('plan'), []);
  assert.deepEqual(await standing('plan'), ['met', 1, 1]);
});

test('nobody is let off what is hard, and letting off before it became hard helps nobody', async () => {
  assert.equal(await refusalOf(letOff(house, await paper('阶段小结'))), 'hard-condition-asks-it');
  await asOwner(
    house,
    `update stage_condition set is_hard = true where condition_code in ('plan', 'speak', 'made-up')`,
  );
  assert.deepEqual(await figures(house), [
    ['plan', 'met', 1, 1],
    ['speak', 'not-met', 0, 2],
    ['made-up', 'not-met', 0, 2],
    ['summary', 'not-met', 0, 1],
  ]);
  assert.deepEqual(await decisions('made-up'), []);
  await asOwner(
    house,
    `insert into rollup_dirty select region_id, id, path, linked from participation on conflict do nothing`,
  );
  assert.deepEqual(await standing('speak'), ['not-met', 0, 2]);
  await asOwner(
    house,
    `update stage_condition set is_hard = false where condition_code in ('plan', 'speak', 'made-up')`,
  );
});

test('what the unit saw before somebody was let off is stale, and a decided stage keeps what it had', async () => {
  await accepted(house, await paper('阶段小结'));
  const clerk = await house.as('head');
  const unit = { unitId: house.id('SCHOOL') };
  const { judgedHash } = await clerk.call(readGate, { params: unit });
  const [one0 = '', two = ''] = (await lectures()).values();
  await letOff(house, one0, '住院');
  const stale = clerk.call(applyForTransition, { params: unit, body: { judgedHash } });
  assert.equal(await refusalOf(stale), 'transition-stale');
  const transitionId = await apply(house, 'head', 'SCHOOL');
  assert.equal(await refusalOf(takeBack(one0)), 'evidence-window-closed');
  await endorse(house, 'team', transitionId);
  await decide(house, 'office', transitionId);
  assert.deepEqual(await standing('speak'), ['not-applicable', 0, 0]);
  house.clock.set(new Date('2026-03-20T10:00:00+08:00'));
  await takeBack(two);
  assert.deepEqual(await standing('speak'), ['not-applicable', 0, 0]);
});
