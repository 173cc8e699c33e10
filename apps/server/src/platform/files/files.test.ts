import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { listEntries } from '@muster/contract/ledger';
import { importOrganisations } from '@muster/contract/organisation';
import { readFile } from '@muster/contract/platform';
import { importMembers } from '@muster/contract/roster';
import { isRefusal } from '@muster/core/kernel';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, testNow, type CastName, type TestHouse } from '@muster/testkit';
import { systemChance } from '../chance.ts';
import { inReadTransaction, inTransaction, openDatabase, type Db } from '../database/db.ts';
import { makeFiles, type Files } from './files.ts';
import { sweepFiles } from './sweep-files.ts';

const hour = 3_600_000;
const sha256Of = (words: string) => createHash('sha256').update(words).digest('hex');
const shelved = (folder: string, sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
const contentsOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => `${each.parentPath.slice(-2)}${each.name}`);

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

async function rows<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(query, values)).rows);
}

describe('the door', () => {
  let folder: string;
  let db: Db;
  let worker: Db;
  let files: Files;
  let school: string;
  const person = () => house.id('SCHOOL-1-01');
  const keep = (words: string, name = '名册.csv') =>
    files.keep(
      { paths: [school], self: person() },
      { name, bytes: Buffer.from(words), regionId: 0, place: { path: school, linked: [] } },
    );
  const keptAs = async (words: string, name?: string) => {
    const kept = await keep(words, name);
    assert.ok(!isRefusal(kept));
    return kept;
  };
  const readBy = async (paths: readonly string[], words: string) =>
    files.read({ paths, self: person() }, sha256Of(words));
  const states = (words: string) =>
    rows<{ stored: boolean }>('select stored_at is not null as stored from file where sha256 = $1', [
      Buffer.from(sha256Of(words), 'hex'),
    ]);

  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'muster-door-')), 'files');
    db = openDatabase(house.database.connection('app'));
    worker = openDatabase(house.database.connection('worker'));
    files = makeFiles({ db, clock: { now: () => testNow }, chance: systemChance, folder, limitBytes: 1000 });
    [{ path: school }] = (await rows<{ path: string }>(`select path from organisation where code = 'SCHOOL'`)) as [
      { path: string },
    ];
  });
  after(async () => {
    await db.close();
    await worker.close();
    rmSync(join(folder, '..'), { recursive: true });
  });

  test('what is kept lies under its hash and is read again with its name and type', async () => {
    const { sha256 } = await keptAs('编码,名称\n1,甲', '../名册.csv');
    assert.equal(sha256, sha256Of('编码,名称\n1,甲'));
    assert.ok(existsSync(shelved(folder, sha256)));
    const file = await readBy([school], '编码,名称\n1,甲');
    assert.ok(file);
    assert.deepEqual([file.name, file.mediaType, file.length], ['名册.csv', 'text/csv', 19]);
    assert.equal(await text(file.stream), '编码,名称\n1,甲');
  });

  test('the same content twice is two rows and one file, the later name is shown', async () => {
    await keptAs('twice', 'one.csv');
    await keptAs('twice', 'two.csv');
    assert.deepEqual(await states('twice'), [{ stored: true }, { stored: true }]);
    assert.equal(contentsOf(folder).filter((name) => name === sha256Of('twice')).length, 1);
  });

  test('kept with a command that takes long, it bears the time of the command and not of its end', async () => {
    const began = new Date(testNow.getTime() - 60_000);
    const file = await files.check({ name: 'long.csv', bytes: Buffer.from('a long import') });
    assert.ok(!isRefusal(file));
    await inTransaction(db, { paths: [school], self: person() }, (tx) =>
      files.keepWith(tx, person(), { ...file, regionId: 0, place: { path: school, linked: [] } }, began),
    );
    assert.deepEqual(
      await rows('select recorded_at from file where sha256 = $1', [Buffer.from(sha256Of('a long import'), 'hex')]),
      [{ recorded_at: began }],
    );
  });

  test('many at once leave no temporary file behind', async () => {
    await Promise.all(Array.from({ length: 8 }, () => keptAs('at once')));
    assert.equal(contentsOf(folder).filter((name) => name.endsWith('.part')).length, 0);
    assert.ok(await readBy([school], 'at once').then((file) => file?.stream.destroy()));
  });

  test('too large, empty or of another type: nothing is written', async () => {
    const already = await rows('select id from file');
    assert.deepEqual(await keep('x'.repeat(1001)), { refused: 'file-too-large', params: { megabytes: 0.001 } });
    assert.deepEqual(await keep('', 'a.pdf'), { refused: 'file-empty', params: {} });
    assert.deepEqual(await keep('<svg/>'), { refused: 'file-type-refused', params: {} });
    assert.equal((await rows('select id from file')).length, already.length);
  });

  test('it is read where it was kept and from above, not from beside, and not by its keeper who has left', async () => {
    await keptAs('for the school');
    const above = school.split('.').slice(0, -1).join('.');
    const [{ path: branch } = { path: '' }] = await rows<{ path: string }>(
      `select path from organisation where code = 'SCHOOL-1'`,
    );
    for (const [paths, seen] of [
      [[school], true],
      [[above], true],
      [[branch], false],
      [[`${above}.other`], false],
      [[], false],
    ] as const) {
      const file = await readBy(paths, 'for the school');
      file?.stream.destroy();
      assert.equal(file !== null, seen, paths.join());
    }
    assert.equal(await readBy([school], 'never kept'), null);
  });

  test('the database shows its row to nobody else either', async () => {
    const { id } = await keptAs('a row');
    const seenBy = (paths: readonly string[], self: string) =>
      inReadTransaction(db, { paths, self }, (tx) =>
        tx.selectFrom('file').select('id').where('id', '=', id).executeTakeFirst(),
      );
    assert.deepEqual(await seenBy([school], systemChance.newId()), { id });
    assert.equal(await seenBy([`${school}.beneath`], systemChance.newId()), undefined);
    assert.equal(await seenBy([], systemChance.newId()), undefined);
  });

  test('broken off between the row and the bytes: nothing is shown, the row goes after an hour', async () => {
    const blocked = join(folder, sha256Of('broken off').slice(0, 2));
    rmSync(blocked, { recursive: true, force: true });
    writeFileSync(blocked, 'no folder can be made here');
    await assert.rejects(keep('broken off'));
    rmSync(blocked);
    assert.deepEqual(await states('broken off'), [{ stored: false }]);
    assert.equal(await readBy([school], 'broken off'), null);
    assert.deepEqual(await sweepFiles(worker, folder, new Date(testNow.getTime() + hour - 1)), {
      rows: 0,
      contents: 0,
    });
    assert.equal((await sweepFiles(worker, folder, new Date(testNow.getTime() + hour + 1))).rows, 1);
    assert.deepEqual(await states('broken off'), []);
  });

  test('bytes that no row speaks of go after a day, with unfinished ones; what a row speaks of stays', async () => {
    const { sha256: kept } = await keptAs('stays');
    const orphan = (await keptAs('orphan')).sha256;
    const fresh = (await keptAs('fresh orphan')).sha256;
    await rows('delete from file where sha256 = any ($1)', [[orphan, fresh].map((hash) => Buffer.from(hash, 'hex'))]);
    const unfinished = join(folder, kept.slice(0, 2), 'broken.part');
    writeFileSync(unfinished, 'half');
    const now = new Date();
    const old = new Date(now.getTime() - 25 * hour);
    for (const path of [shelved(folder, kept), shelved(folder, orphan), unfinished]) utimesSync(path, old, old);
    assert.equal((await sweepFiles(worker, folder, now)).contents, 2);
    assert.deepEqual(
      [shelved(folder, kept), shelved(folder, fresh), shelved(folder, orphan), unfinished].map((path) =>
        existsSync(path),
      ),
      [true, true, false, false],
    );
  });

  test('an orphan that is kept again has a day more', async () => {
    const { sha256 } = await keptAs('again');
    const old = new Date(Date.now() - 25 * hour);
    utimesSync(shelved(folder, sha256), old, old);
    await keptAs('again');
    await rows('delete from file where sha256 = $1', [Buffer.from(sha256, 'hex')]);
    assert.equal((await sweepFiles(worker, folder, new Date())).contents, 0);
  });

  test('a folder that no file has made yet is swept without complaint', async () => {
    const at = new Date(testNow.getTime() - hour);
    assert.deepEqual(await sweepFiles(worker, join(folder, 'nowhere'), at), { rows: 0, contents: 0 });
  });
});

describe('the source of an import', () => {
  const importAs = async (who: CastName, node: string, csv: string, over: object = {}) =>
    (await house.as(who)).call(importOrganisations, {
      params: { organisationId: house.id(node) },
      body: { fileName: '单位.csv', csv, commit: true, ...over },
    });
  const readAs = async (who: CastName, csv: string) =>
    (await house.as(who)).call(readFile, { params: { sha256: sha256Of(csv) } });
  const sourceShown = async (who: CastName, node: string) => {
    const { entries } = await (
      await house.as(who)
    ).call(listEntries, { params: { organisationId: house.id(node) }, query: { limit: 1 } });
    return entries[0]?.summary['source'];
  };
  const csv = '编码,名称,种类\nFILED,存档站,单位';

  test('is kept when it changed something, and the record leads to it', async () => {
    await importAs('town', 'TOWN', csv, { commit: false });
    assert.equal(await refusalOf(readAs('town', csv)), 'not-found');
    await importAs('town', 'TOWN', csv);
    assert.equal(new TextDecoder().decode(await readAs('town', csv)), csv);
    assert.equal(await sourceShown('town', 'TOWN'), sha256Of(csv));
    assert.ok(existsSync(shelved(house.filesFolder, sha256Of(csv))));
    await importAs('town', 'TOWN', csv);
    assert.equal((await rows('select id from file where sha256 = $1', [Buffer.from(sha256Of(csv), 'hex')])).length, 1);
  });

  test('comes as a file to be saved, which no browser keeps or guesses about', async () => {
    const { cookie } = await house.signIn('town');
    const answer = await fetch(`${house.address}/api/files/${sha256Of(csv)}`, { headers: { cookie } });
    const told = (name: string) => answer.headers.get(name);
    assert.equal(told('content-type'), 'text/csv');
    assert.equal(
      told('content-disposition'),
      `attachment; filename="__.csv"; filename*=UTF-8''${encodeURIComponent('单位')}.csv`,
    );
    assert.equal(told('x-content-type-options'), 'nosniff');
    assert.equal(told('cache-control'), 'private, no-store');
    assert.match(told('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(await answer.text(), csv);
  });

  test('is not there for whoever may not read the node, nor for a hash that is none', async () => {
    for (const who of ['otherTown', 'head', 'secretary', 'otherTeam'] as const)
      assert.equal(await refusalOf(readAs(who, csv)), 'not-found', who);
    assert.equal(await refusalOf(readAs('member', csv)), 'not-permitted');
    const town = await house.as('town');
    assert.equal(await refusalOf(town.call(readFile, { params: { sha256: '../../etc/passwd' } })), 'invalid-input');
  });

  test('of a whole unit is neither shown nor given to one of its branches, which sees the record', async () => {
    const roster = '编码,姓名,党支部编码,类别\nSCHOOL-1-09,党员SCHOOL109,SCHOOL-1,流动';
    await (
      await house.as('town')
    ).call(importMembers, {
      params: { organisationId: house.id('SCHOOL') },
      body: { fileName: '名册.csv', csv: roster, commit: true },
    });
    assert.equal(await sourceShown('head', 'SCHOOL'), sha256Of(roster));
    assert.equal(new TextDecoder().decode(await readAs('head', roster)), roster);
    assert.equal(await sourceShown('secretary2', 'SCHOOL'), undefined);
    assert.equal(await refusalOf(readAs('secretary2', roster)), 'not-found');
  });

  test('that is a page, or beyond the limit, is refused, in a dry run too', async () => {
    const long = `${csv}\n${'甲'.repeat(400_000)}`;
    for (const commit of [false, true]) {
      assert.equal(await refusalOf(importAs('town', 'TOWN', '<html>,名称,种类', { commit })), 'file-type-refused');
      assert.equal(await refusalOf(importAs('town', 'TOWN', long, { commit })), 'file-too-large');
    }
  });

  test('that cannot be kept keeps the import from happening', async () => {
    const unkept = '编码,名称,种类\nUNKEPT,未存站,单位';
    const blocked = join(house.filesFolder, sha256Of(unkept).slice(0, 2));
    rmSync(blocked, { recursive: true, force: true });
    writeFileSync(blocked, 'no folder can be made here');
    assert.equal(await refusalOf(importAs('town', 'TOWN', unkept)), 'internal');
    rmSync(blocked);
    assert.deepEqual(await rows(`select id from organisation where code = 'UNKEPT'`), []);
  });
});
