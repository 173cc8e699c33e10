/** Of a request that was decided it is shown what was asked and said; the dates of today are none that it was asked against. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askForDates, decideDateRequest, readUnitDates } from '@muster/contract/campaign';
import { startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

test('given a request awaits, its dates stand beside those of now; once it is decided, no later dates do', async () => {
  const params = { unitId: house.id('SCHOOL') };
  const clerk = await house.as('clerk');
  const { stages } = await clerk.call(readUnitDates, { params });
  const wished = stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn }));
  wished[2] = { ...wished[2]!, endsOn: '2026-07-20' };
  const { id: requestId } = await clerk.call(askForDates, { params, body: { stages: wished, reason: '防汛' } });
  const shown = async () => (await clerk.call(readUnitDates, { params })).requests[0]?.stages ?? [];
  assert.deepEqual(
    (await shown()).map(({ now }) => now?.endsOn),
    stages.map(({ endsOn }) => endsOn),
  );
  const body = { outcome: 'approved', note: null } as const;
  await (await house.as('town')).call(decideDateRequest, { params: { requestId }, body });
  const decided = await shown();
  assert.deepEqual(
    decided.map(({ now }) => now),
    [null, null, null],
  );
  assert.deepEqual(
    decided.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn })),
    wished,
  );
});
