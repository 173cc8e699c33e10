import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { listOwed } from '@muster/contract/obligation';
import { checkNote, drawNotes, handInNote, readNoteDraws, returnNote } from '@muster/contract/study';
import { drawSample } from '@muster/core/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
let unit: { unitId: string };
const noted: string[] = [];
before(async () => {
  house = await startTestHouse();
  unit = { unitId: house.id('SCHOOL') };
  const secretary = await house.as('secretary');
  for (const code of ['04', '05', '06', '07', '08', '09']) {
    const params = { personId: house.id(`SCHOOL-1-${code}`) };
    const body = { writing: 'study-notes', text: `${code}的笔记：对照自己写了两条。`, file: null };
    noted.push((await secretary.call(handInNote, { params, body })).id);
  }
});
after(() => house.close());

const draw = async (who: CastName, count = 3) =>
  (await house.as(who)).call(drawNotes, { params: unit, body: { count } });
const seen = async (who: CastName = 'team') => (await house.as(who)).call(readNoteDraws, { params: unit });
const check = async (who: CastName, noteId: string, careless: string | null) => {
  const [last] = (await seen()).draws;
  return (await house.as(who)).call(checkNote, { params: { drawId: last?.id ?? '', noteId }, body: { careless } });
};

test('the team draws among what was handed in and not returned; nobody of the unit does', async () => {
  const [returned = ''] = noted;
  await (await house.as('secretary')).call(returnNote, { params: { noteId: returned }, body: { reason: '太潦草' } });
  assert.equal(await refusalOf(draw('head')), 'not-permitted');
  assert.equal(await refusalOf(draw('secretary')), 'not-permitted');
  assert.equal((await seen()).drawnFrom, 5);
  await draw('team');
  const [made] = (await seen()).draws;
  assert.ok(made);
  assert.deepEqual(made.among, noted.slice(1).toSorted());
  assert.equal(made.notes.length, 3);
  assert.ok(made.notes.every(({ note, check: found, mayCheck }) => note !== null && found === null && mayCheck));
});

test('whoever reads it draws the same notes again from the seed', async () => {
  for (const who of ['team', 'office', 'head', 'secretary'] as const) {
    const { draws, drawnFrom } = await seen(who);
    for (const { among, notes, seed } of draws)
      assert.deepEqual(
        notes.map(({ id }) => id),
        drawSample(among, 3, seed),
      );
    assert.equal(drawnFrom === null, who === 'head' || who === 'secretary');
  }
});

test('one is in order; a careless one goes back to its writer, who owes another', async () => {
  const [first, second, third] = (await seen()).draws[0]?.notes ?? [];
  assert.ok(first && second && third);
  const beside = noted.slice(1).find((id) => ![first.id, second.id, third.id].includes(id)) ?? '';
  assert.equal(await refusalOf(check('team', beside, null)), 'not-found');
  assert.equal(await refusalOf(check('head', first.id, null)), 'not-permitted');
  await check('team', first.id, null);
  assert.equal(await refusalOf(check('office', first.id, '潦草')), 'note-checked-already');
  await check('team', second.id, '只有一句话');
  await (await house.as('secretary')).call(returnNote, { params: { noteId: third.id }, body: { reason: '太潦草' } });
  assert.equal(await refusalOf(check('team', third.id, null)), 'note-returned-already');

  const { draws, drawnFrom } = await seen('office');
  assert.deepEqual(
    draws[0]?.notes.map(({ note, check: found, mayCheck }) => [found?.isCareless, note?.returned?.reason, mayCheck]),
    [
      [false, undefined, false],
      [true, '只有一句话', false],
      [undefined, '太潦草', false],
    ],
  );
  assert.equal(drawnFrom, 3);
  const { owed } = await (
    await house.as('secretary')
  ).call(listOwed, {
    params: { organisationId: house.id('SCHOOL-1') },
    query: { kind: 'note', state: 'all' },
  });
  assert.deepEqual(
    owed.map(({ standing }) => standing),
    ['open', 'open', 'open'],
  );
});

test('somebody of the team who has an office in the unit is recused, and of fewer notes all are drawn', async () => {
  await draw('office', 20);
  assert.equal((await seen()).draws[0]?.notes.length, 3);
  const [open] = (await seen()).draws[0]?.notes ?? [];
  const params = { organisationId: house.id('SCHOOL') };
  await (await house.as('office')).call(appoint, { params, body: { personId: house.id('罗亦舟'), role: 'clerk' } });
  assert.equal(await refusalOf(draw('team')), 'recused-oneself');
  assert.equal(await refusalOf(check('team', open?.id ?? '', null)), 'recused-oneself');
  assert.deepEqual([(await seen()).drawnFrom, (await seen()).isOfTheUnit], [null, true]);
});
