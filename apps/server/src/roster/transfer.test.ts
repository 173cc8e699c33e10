import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { listEntries } from '@muster/contract/ledger';
import {
  acceptTransfer,
  declineTransfer,
  findDestinations,
  listMembers,
  listTransfers,
  proposeTransfer,
  readHistory,
  readPerson,
  withdrawTransfer,
} from '@muster/contract/roster';
import { readOverview } from '@muster/contract/rollup';
import { correctSheet, readActivity, readRoll, recordActivity, voidActivity } from '@muster/contract/study';
import { recordHash } from '@muster/proof';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const person = (code: string) => ({ params: { personId: house.id(code) } });
const branch = (code: string) => ({ branchId: house.id(code) });
const node = (code: string) => ({ params: { organisationId: house.id(code) } });
const meeting = {
  kind: 'collective-study',
  topic: '第三专题',
  startsAt: '2026-03-19T14:30:00+08:00',
  endsAt: '2026-03-19T16:30:00+08:00',
  absences: [],
};

async function propose(who: CastName, code: string, to: string, more: { on?: string; unitId?: string } = {}) {
  return (await house.as(who)).call(proposeTransfer, { ...person(code), body: { ...branch(to), ...more } });
}

async function members(code: string): Promise<number> {
  return (await counted(code))[0] ?? 0;
}

/** What an entry says of a member can be shown from what is kept, and erased with it. */
async function isProven(kind: string, transferId: string, said: object): Promise<boolean[]> {
  const rows = await withClient(house.database.superuser(), async (client) => {
    const found = await client.query<{ salt: Buffer; whose: string; hashes: Buffer[] }>(
      `select p.salt, p.id as whose, e.record_hashes as hashes from ledger_entry e
       join transfer t on t.id = e.subject_id join person p on p.id = t.person_id where e.kind = $1 and t.id = $2`,
      [kind, transferId],
    );
    return found.rows;
  });
  return rows.map(({ salt, whose, hashes }) => {
    const told = recordHash(salt, { transfer: transferId, person: whose, ...said });
    return hashes.some((hash) => hash.equals(told));
  });
}

/** Folded once: two at a time would not wait for each other. */
async function counted(...codes: string[]): Promise<number[]> {
  await house.fold();
  const county = await house.as('county');
  return Promise.all(codes.map(async (code) => (await county.call(readOverview, node(code))).figures.members));
}

describe('a transfer by whoever answers for both ends', () => {
  test('is done at once; the hours follow, the meeting and its sheet stay, every figure agrees', async () => {
    const secretary = await house.as('secretary');
    const { id: activityId } = await secretary.call(recordActivity, { params: branch('SCHOOL-1'), body: meeting });
    const [school, community] = [await members('SCHOOL'), await members('COMMUNITY')];

    const moved = await propose('town', 'SCHOOL-1-04', 'COMMUNITY-1', { on: '2026-03-20' });
    assert.ok(moved.done);

    const there = await house.as('communityHead');
    const list = await there.call(listMembers, { ...node('COMMUNITY'), query: { limit: 200 } });
    const earned = list.members.find(({ personId }) => personId === house.id('SCHOOL-1-04'));
    assert.deepEqual([earned?.minutes, earned?.branch.name], [120, '明湖社区党支部']);
    const page = await there.call(readPerson, person('SCHOOL-1-04'));
    assert.deepEqual([page.stage?.minutes, page.stage?.elsewhereMinutes, page.attendances], [120, 120, []]);
    const roll = await there.call(readRoll, { params: branch('COMMUNITY-1') });
    assert.equal(roll.hours.find(({ personId }) => personId === house.id('SCHOOL-1-04'))?.minutes, 120);
    const own = await (await house.as('member')).call(readPerson, person('SCHOOL-1-04'));
    assert.deepEqual([own.stage?.minutes, own.attendances.map(({ topic }) => topic)], [120, ['第三专题']]);

    const sheet = await secretary.call(readActivity, { params: { activityId } });
    assert.deepEqual([sheet.activity.present, sheet.activity.onRoll], [15, 15], 'the meeting is what it was');
    assert.ok(sheet.sheet.some(({ name, minutes }) => name === '唐晓棠' && minutes === 120));
    assert.equal(await refusalOf(secretary.call(readPerson, person('SCHOOL-1-04'))), 'not-found');

    assert.deepEqual([await members('SCHOOL'), await members('COMMUNITY')], [school - 1, community + 1]);
    assert.deepEqual([await members('SCHOOL-1'), await members('COMMUNITY-1')], [14, 96]);
    assert.deepEqual([await members('TOWN'), await members('TOWN-COMMITTEE')], [115, 115]);
    const gate = await there.call(readGate, { params: { unitId: house.id('COMMUNITY') } });
    const hours = gate.findings.find(({ den }) => den === 96);
    assert.equal(hours?.num, 0, 'two hours of four are not enough, and are not none');
    assert.deepEqual(await house.differences(), []);
    await house.recount();
    await house.fold();
    assert.deepEqual(await house.differences(), []);
  });

  test('within a joint branch the member counts for another unit that it serves', async () => {
    const to = { unitId: house.id('STATION') };
    assert.ok((await propose('otherTown', 'CLINIC-03', 'JOINT-1', to)).done);
    assert.equal(await refusalOf(propose('otherTown', 'CLINIC-03', 'JOINT-1', to)), 'already-there');
    const stray = propose('otherTown', 'CLINIC-03', 'JOINT-1', { unitId: house.id('SCHOOL') });
    assert.equal(await refusalOf(stray), 'destination-unknown');
    assert.deepEqual(await counted('CLINIC', 'STATION', 'JOINT-1'), [10, 11, 21]);
    assert.deepEqual(await house.differences(), []);
  });

  test('the own branch is no destination, but where it serves another unit', async () => {
    const found = async (who: CastName, code: string, text: string) => {
      const by = await house.as(who);
      const { branches } = await by.call(findDestinations, { ...person(code), query: { text } });
      return branches.map(({ branchId }) => branchId);
    };
    for (const text of ['小学', 'SCHOOL-1'])
      assert.equal((await found('town', 'SCHOOL-1-08', text)).includes(house.id('SCHOOL-1')), false, text);
    assert.deepEqual(await found('town', 'SCHOOL-1-08', '第二党支部'), [house.id('SCHOOL-2')]);
    assert.deepEqual(await found('otherTown', 'CLINIC-03', 'JOINT-1'), [house.id('JOINT-1')]);
  });

  test('its day is one of the membership, and offices stay as they are until ended', async () => {
    assert.equal(await refusalOf(propose('town', 'SCHOOL-1-05', 'SCHOOL-2', { on: '2026-03-21' })), 'day-in-future');
    assert.equal(await refusalOf(propose('town', 'SCHOOL-1-05', 'SCHOOL-2', { on: '2010-06-30' })), 'day-too-early');
    await propose('town', 'SCHOOL-1-03', 'SCHOOL-2');
    const history = await (await house.as('town')).call(readHistory, person('SCHOOL-1-03'));
    assert.deepEqual(history.offices, [
      { role: 'secretary', organisation: { id: house.id('SCHOOL-1'), name: '中心小学第一党支部' } },
    ]);
    assert.deepEqual(
      history.memberships.map(({ branch: { name }, toOn, endReason }) => [name, toOn, endReason]),
      [
        ['中心小学第二党支部', null, null],
        ['中心小学第一党支部', '2026-03-20', 'transferred'],
      ],
    );
  });
});

describe('a transfer between two who answer for one end each', () => {
  const open = async (who: CastName, at: string) => (await house.as(who)).call(listTransfers, node(at));

  test('the receiver is found by its exact code and told by name alone, and takes in whom it is offered', async () => {
    const town = await house.as('town');
    const found = async (text: string) =>
      (await town.call(findDestinations, { ...person('SCHOOL-1-08'), query: { text } })).branches;
    assert.deepEqual(await found('JOINT-1'), [
      { branchId: house.id('JOINT-1'), name: '卫生院农技站联合党支部', kind: 'branch', units: [], mayReceive: false },
    ]);
    assert.deepEqual(await found('卫生院'), [], 'a name out of sight finds nothing');
    const [community] = await found('社区');
    assert.ok(community?.mayReceive);
    for (const typed of ['shequ', 'sq'])
      assert.ok(
        (await found(typed)).some(({ branchId }) => branchId === community.branchId),
        typed,
      );

    assert.equal(
      await refusalOf(propose('town', 'SCHOOL-1-08', 'JOINT-1', { on: '2026-03-20' })),
      'day-named-by-receiver',
    );
    const { id, done } = await propose('town', 'SCHOOL-1-08', 'JOINT-1');
    assert.equal(done, false);
    assert.equal(await refusalOf(propose('town', 'SCHOOL-1-08', 'SCHOOL-2')), 'transfer-open-already');

    const [giving, receiving] = [await open('town', 'TOWN'), await open('otherTown', 'OTHER-TOWN')];
    const [out] = giving.transfers;
    const [into] = receiving.transfers;
    assert.deepEqual([out?.direction, out?.mayAccept, out?.mayWithdraw, giving.awaitingMe], ['out', false, true, 0]);
    assert.deepEqual(
      [into?.direction, into?.mayAccept, into?.mayWithdraw, receiving.awaitingMe],
      ['in', true, false, 1],
    );
    assert.equal(into?.person.name, out?.person.name);
    assert.deepEqual([into?.to.branchName, into?.to.unitName], ['卫生院农技站联合党支部', '石桥镇卫生院']);
    assert.deepEqual(
      (await open('leader', 'TOWN')).transfers.map(({ mayWithdraw }) => mayWithdraw),
      [false],
    );
    assert.equal(await members('SCHOOL-1'), 13, 'until accepted the member counts where the membership is');

    const params = { transferId: id };
    assert.equal(await refusalOf(town.call(acceptTransfer, { params, body: {} })), 'not-permitted');
    assert.equal(
      await refusalOf((await house.as('communityHead')).call(acceptTransfer, { params, body: {} })),
      'not-permitted',
    );
    await (await house.as('otherTown')).call(acceptTransfer, { params, body: {} });
    const again = (await house.as('otherTown')).call(acceptTransfer, { params, body: {} });
    assert.equal(await refusalOf(again), 'transfer-settled-already');
    assert.deepEqual(await isProven('roster.member-transferred', id, {}), [true, true]);
    assert.deepEqual(await counted('SCHOOL-1', 'JOINT-1'), [12, 22]);
    assert.equal(
      (await town.call(listTransfers, { ...node('TOWN'), query: { state: 'settled', direction: 'out' } })).all,
      1,
    );
    const { entries } = await town.call(listEntries, node('SCHOOL'));
    assert.ok(entries.some(({ kind, subjectId }) => kind === 'roster.member-transferred' && subjectId === id));
    assert.deepEqual(await house.differences(), []);
  });

  test('it can be declined with a reason, or taken back, and the member stays', async () => {
    const first = await propose('town', 'SCHOOL-1-09', 'JOINT-1');
    const there = await house.as('otherTown');
    const declined = { params: { transferId: first.id }, body: { reason: '尚未到岗' } };
    assert.equal(await refusalOf((await house.as('town')).call(declineTransfer, declined)), 'not-permitted');
    await there.call(declineTransfer, declined);
    const said = { reason: declined.body.reason };
    assert.deepEqual(await isProven('roster.transfer-declined', first.id, said), [true, true]);
    const { transfers } = await (
      await house.as('town')
    ).call(listTransfers, { ...node('TOWN'), query: { state: 'settled' } });
    assert.deepEqual(
      [transfers[0]?.outcome, transfers[0]?.settledReason, transfers[0]?.settledBy],
      ['declined', '尚未到岗', '陆行舟'],
    );
    const second = await propose('town', 'SCHOOL-1-09', 'JOINT-1');
    assert.equal(
      await refusalOf(there.call(withdrawTransfer, { params: { transferId: second.id }, body: {} })),
      'not-permitted',
    );
    await (await house.as('town')).call(withdrawTransfer, { params: { transferId: second.id }, body: {} });
    assert.equal((await open('otherTown', 'OTHER-TOWN')).all, 0);
    assert.equal(await members('JOINT-1'), 22);
  });
});

test('what is corrected and voided where the hours were earned is worked out again where they are now', async () => {
  const secretary = await house.as('secretary');
  const held = { ...meeting, startsAt: '2026-03-18T14:30:00+08:00', endsAt: '2026-03-18T16:30:00+08:00' };
  const { id: activityId } = await secretary.call(recordActivity, { params: branch('SCHOOL-1'), body: held });
  await propose('town', 'SCHOOL-1-09', 'COMMUNITY-1', { on: '2026-03-20' });
  await house.fold();
  const absences = [{ personId: house.id('SCHOOL-1-09'), reason: 'sick' }];
  await secretary.call(correctSheet, {
    params: { activityId, ...branch('SCHOOL-1') },
    body: { version: 1, absences, reason: '点错了' },
  });
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  await secretary.call(correctSheet, {
    params: { activityId, ...branch('SCHOOL-1') },
    body: { version: 2, absences: [], reason: '没有错' },
  });
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});
