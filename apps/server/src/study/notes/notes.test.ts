import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listOwed } from '@muster/contract/obligation';
import { handInNote, listNotes, readNotes, returnNote } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
let own: { personId: string };
before(async () => {
  house = await startTestHouse();
  own = { personId: house.id('SCHOOL-1-04') };
});
after(() => house.close());

const handIn = async (who: CastName, text: string | null, params = own, writing = 'study-notes') =>
  (await house.as(who)).call(handInNote, { params, body: { writing, text, file: null } });
const mine = async () => (await house.as('member')).call(readNotes, { params: own });
const atBranch = async (who: CastName = 'secretary') =>
  (await house.as(who)).call(listNotes, { params: { branchId: house.id('SCHOOL-1') } });
const owed = async () => {
  const { owed: found } = await (
    await house.as('secretary')
  ).call(listOwed, {
    params: { organisationId: house.id('SCHOOL-1') },
    query: { kind: 'note', state: 'all' },
  });
  return found.map(({ standing }) => standing);
};

test('what nobody gave a figure for is shown as not set and asks for nothing', async () => {
  const { asked, mayHandIn, stageCode } = await mine();
  assert.deepEqual(
    [stageCode, mayHandIn, asked.map(({ code, number, length, done }) => [code, number, length, done])],
    [
      'study',
      true,
      [
        ['study-notes', null, null, 0],
        ['reflections', null, null, 0],
      ],
    ],
  );
  assert.deepEqual(await owed(), []);
});

test('a member hands in a text, the secretary a photograph of paper for one who cannot, and nobody else', async () => {
  await handIn('member', '学习党章，对照自己写了两条。');
  const photograph = {
    name: '笔记.png',
    base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  };
  await (
    await house.as('secretary')
  ).call(handInNote, { params: own, body: { writing: 'reflections', text: null, file: photograph } });
  assert.equal(await refusalOf(handIn('secretary2', '一篇')), 'not-found');
  assert.equal(await refusalOf(handIn('member', '。。。')), 'note-empty');
  assert.equal(await refusalOf(handIn('member', '一篇', own, 'poem')), 'writing-unknown');
  const { asked, notes } = await mine();
  assert.deepEqual(
    asked.map(({ done }) => done),
    [1, 1],
  );
  assert.deepEqual(
    notes.map(({ writing, characters, isByAnother, mayReturn }) => [writing, characters, isByAnother, mayReturn]),
    [
      ['reflections', 0, true, false],
      ['study-notes', 14, false, false],
    ],
  );
});

test('a careless one is returned once, with a reason; another is owed until it is handed in', async () => {
  const [, note] = (await mine()).notes;
  assert.ok(note);
  const back = async (who: CastName, noteId = note.id) =>
    (await house.as(who)).call(returnNote, { params: { noteId }, body: { reason: '太潦草' } });
  assert.equal(await refusalOf(back('secretary2')), 'not-found');
  assert.deepEqual(await back('secretary'), { id: note.id });
  assert.equal(await refusalOf(back('secretary')), 'note-returned-already');
  const { asked, notes } = await mine();
  assert.deepEqual([asked[0]?.done, notes[1]?.returned?.reason], [0, '太潦草']);
  assert.deepEqual(await owed(), ['open']);

  await handIn('member', '重写：第一章讲党员的义务，我有三条没有做到。');
  assert.deepEqual(await owed(), ['discharged']);
  assert.equal((await mine()).asked[0]?.done, 1);
});

test('the same words of two people are shown as that, whatever signs stand between them', async () => {
  const other = { personId: house.id('SCHOOL-1-05') };
  await handIn('secretary', '重写 第一章讲党员的义务 我有三条没有做到', other);
  const { notes } = await atBranch();
  const copies = notes.filter(({ sameAs }) => sameAs.length > 0);
  assert.deepEqual(
    copies.map(({ person, sameAs }) => [person.id, sameAs[0]?.person?.id]),
    [
      [other.personId, own.personId],
      [own.personId, other.personId],
    ],
  );
  assert.equal(notes.length, 4);
  assert.ok(notes.every(({ mayReturn, returned }) => mayReturn === (returned === null)));
});
