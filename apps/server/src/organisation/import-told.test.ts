/** How far an import of organisations is, as it is told. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isRefusal } from '@muster/core/kernel';
import { organisationTable } from '@muster/core/organisation';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { runCommand } from '../platform/command.ts';
import { assertNeverFalls, doneIn, phasesOf } from '../testing/recorded-progress.fixture.ts';
import { recordedOffice } from '../testing/recorded-office.fixture.ts';
import { importOrganisationsCommand } from './commands/import-organisations.ts';
import { receiveImport } from './receive-import.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const many = 1_200;
const csv = ['编码,名称,种类,上级编码', ...Array.from({ length: many }, (_, at) => `T${at},第${at}村,单位,TOWN`)].join(
  '\n',
);

test('organisations tell of all that is fetched and asked after before they are checked, and no bar goes back', async () => {
  const office = await recordedOffice(house, 'TOWN');
  const imported = () =>
    office.toldBy(async (context) => {
      const received = await receiveImport(context, 'manage-organisations', office.sent(csv), organisationTable);
      assert.ok(!isRefusal(received));
      const report = await runCommand(context, importOrganisationsCommand, received);
      assert.ok('rows' in report && report.refused === 0, JSON.stringify(report).slice(0, 300));
    });
  try {
    for (const earlier of [0, many]) {
      const told = await imported();
      assertNeverFalls(told);
      assert.deepEqual(phasesOf(told).slice(0, 2), ['reading', 'fetching']);
      const fetched = doneIn(told, 'fetching');
      // The town, its two units, what is linked to them in the other tree, and what was imported before.
      const known = (fetched[0]?.[1] ?? 0) - many;
      assert.ok(known > earlier && known < earlier + 20, String(known));
      const parts = [known, many].flatMap((each) => (each > 1_000 ? [1_000, each - 1_000] : [each]));
      let sum = 0;
      assert.deepEqual(
        fetched,
        [0, ...parts.map((part) => (sum += part))].map((done) => [done, known + many]),
      );
    }
  } finally {
    await office.close();
  }
});
