import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Client } from '@muster/client';
import { readToDo } from '@muster/contract/obligation';
import { listStandings } from '@muster/contract/rollup';
import {
  handInScript,
  listReading,
  listUnread,
  listUnspoken,
  nameLecturer,
  nameReadings,
  nameSpeakers,
  readActivityReadings,
  readBranchReading,
  readLacking,
  readLackingAt,
  readReadings,
  recordActivity,
  voidActivity,
  withdrawLecture,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { pass, twoStages, type Heads, type Unit } from './two-stages.fixture.ts';
import { gateOf } from './ways-round.fixture.ts';

// A joint branch whose units are in different stages: what is said and read at a meeting counts for each member in the stage of the own unit, as
// the hours do, whichever of the units hosts the branch.

/** Who has passed the study stage, and who is still in it; the clinic hosts the branch. */
const sides = [
  { passed: 'CLINIC', stays: 'STATION' },
  { passed: 'STATION', stays: 'CLINIC' },
] as const;

for (const { passed, stays } of sides)
  describe(`${passed} is in the second stage and ${stays} in the first`, () => {
    let house: TestHouse;
    let campaignId: string;
    let secretary: Client;
    let activityId: string;
    let heads: Heads;

    const meeting = () => ({
      kind: 'lecture',
      topic: '一起上党课',
      startsAt: '2026-03-20T14:00:00+08:00',
      endsAt: '2026-03-20T16:00:00+08:00',
      absences: [by(passed, 9), by(stays, 9)].map((personId) => ({ personId, reason: 'sick' })),
    });
    const stageOf = (unit: Unit) => (unit === passed ? 'analysis' : 'study');
    const by = (unit: Unit, number: number) => house.id(`${unit}-0${number}`);
    const verdicts = async (unit: Unit) => {
      const { stageCode, findings } = await gateOf(house, 'office', unit);
      const lectures = findings.filter(({ code }) => code === 'head' || code === 'expert');
      return [stageCode, ...lectures.map(({ code, num, den }) => `${code} ${num} of ${den}`)];
    };
    /** Figure and list, of those who have not spoken and those who have not read, as the stage of the unit has them. */
    const lacking = async (unit: Unit, stage: string = stageOf(unit)) => {
      const office = await house.as('office');
      const whole = { params: { organisationId: house.id(unit) }, query: { stage, limit: 200 } };
      const unspoken = await office.call(listUnspoken, whole);
      const unread = await office.call(listUnread, whole);
      const told = await office.call(readLackingAt, { params: whole.params });
      if (stage === stageOf(unit))
        assert.deepEqual(
          [told.unspoken, told.unread].map((each) => each.map((one) => [one.stage, one.count])),
          [unspoken, unread].map(({ rows }) => (rows.length > 0 ? [[stage, rows.length]] : [])),
        );
      const ids = ({ rows }: { readonly rows: readonly { readonly person: { readonly id: string } }[] }) =>
        new Set(rows.map(({ person }) => person.id));
      return { unspoken: ids(unspoken), unread: new Map(unread.rows.map((row) => [row.person.id, row.unread])) };
    };
    const readBy = async (unit: Unit, number: number) => {
      const params = { personId: by(unit, number) };
      const { stageCode, pieces } = await (await house.as('office')).call(readReadings, { params });
      return [stageCode, ...pieces.filter(({ read }) => read?.activityId === activityId).map(({ piece }) => piece)];
    };
    const agree = async () => {
      await house.fold();
      assert.deepEqual(await house.differences(), []);
      const office = await house.as('office');
      for (const unit of [passed, stays])
        for (const { code, verdict } of (await gateOf(house, 'office', unit)).findings) {
          const query = { stage: stageOf(unit), condition: code, limit: 200 };
          const { rows } = await office.call(listStandings, { params: { organisationId: house.id(unit) }, query });
          assert.deepEqual(
            rows.map((row) => row.verdict),
            [verdict],
            `${unit}: ${code}`,
          );
        }
    };

    before(async () => {
      house = await startTestHouse();
      ({ campaignId, heads } = await twoStages(house, ', ownScript: true'));
      secretary = heads.CLINIC;
      await pass(house, heads, passed);
      house.clock.set(new Date('2026-03-20T18:00:00+08:00'));
      const held = await secretary.call(recordActivity, { params: { branchId: house.id('JOINT-1') }, body: meeting() });
      activityId = held.id;
      assert.equal(held.onRoll, 21);
    });
    after(() => house.close());

    test('before anybody has spoken each unit owes in its own stage', async () => {
      assert.deepEqual(await verdicts(passed), ['analysis', 'head 0 of 1', 'expert 0 of 1']);
      assert.deepEqual(await verdicts(stays), ['study', 'head 0 of 1', 'expert 0 of 1']);
      await agree();
    });

    test('what both have to read can be named, and each has read it in the own stage', async () => {
      const { pieces } = await secretary.call(readActivityReadings, { params: { activityId } });
      assert.deepEqual(pieces.map(({ piece }) => piece).toSorted(), ['of-analysis', 'of-both', 'of-study']);
      const named = { params: { activityId }, body: { pieces: pieces.map(({ piece }) => piece), read: true } };
      assert.deepEqual(await secretary.call(nameReadings, named), { changed: 3 });
      for (const unit of [passed, stays]) {
        assert.deepEqual(await readBy(unit, 3), [stageOf(unit), `of-${stageOf(unit)}`, 'of-both']);
        assert.deepEqual((await lacking(unit)).unread, new Map([[by(unit, 9), 2]]), 'whoever was away has not read');
      }
      assert.equal((await lacking(passed, 'study')).unread.size, passed === 'CLINIC' ? 11 : 10, 'nor in another stage');
      const branch = await secretary.call(readBranchReading, { params: { branchId: house.id('JOINT-1') } });
      assert.deepEqual(
        new Map(branch.pieces.map(({ piece, readBy: read, askedOf }) => [piece, [read, askedOf]])),
        new Map([
          [`of-${stageOf('CLINIC')}`, [10, 11]],
          ['of-both', [19, 21]],
          [`of-${stageOf('STATION')}`, [9, 10]],
        ]),
      );
      const wanted = { params: { organisationId: house.id('JOINT-1') }, query: {} };
      const { rows } = await secretary.call(listReading, wanted);
      assert.deepEqual(
        rows.map(({ required, members, begun, through }) => [required, members, begun, through]),
        [[2, 21, 19, 19]],
      );
      const { members } = branch;
      assert.deepEqual(
        new Set(members.flatMap(({ personId, read, required }) => (read < required ? [personId] : []))),
        new Set([by(passed, 9), by(stays, 9)]),
      );
    });

    test('whoever has spoken as a member has spoken in the stage of the own unit, and in no other', async () => {
      const personIds = [by(passed, 3), by(stays, 3)];
      await secretary.call(nameSpeakers, { params: { activityId }, body: { personIds } });
      for (const unit of [passed, stays]) {
        const { unspoken } = await lacking(unit);
        assert.deepEqual([unspoken.has(by(unit, 3)), unspoken.size], [false, unit === 'CLINIC' ? 10 : 9], unit);
        const params = { personId: by(unit, 3) };
        const { stages } = await (await house.as('office')).call(readLacking, { params });
        assert.deepEqual(
          stages.filter((each) => each.campaignId === campaignId),
          [],
        );
      }
      assert.ok((await lacking(passed, 'study')).unspoken.has(by(passed, 3)));
    });

    test('a lecture of an expert is given to each unit in its own stage, and taken back from both', async () => {
      const say = () =>
        secretary.call(nameLecturer, {
          params: { activityId },
          body: { capacity: 'expert', name: '党校教师' },
        });
      const { id: lectureId } = await say();
      for (const unit of [passed, stays])
        assert.deepEqual(await verdicts(unit), [stageOf(unit), 'head 0 of 1', 'expert 1 of 1']);
      await agree();
      await secretary.call(withdrawLecture, { params: { lectureId }, body: { reason: '记错' } });
      for (const unit of [passed, stays])
        assert.deepEqual(await verdicts(unit), [stageOf(unit), 'head 0 of 1', 'expert 0 of 1']);
      await say();
      await agree();
    });

    test('a head owes it where the own unit is, finds the meeting, and closes it by the script that is asked there', async () => {
      for (const unit of [passed, stays]) {
        const body = { capacity: 'head', personId: by(unit, 1) } as const;
        const { id: lectureId } = await secretary.call(nameLecturer, { params: { activityId }, body });
        const { owed } = await heads[unit].call(readToDo, { query: { kind: 'lecture' } });
        const open = owed.filter(({ standing, title }) => standing !== 'discharged' && title.zh === 'head');
        const asksScript = stageOf(unit) === 'study';
        assert.deepEqual(
          open.flatMap((each) => (each.campaignId === campaignId ? [[each.stageCode, each.spokeAt]] : [])),
          [['study', asksScript ? activityId : null]],
          'what was left open in the stage that the unit has passed does not lead to a lecture given in the next',
        );
        assert.deepEqual((await verdicts(unit))[1], `head ${asksScript ? 0 : 1} of 1`);
        const script = { text: '讲稿', file: null, isOwn: true };
        await heads[unit].call(handInScript, { params: { lectureId }, body: script });
        assert.deepEqual((await verdicts(unit))[1], 'head 1 of 1');
      }
      await agree();
    });

    test('at a meeting that is voided nobody has spoken or read, in either stage', async () => {
      await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
      for (const unit of [passed, stays]) {
        assert.deepEqual(await verdicts(unit), [stageOf(unit), 'head 0 of 1', 'expert 0 of 1']);
        const { unspoken, unread } = await lacking(unit);
        assert.deepEqual([unspoken.size, unread.size], unit === 'CLINIC' ? [11, 11] : [10, 10]);
      }
      await agree();
      assert.equal(
        await refusalOf(
          secretary.call(nameReadings, { params: { activityId }, body: { pieces: ['of-both'], read: true } }),
        ),
        'activity-voided-already',
      );
    });

    test('whoever is named when the meeting is recorded has spoken for the same stages', async () => {
      const lecturers = [
        { capacity: 'expert' as const, name: '党史专家' },
        ...[passed, stays].map((unit) => ({ capacity: 'head' as const, personId: by(unit, 1) })),
        ...[passed, stays].map((unit) => ({ capacity: 'member' as const, personId: by(unit, 4) })),
      ];
      const earlier = new Map([[passed, await lacking(passed)] as const, [stays, await lacking(stays)] as const]);
      const again = { ...meeting(), lecturers, another: true };
      const held = await secretary.call(recordActivity, { params: { branchId: house.id('JOINT-1') }, body: again });
      const { pieces } = await secretary.call(readActivityReadings, { params: { activityId: held.id } });
      assert.equal(pieces.length, 3);
      for (const unit of [passed, stays]) {
        assert.equal((await lacking(unit)).unspoken.size, (earlier.get(unit)?.unspoken.size ?? 0) - 1);
        const asksScript = stageOf(unit) === 'study';
        assert.deepEqual(await verdicts(unit), [stageOf(unit), `head ${asksScript ? 0 : 1} of 1`, 'expert 1 of 1']);
      }
      await agree();
    });
  });
