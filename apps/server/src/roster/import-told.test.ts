/** How far an import of members is, as it is told: between the file's last row read and the first one checked nothing goes untold. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isRefusal } from '@muster/core/kernel';
import { memberTable } from '@muster/core/roster';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { receiveImport } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import { assertNeverFalls, doneIn, phasesOf } from '../testing/recorded-progress.fixture.ts';
import { recordedOffice } from '../testing/recorded-office.fixture.ts';
import { importMembersCommand } from './commands/import-members.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const many = 2_500;
const rowOf = (_: unknown, at: number) => `\nT${at},甲${at},1970,SCHOOL-1`;
const csv = `编码,姓名,出生年,党支部编码${Array.from({ length: many }, rowOf).join('')}`;
test('a roster tells of everybody whom it fetches and asks after, thousand by thousand, before it checks', async () => {
  const office = await recordedOffice(house, 'TOWN');
  const imported = () =>
    office.toldBy(async (context) => {
      const received = await receiveImport(context, 'manage-roster', office.sent(csv), memberTable);
      assert.ok(!isRefusal(received));
      const report = await runCommand(context, importMembersCommand, received);
      assert.ok('rows' in report && report.refused === 0, JSON.stringify(report).slice(0, 300));
    });
  try {
    for (const earlier of [0, many]) {
      const told = await imported();
      assertNeverFalls(told);
      assert.deepEqual(phasesOf(told).slice(0, 2), ['reading', 'fetching']);
      // Everybody known is fetched twice, the membership and the name; of each row the code and the name are asked after elsewhere.
      const fetched = doneIn(told, 'fetching');
      const rows = fetched[0]?.[1] ?? 0;
      const known = rows - many - many;
      assert.ok(known > earlier && known < earlier + 200, String(known));
      const steps = rows + known;
      const parts = [known, known, many, many].flatMap((each) =>
        Array.from({ length: Math.ceil(each / 1_000) }, (_, at) => Math.min(1_000, each - at * 1_000)),
      );
      let sum = 0;
      const expected = [0, ...parts.map((part) => (sum += part))].map((done) => [
        Math.floor((done / steps) * rows),
        rows,
      ]);
      assert.deepEqual(fetched, expected);
      // Who is new is written two hundred at a time, the person and the membership, and then recorded, as is the import itself.
      const created = many - earlier;
      assert.equal(doneIn(told, 'writing').length, 1 + 2 * Math.ceil(created / 200));
      assert.deepEqual(doneIn(told, 'recording').at(-1), created > 0 ? [many + 1, many + 1] : undefined);
    }
  } finally {
    await office.close();
  }
});
