import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { appoint, readMe } from '@muster/contract/access';
import { listEntries } from '@muster/contract/ledger';
import { mergeOrganisation } from '@muster/contract/organisation';
import { listLectures, nameLecturer, recordActivity, voidActivity, withdrawLecture } from '@muster/contract/study';
import {
  endContactPoint,
  listGuests,
  listLeaders,
  nameContactPoint,
  noteGuest,
  readLeadership,
  recordVisit,
  withdrawVisit,
} from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const idOf = async (who: CastName) => (await (await house.as(who)).call(readMe, {})).person.id;
const hold = async (who: CastName, branch: string, day: string, absent: readonly string[] = []) =>
  (
    await (
      await house.as(who)
    ).call(recordActivity, {
      params: { branchId: house.id(branch) },
      body: {
        kind: 'lecture',
        topic: `${branch} ${day}`,
        startsAt: `${day}T14:30:00+08:00`,
        endsAt: `${day}T16:30:00+08:00`,
        absences: absent.map((code) => ({ personId: house.id(code), reason: 'away' })),
        lateReason: '补录',
      },
    })
  ).id;
const name = async (who: CastName, place: string, personId: string, fromOn = '2026-03-02') =>
  (await house.as(who)).call(nameContactPoint, {
    params: { organisationId: house.id(place) },
    body: { personId, fromOn },
  });
const list = async (who: CastName, place: string, show: 'all' | 'gaps' = 'all') =>
  (await house.as(who)).call(listLeaders, { params: { organisationId: house.id(place) }, query: { show } });
const rowOf = async (who: CastName, place: string, personId: string) =>
  (await list(who, place)).leaders.find(({ person }) => person.id === personId);
const guests = async (activityId: string, who: CastName = 'secretary') =>
  (await house.as(who)).call(listGuests, { params: { activityId } });
const note = async (activityId: string, contactPointId: string, who: CastName = 'secretary') =>
  (await house.as(who)).call(noteGuest, {
    params: { activityId },
    body: { contactPointId, lateReason: '补记' },
  });

describe('contact points', () => {
  test('the office names one for who holds a leading office, and nobody else does', async () => {
    const leader = await idOf('leader');
    assert.equal(await refusalOf(name('head', 'SCHOOL', leader)), 'not-permitted');
    assert.equal(await refusalOf(name('clerk', 'SCHOOL', house.id('SCHOOL-1-01'))), 'not-permitted');
    assert.equal(await refusalOf(name('otherTown', 'SCHOOL', leader)), 'not-found');
    assert.equal(await refusalOf(name('town', 'TOWN', leader)), 'contact-point-of-no-unit');
    assert.equal(await refusalOf(name('town', 'SCHOOL', house.id('COMMUNITY-1-03'))), 'leader-without-office');
    assert.equal(await refusalOf(name('town', 'SCHOOL', house.id('SCHOOL-1-01'))), 'contact-point-own');
    assert.equal(await refusalOf(name('town', 'SCHOOL', leader, '2025-01-01')), 'contact-point-before-campaign');
    await name('town', 'SCHOOL', leader);
    assert.equal(await refusalOf(name('town', 'SCHOOL', leader)), 'contact-point-named-already');
    const { leaders, counts, mayName } = await list('town', 'TOWN');
    assert.ok(mayName);
    assert.deepEqual(
      leaders.find(({ person }) => person.id === leader)?.contactPoints.map(({ organisation }) => organisation.name),
      ['白鹭镇中心小学'],
    );
    assert.deepEqual([counts.leaders, counts.withPoint, counts.atPoint], [leaders.length, 1, 0]);
    const { entries } = await (
      await house.as('town')
    ).call(listEntries, {
      params: { organisationId: house.id('SCHOOL') },
    });
    assert.ok(entries.some(({ kind }) => kind === 'supervision.contact-point-named'));
  });

  test('who took part there is noted by whoever records, once; a lecture there counts as both', async () => {
    const leader = await idOf('leader');
    const point = (await rowOf('town', 'TOWN', leader))?.contactPoints[0]?.id ?? '';
    const first = await hold('secretary', 'SCHOOL-1', '2026-03-17');
    const { candidates, mayNote } = await guests(first);
    assert.ok(mayNote);
    assert.deepEqual(
      candidates.map(({ contactPointId }) => contactPointId),
      [point],
    );
    assert.equal(await refusalOf(note(first, point, 'town')), 'not-permitted');
    const { id: visitId } = await note(first, point);
    assert.equal(await refusalOf(note(first, point)), 'guest-noted-already');
    assert.deepEqual((await guests(first)).candidates, []);

    const elsewhere = await hold('communityHead', 'COMMUNITY-1', '2026-03-17');
    assert.equal(await refusalOf(note(elsewhere, point, 'communityHead')), 'guest-without-contact-point');

    const second = await hold('secretary2', 'SCHOOL-2', '2026-03-18');
    const secretary2 = await house.as('secretary2');
    const { candidates: lecturers } = await secretary2.call(listLectures, { params: { activityId: second } });
    assert.deepEqual(lecturers.find(({ personId }) => personId === leader)?.offices, ['leader']);
    const { id: lectureId } = await secretary2.call(nameLecturer, {
      params: { activityId: second },
      body: { capacity: 'leader', personId: leader },
    });
    const figures = async () => {
      const { attended, lectures } = (await rowOf('town', 'TOWN', leader))?.contactPoints[0] ?? {};
      return [attended, lectures];
    };
    assert.deepEqual(await figures(), [2, 1]);
    await note(second, point, 'secretary2');
    assert.deepEqual(await figures(), [2, 1], 'who lectured and is noted was there once');
    await secretary2.call(withdrawLecture, { params: { lectureId }, body: { reason: '没有讲' } });
    assert.deepEqual(await figures(), [2, 0]);

    const withdrawing = { params: { visitId }, body: { reason: '记错了' } };
    assert.equal(await refusalOf((await house.as('leader')).call(withdrawVisit, withdrawing)), 'not-permitted');
    await (await house.as('secretary')).call(withdrawVisit, withdrawing);
    assert.equal(
      await refusalOf((await house.as('secretary')).call(withdrawVisit, withdrawing)),
      'visit-withdrawn-already',
    );
    assert.deepEqual(await figures(), [1, 0]);
    assert.equal((await guests(first)).guests[0]?.withdrawn?.reason, '记错了');
    await (
      await house.as('secretary2')
    ).call(voidActivity, {
      params: { activityId: second },
      body: { reason: '没有开' },
    });
    assert.deepEqual(await figures(), [0, 0], 'nobody was at a meeting that was not');
  });

  test('guidance and problems solved are written down there or by the leader, who sees the own page', async () => {
    const leader = await idOf('leader');
    const params = { contactPointId: (await rowOf('town', 'TOWN', leader))?.contactPoints[0]?.id ?? '' };
    const done = { kind: 'guided', on: '2026-03-20', note: '看了学习安排', lateReason: null } as const;
    const own = await house.as('leader');
    await own.call(recordVisit, { params, body: done });
    await (
      await house.as('clerk')
    ).call(recordVisit, { params, body: { ...done, kind: 'solved', note: '修好了校门口的路' } });
    const early = own.call(recordVisit, { params, body: { ...done, on: '2026-03-01' } });
    assert.equal(await refusalOf(early), 'visit-outside-contact-point');
    const late = own.call(recordVisit, { params, body: { ...done, on: '2026-03-09' } });
    assert.equal(await refusalOf(late), 'late-reason-missing');
    assert.equal(await refusalOf((await house.as('team')).call(recordVisit, { params, body: done })), 'not-permitted');
    assert.equal(
      await refusalOf((await house.as('communityHead')).call(recordVisit, { params, body: done })),
      'not-found',
    );

    const page = await own.call(readLeadership, { params: { personId: leader } });
    assert.deepEqual(page.mayRecordAt, [params.contactPointId]);
    assert.deepEqual(
      page.visits
        .filter(({ kind }) => kind !== 'attended')
        .map(({ kind, by }) => `${kind} ${by}`)
        .toSorted(),
      ['guided 叶知秋', 'solved 苏禾'],
    );
    const point = page.leader?.contactPoints[0];
    assert.deepEqual([point?.guided, point?.solved], [1, 1]);
    assert.equal(
      await refusalOf((await house.as('secretary')).call(readLeadership, { params: { personId: leader } })),
      'not-found',
    );
  });

  test('a leader takes part in the own branch as any member does; who reads less is told less', async () => {
    const head = house.id('SCHOOL-1-01');
    const held = (await rowOf('town', 'TOWN', head))?.ownBranch;
    await hold('secretary', 'SCHOOL-1', '2026-03-16', ['SCHOOL-1-01']);
    await hold('secretary', 'SCHOOL-1', '2026-03-15');
    const now = await rowOf('town', 'TOWN', head);
    assert.deepEqual(
      [(now?.ownBranch?.held ?? 0) - (held?.held ?? 0), (now?.ownBranch?.present ?? 0) - (held?.present ?? 0)],
      [2, 1],
    );
    await name('town', 'COMMUNITY', head);
    const seen = await rowOf('communityHead', 'COMMUNITY', head);
    assert.equal(seen?.ownBranch, null, 'the other unit does not read about the branch of the leader');
    assert.deepEqual(seen?.offices, []);
    assert.equal(seen?.contactPoints.length, 1);
    assert.equal((await rowOf('clerk', 'SCHOOL', head))?.contactPoints.length, 0, 'nor the own unit about the other');
    assert.equal(
      (await (await house.as('head')).call(readLeadership, { params: { personId: head } })).leader?.contactPoints
        .length,
      1,
      'but oneself',
    );
  });

  test('a leader writes down what was done at the own contact point wherever that is, and before the office begins', async () => {
    const office = await house.as('office');
    const { personId: later } = await office.call(appoint, {
      params: { organisationId: house.id('COUNTY') },
      body: { personName: '方远', role: 'leader', fromOn: '2026-04-01' },
    });
    await house.account(later, 'later');
    const head = house.id('SCHOOL-1-01');
    const ofHead = (await rowOf('office', 'COMMUNITY', head))?.contactPoints[0]?.id ?? '';
    const { id: ofLater } = await name('office', 'COMMUNITY', later);
    for (const [own, contactPointId] of [
      [await house.as('head'), ofHead],
      [await house.signedIn('later'), ofLater],
    ] as const) {
      const body = { kind: 'guided', on: '2026-03-20', note: '看了学习安排', lateReason: null } as const;
      const { id: visitId } = await own.call(recordVisit, { params: { contactPointId }, body });
      await own.call(withdrawVisit, { params: { visitId }, body: { reason: '记错了' } });
    }
    const { entries } = await (
      await house.as('communityHead')
    ).call(listEntries, { params: { organisationId: house.id('COMMUNITY') } });
    const kinds = entries.filter(({ kind }) => kind.startsWith('supervision.visit-')).map(({ kind }) => kind);
    assert.deepEqual(kinds.toSorted(), [
      'supervision.visit-recorded',
      'supervision.visit-recorded',
      'supervision.visit-withdrawn',
      'supervision.visit-withdrawn',
    ]);
  });

  test('where the playbook asks how often without a number, who did not come once has a gap; the list shows them alone', async () => {
    const { asked, counts } = await list('town', 'TOWN');
    assert.deepEqual(asked, {
      ownBranch: { atLeast: null },
      contactPoint: { atLeast: null },
      lectures: { atLeast: null },
    });
    const { leaders } = await list('town', 'TOWN', 'gaps');
    assert.equal(leaders.length, counts.gaps);
    assert.ok(leaders.every(({ gaps }) => gaps.length > 0));
    const leader = leaders.find(({ person }) => person.name === '叶知秋');
    assert.deepEqual(leader?.gaps, [
      { duty: 'contactPoint', lacking: 1 },
      { duty: 'lectures', lacking: 1 },
    ]);
    const first = await (
      await house.as('town')
    ).call(listLeaders, { params: { organisationId: house.id('TOWN') }, query: { limit: 1 } });
    const rest = await (
      await house.as('town')
    ).call(listLeaders, { params: { organisationId: house.id('TOWN') }, query: { after: first.next ?? '' } });
    assert.equal(first.leaders.length + rest.leaders.length, counts.leaders);
  });

  test('it ends on a day, or when its place goes into another; what was done there stays', async () => {
    const leader = await idOf('leader');
    const point = (await rowOf('town', 'TOWN', leader))?.contactPoints[0]?.id ?? '';
    const end = async (who: CastName, on: string) =>
      (await house.as(who)).call(endContactPoint, { params: { contactPointId: point }, body: { on } });
    assert.equal(await refusalOf(end('clerk', '2026-03-20')), 'not-permitted');
    assert.equal(await refusalOf(end('leader', '2026-03-20')), 'not-permitted');
    assert.equal(await refusalOf(end('town', '2026-03-01')), 'contact-point-not-begun');
    await end('town', '2026-03-20');
    assert.equal(await refusalOf(end('town', '2026-03-20')), 'contact-point-ended-already');
    const [ended] = (await rowOf('town', 'TOWN', leader))?.contactPoints ?? [];
    assert.deepEqual([ended?.toOn, ended?.guided], ['2026-03-20', 1]);

    await name('county', 'STATION', leader);
    await (
      await house.as('county')
    ).call(mergeOrganisation, {
      params: { organisationId: house.id('STATION') },
      body: { intoId: house.id('CLINIC'), on: '2026-03-20', reason: '合并' },
    });
    const atStation = (await rowOf('county', 'COUNTY', leader))?.contactPoints.find(
      ({ organisation }) => organisation.name === '石桥镇农技站',
    );
    assert.equal(atStation?.toOn, '2026-03-20');
  });
});
