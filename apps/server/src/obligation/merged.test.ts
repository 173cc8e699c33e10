import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exemptObligation, listOwed, readOwed } from '@muster/contract/obligation';
import { mergeOrganisation } from '@muster/contract/organisation';
import { listMakeUps, recordActivity, recordMakeUp } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';

// Two units in the same open stage are merged: what people owe goes along with them, what the unit owed ends with it, and nothing vanishes.

let house: TestHouse;
let earlier: Awaited<ReturnType<typeof counted>>;
let makeUps: string[];
before(async () => {
  house = await startTestHouse();
  const secretary = await house.as('jointSecretary');
  const ill = ['STATION-02', 'STATION-03', 'STATION-04', 'CLINIC-02'];
  await secretary.call(recordActivity, {
    params: { branchId: house.id('JOINT-1') },
    body: {
      kind: 'collective-study',
      topic: '学习',
      startsAt: '2026-03-19T14:00:00+08:00',
      endsAt: '2026-03-19T16:00:00+08:00',
      absences: ill.map((code) => ({ personId: house.id(code), reason: 'sick' })),
    },
  });
  const owed = await ofBranch('open');
  makeUps = owed.map(({ obligationId }) => obligationId);
  const made = owed.find(({ person }) => person.id === house.id('STATION-02'));
  const lesson = { mode: 'make-up-lesson', on: '2026-03-20', minutes: 120, note: '补学', lateReason: null, file: null };
  await secretary.call(recordMakeUp, { params: { obligationId: made?.obligationId ?? '' }, body: lesson });
  const [, paper] = await list('deliverable', 'STATION');
  const exempting = { params: { obligationId: paper?.id ?? '' }, body: { reason: '人手太少' } };
  await (await house.as('office')).call(exemptObligation, exempting);
  earlier = await counted();
  const params = { organisationId: house.id('STATION') };
  const body = { intoId: house.id('CLINIC'), on: '2026-03-20', reason: '合并' };
  await (await house.as('otherTown')).call(mergeOrganisation, { params, body });
});
after(() => house.close());

const ofBranch = async (state: 'open' | 'made') =>
  (
    await (
      await house.as('jointSecretary')
    ).call(listMakeUps, { params: { branchId: house.id('JOINT-1') }, query: { state } })
  ).makeUps;
const list = async (kind: 'deliverable' | 'make-up', node: string) =>
  (
    await (
      await house.as('office')
    ).call(listOwed, { params: { organisationId: house.id(node) }, query: { kind, state: 'all', limit: 100 } })
  ).owed;

/** By kind and standing, at the town above. */
async function counted() {
  const all = [...(await list('deliverable', 'OTHER-TOWN')), ...(await list('make-up', 'OTHER-TOWN'))];
  const groups = Map.groupBy(all, ({ kind, standing }) => `${kind} ${standing}`);
  return Object.fromEntries([...groups].map(([name, lines]) => [name, lines.length]));
}

test('what somebody has to make up goes along, as on a transfer, and what was made up stays to be read', async () => {
  const open = await ofBranch('open');
  assert.deepEqual(
    open.map(({ person }) => person.id).toSorted(),
    ['STATION-03', 'STATION-04', 'CLINIC-02'].map((code) => house.id(code)).toSorted(),
  );
  assert.deepEqual(
    (await ofBranch('made')).map(({ person }) => person.id),
    [house.id('STATION-02')],
  );
  const here = await list('make-up', 'CLINIC');
  assert.deepEqual(
    here.map(({ person, unit }) => `${person?.id} ${unit?.id}`).toSorted(),
    open.map(({ person }) => `${person.id} ${house.id('CLINIC')}`).toSorted(),
  );
});

test('what the unit owed ends with it and is counted as cancelled; what was let off or done stays as it was', async () => {
  assert.deepEqual(earlier, {
    'deliverable open': 3,
    'deliverable exempt': 1,
    'make-up open': 3,
    'make-up discharged': 1,
  });
  assert.deepEqual(await counted(), {
    'deliverable open': 2,
    'deliverable cancelled': 1,
    'deliverable exempt': 1,
    'make-up open': 3,
    'make-up discharged': 1,
  });
  const paper = (await list('deliverable', 'STATION')).find(({ standing }) => standing === 'cancelled');
  const detail = await (await house.as('office')).call(readOwed, { params: { obligationId: paper?.id ?? '' } });
  assert.equal(detail.cancelledFor, 'unit-merged');
});

test('the figures above follow', async () => {
  assert.equal(makeUps.length, 4);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});
