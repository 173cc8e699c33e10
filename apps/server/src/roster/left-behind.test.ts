import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { appoint, endAppointment } from '@muster/contract/access';
import { openAssessment } from '@muster/contract/assessment';
import { listEntries } from '@muster/contract/ledger';
import {
  correctPerson,
  listLeftBehind,
  listRepresentativeGaps,
  proposeTransfer,
  readHistory,
  readRepresentatives,
  recordContact,
  reportIn,
  setRepresentativeQuota,
  voidContact,
} from '@muster/contract/roster';
import { recordActivity } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const person = (code: string) => ({ params: { personId: house.id(code) } });
const node = (code: string) => ({ params: { organisationId: house.id(code) } });
const once = () => ({ key: crypto.randomUUID() });

type Filter = 'all' | 'no-trace' | 'floating' | 'infirm' | 'never-reached';

async function left(who: CastName, code: string, filter: Filter = 'all') {
  return (await house.as(who)).call(listLeftBehind, { ...node(code), query: { filter, limit: 200 } });
}

async function contact(who: CastName, code: string, more: object = {}) {
  const body = { mode: 'telephone', on: '2026-03-19', outcome: 'reached', ...more } as const;
  return (await house.as(who)).call(recordContact, { ...person(code), body }, once());
}

describe('nobody is left behind', () => {
  test('before anything has happened everybody is on the list, and each figure is as long as its list', async () => {
    const { counts, members } = await left('county', 'COUNTY');
    assert.deepEqual([counts.all, members.length], [136, 136], 'applicants are on no list');
    for (const filter of ['all', 'no-trace', 'floating', 'infirm', 'never-reached'] as const)
      assert.equal((await left('county', 'COUNTY', filter)).members.length, counts[filter], filter);
    assert.deepEqual([counts.floating, counts.infirm, counts['no-trace']], [4, 0, 136]);
    assert.equal((await left('town', 'TOWN-COMMITTEE')).counts.all, 115);
    assert.equal((await left('secretary', 'SCHOOL-1')).counts.all, 15);
    assert.equal((await left('secretary', 'SCHOOL')).counts.all, 15, 'the other branch of the unit is out of sight');
    assert.equal(await refusalOf(left('secretary', 'COMMUNITY')), 'not-found');
    assert.equal(await refusalOf(left('town', 'COUNTY')), 'not-permitted');
  });

  test('a meeting takes off who was there, a contact who was reached; the floating stay, with the last contact', async () => {
    const absences = [
      { personId: house.id('SCHOOL-1-07'), reason: 'away' },
      { personId: house.id('SCHOOL-1-08'), reason: 'sick' },
      { personId: house.id('SCHOOL-1-09'), reason: 'sick' },
    ];
    const held = { startsAt: '2026-03-19T14:30:00+08:00', endsAt: '2026-03-19T16:30:00+08:00', absences };
    await (
      await house.as('secretary')
    ).call(recordActivity, {
      params: { branchId: house.id('SCHOOL-1') },
      body: { kind: 'collective-study', topic: '第三专题', ...held },
    });
    const names = async (filter: Filter) =>
      (await left('secretary', 'SCHOOL-1', filter)).members.map(({ personId }) => personId);
    assert.equal((await names('no-trace')).length, 3);
    await contact('secretary', 'SCHOOL-1-08', { mode: 'lesson', note: '送学上门' });
    await contact('secretary', 'SCHOOL-1-09', { outcome: 'not-reached' });
    const { id } = await contact('clerk', 'SCHOOL-1-07', { mode: 'letter' });
    assert.deepEqual(await names('no-trace'), [house.id('SCHOOL-1-09')], 'who was not reached stays on the list');
    const { members } = await left('secretary', 'SCHOOL-1', 'floating');
    assert.deepEqual(
      members.map(({ hasTrace, last }) => [hasTrace, last?.mode, last?.on]),
      [[true, 'letter', '2026-03-19']],
    );
    const entries = (await (await house.as('secretary')).call(listEntries, node('SCHOOL-1'))).entries;
    assert.ok(entries.some(({ kind, subjectId }) => kind === 'roster.contact-recorded' && subjectId === id));

    const mistaken = { params: { contactId: id }, body: { reason: '记错了人' } };
    assert.equal(await refusalOf((await house.as('secretary2')).call(voidContact, mistaken)), 'not-found');
    await (await house.as('secretary')).call(voidContact, mistaken);
    assert.equal(await refusalOf((await house.as('secretary')).call(voidContact, mistaken)), 'contact-voided-already');
    assert.equal((await names('no-trace')).length, 2);
  });

  test('a page goes on where the one before ended, also when its last member has come off the list since', async () => {
    const pageOf = async (cursor?: string) =>
      (await house.as('town')).call(listLeftBehind, {
        ...node('COMMUNITY'),
        query: { filter: 'no-trace', limit: 10, ...(cursor !== undefined && { after: cursor }) },
      });
    const first = await pageOf();
    const last = first.members.at(-1)?.personId ?? '';
    const second = await pageOf(first.next ?? '');
    assert.equal(second.members.length, 10);
    const reached = { mode: 'telephone', on: '2026-03-19', outcome: 'reached' } as const;
    await (await house.as('communityHead')).call(recordContact, { params: { personId: last }, body: reached }, once());
    assert.deepEqual((await pageOf(first.next ?? '')).members, second.members);
  });

  test('a contact is recorded by the branch, in time or with a reason', async () => {
    assert.equal(await refusalOf(contact('town', 'SCHOOL-1-09')), 'not-permitted');
    assert.equal(await refusalOf(contact('communityHead', 'SCHOOL-1-09')), 'not-found');
    assert.equal(await refusalOf(contact('secretary', 'SCHOOL-1-09', { on: '2026-03-21' })), 'day-in-future');
    assert.equal(await refusalOf(contact('secretary', 'SCHOOL-1-09', { on: '2026-03-12' })), 'late-reason-missing');
    assert.equal(
      await refusalOf(contact('secretary', 'SCHOOL-1-09', { mode: 'lesson', outcome: 'not-reached' })),
      'lesson-not-held',
    );
    await contact('secretary', 'SCHOOL-1-09', { on: '2026-03-12', lateReason: '本子记在家里', outcome: 'not-reached' });
    const { contacts } = await (await house.as('secretary')).call(readHistory, person('SCHOOL-1-09'));
    assert.deepEqual(
      contacts.map(({ on, isLate, lateReason }) => [on, isLate, lateReason]),
      [
        ['2026-03-19', false, null],
        ['2026-03-12', true, '本子记在家里'],
      ],
    );
  });

  test('a member says oneself where one is, and nobody else can; the new branch reads it after a transfer', async () => {
    const member = await house.as('member');
    const said = { body: { whereabouts: '在成都务工', reachBy: '儿子家电话' } };
    const { id } = await member.call(reportIn, { ...person('SCHOOL-1-04'), ...said }, once());
    assert.equal(await refusalOf(member.call(reportIn, { ...person('SCHOOL-1-05'), ...said }, once())), 'not-found');
    assert.equal(
      await refusalOf((await house.as('secretary')).call(reportIn, { ...person('SCHOOL-1-04'), ...said }, once())),
      'not-found',
    );
    const town = await house.as('town');
    const words = { name: '唐晓棠', bornIn: 1980, categories: ['floating'] };
    await town.call(correctPerson, { ...person('SCHOOL-1-04'), body: words });
    await town.call(proposeTransfer, { ...person('SCHOOL-1-04'), body: { branchId: house.id('COMMUNITY-1') } });
    const { members } = await left('communityHead', 'COMMUNITY', 'floating');
    const there = members.find(({ personId }) => personId === house.id('SCHOOL-1-04'));
    assert.deepEqual([there?.hasTrace, there?.whereabouts, there?.reachBy], [true, '在成都务工', '儿子家电话']);
    const { contacts } = await (await house.as('communityHead')).call(readHistory, person('SCHOOL-1-04'));
    assert.deepEqual(
      contacts.map((each) => [each.id, each.mode, each.by]),
      [[id, 'report-in', '唐晓棠']],
    );
  });
});

describe('representatives', () => {
  const unit = { params: { unitId: '' } };
  before(() => {
    unit.params.unitId = house.id('SCHOOL');
  });

  test('a quota by origin shows what is there and what is missing, for the unit and above it', async () => {
    const head = await house.as('head');
    const fresh = await head.call(readRepresentatives, unit);
    assert.deepEqual(
      fresh.origins.map(({ origin, wanted, have, missing }) => [origin, wanted, have, missing]),
      [
        ['own', null, 0, 0],
        ['subordinate', null, 0, 0],
        ['served', null, 10, 0],
      ],
    );
    const set = async (
      who: CastName,
      body: { own: number | null; subordinate: number | null; served: number | null },
    ) => (await house.as(who)).call(setRepresentativeQuota, { ...unit, body });
    assert.equal(await refusalOf(set('clerk', { own: 2, subordinate: null, served: 8 })), 'not-permitted');
    await set('head', { own: 2, subordinate: null, served: 12 });
    await set('town', { own: 3, subordinate: null, served: 12 });
    const { origins, setBy } = await head.call(readRepresentatives, unit);
    assert.deepEqual(
      origins.map(({ missing }) => missing),
      [3, 0, 2],
    );
    assert.equal(setBy?.name, '沈知秋');
    const gaps = await (await house.as('town')).call(listRepresentativeGaps, node('TOWN'));
    assert.deepEqual(
      [gaps.lacking, gaps.notSet, gaps.units.map(({ unit: { name } }) => name)],
      [1, 1, ['白鹭镇中心小学']],
    );
    assert.equal(await refusalOf((await house.as('otherTown')).call(readRepresentatives, unit)), 'not-found');
    // Those who set it at once follow one another: what each was told is kept stands in the history.
    const figures = [4, 5, 6, 7];
    await Promise.all(
      figures.map(async (own, at) => set(at % 2 ? 'head' : 'town', { own, subordinate: 1, served: 12 })),
    );
    const kept = await withClient(house.database.superuser(), async (client) => {
      const text = `select wanted from representative_quota where origin = 'own' and wanted = any ($1) order by 1`;
      return (await client.query<{ wanted: number }>(text, [figures])).rows.map(({ wanted }) => wanted);
    });
    assert.deepEqual(kept, figures);
    await set('town', { own: 3, subordinate: null, served: 12 });
  });

  test('one is ended and another chosen, and each shows the assessments it was counted in', async () => {
    const head = await house.as('head');
    const here = { params: { organisationId: house.id('SCHOOL') } };
    const { people } = await head.call(readRepresentatives, unit);
    const gone = people[0]!;
    await head.call(endAppointment, { params: { appointmentId: gone.appointmentId } });
    await head.call(appoint, { ...here, body: { personName: '新代表', role: 'representative', origin: 'own' } });
    await (
      await house.as('head')
    ).call(openAssessment, { params: { unitId: house.id('SCHOOL') }, body: { heldOn: '2026-03-20' } });
    const now = await head.call(readRepresentatives, unit);
    const counted = (name: string) => now.people.find((each) => each.person.name === name)?.assessments.length;
    assert.deepEqual([counted('新代表'), counted(gone.person.name)], [1, 0]);
    const last = now.people.at(-1);
    assert.deepEqual([last?.person.name, last?.toOn], [gone.person.name, '2026-03-20']);
  });
});
