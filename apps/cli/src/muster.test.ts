/** The command as an operator types it: what it answers when something is wrong, and how it ends. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const program = join(import.meta.dirname, '../bin/muster.mjs');
const home = mkdtempSync(join(tmpdir(), 'muster-cli-'));
chmodSync(home, 0o711);
const data = join(home, 'instance');
/** A busy machine, with the desk to be built. */
const patienceMs = 180_000;
const environment = { ...process.env, MUSTER_DATA: undefined, DATABASE_URL: undefined, NODE_TEST_CONTEXT: undefined };

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly told: string;
}

/** Standard input ends after what is given. */
function muster(words: readonly string[], typed = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = { env: environment, timeout: patienceMs, killSignal: 'SIGKILL' } as const;
    const child = spawn(process.execPath, [program, ...words], options);
    let [out, told] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, told }));
    child.stdin.end(typed);
  });
}

/** One sentence, without a line of code or of JSON. */
function assertSays({ code, told }: Ended, sentence: RegExp, expected = 1): void {
  assert.match(told, sentence);
  assert.doesNotMatch(told, /\{"|E[A-Z]{4,}|\n {4}at |unsettled/);
  assert.equal(code, expected, told);
}

before(async () => {
  const server = spawn(process.execPath, [program, 'serve', '--json', '--port', '0', '--data', data], {
    env: { ...environment, MUSTER_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [told] = (await once(server.stdout, 'data')) as [Buffer];
  const { address } = JSON.parse(told.toString()) as { address: string };
  const names = { instanceName: '试', placeRootName: '县', partyRootName: '县委', personName: '甲' };
  const made = await fetch(`${address}/api/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...names, login: 'admin', password: 'correct horse' }),
  });
  assert.equal(made.status, 201);
  server.kill('SIGTERM');
  await once(server, 'exit');
});
after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

test('whoever reads the help may stop at once: the command ends as if all had been read', async () => {
  const child = spawn(process.execPath, [program, '--help'], { env: environment });
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  assertSays({ code, told, out: '' }, /^$/u, 0);
});

test('what installing builds is built once: the next one leaves it as it is', async () => {
  const build = () => muster(['build', '--if-needed', '--json']);
  const { folder } = JSON.parse((await build()).out) as { folder: string };
  const { mtimeMs } = statSync(join(folder, 'index.html'));
  const again = await build();
  assert.deepEqual([again.code, again.told], [0, '']);
  assert.equal(statSync(join(folder, 'index.html')).mtimeMs, mtimeMs);
});

test('a folder that was mistyped is no instance, and stays what it was', async () => {
  const mistyped = join(home, 'instanse');
  const commands = [
    ['rebuild', '--check'],
    ['database'],
    ['password', 'admin'],
    ['export', 'members', '--as', 'admin'],
  ];
  for (const command of commands) {
    assertSays(await muster([...command, '--data', mistyped]), /There is no instance in .*instanse: check --data/);
    assert.equal(existsSync(mistyped), false);
  }
});

test('a login that is none is said before a password is asked for', async () => {
  const ended = await muster(['password', 'nobody', '--data', data]);
  assertSays(ended, /Nobody has the login nobody\./);
  assert.doesNotMatch(ended.told, /New password/);
});

test('a password is read from standard input, and what is wrong with it is said in words', async () => {
  const words = ['password', 'admin', '--data', data];
  assertSays(await muster(words), /No password was given on standard input; nothing was changed\./);
  assertSays(await muster(words, 'short\n'), /too weak: at least 10 characters/);
  const { code, out, told } = await muster(words, 'a new horse battery\n');
  assert.equal(code, 0, told);
  assert.match(out, /admin has a new password/);
  assert.doesNotMatch(told, /battery/);
});

test('a folder that cannot be made is said at once', async () => {
  const file = join(home, 'file');
  writeFileSync(file, '');
  for (const folder of ['/proc/muster', '/dev/null', file, join(file, 'inside')]) {
    assertSays(await muster(['migrate', '--data', folder]), /cannot be made|is no folder/);
  }
});

test('a file that is not there, or is a folder, is said by its name', async () => {
  const rest = ['--as', 'admin', '--data', data];
  assertSays(await muster(['import', 'members', join(home, 'none.csv'), ...rest]), /none\.csv is not there/);
  assertSays(await muster(['import', 'members', home, ...rest]), /is a folder/);
});

test('a rebuild tells how far it is as an import does, and with --json nothing but what came of it', async () => {
  const figures = /^\d+ figures were counted from the records\.$/m;
  const equal = /^Every figure, and where every unit stands, equals the records\.$/m;
  for (const [words, result] of [
    [['rebuild'], figures],
    [['rebuild', '--check'], equal],
  ] as const) {
    const { code, out, told } = await muster([...words, '--data', data]);
    assert.equal(code, 0, told);
    assert.match(told, /^Counting the records 0\/13$/m);
    assert.match(out, result);
    const asked = await muster([...words, '--json', '--data', data]);
    assert.deepEqual([asked.code, asked.told], [0, '']);
    assert.equal(typeof JSON.parse(asked.out), 'object');
  }
});

test('an import says its faults by cell and in words, and what it did not write', async () => {
  const file = join(home, 'units.csv');
  const at = ['--as', 'admin', '--data', data];
  const importing = (what: string, ...more: string[]) => muster(['import', what, file, ...at, ...more]);
  // As the offices' older spreadsheets write it (GBK): 名称,种类 and 石桥小学,单位.
  writeFileSync(file, Buffer.from('c3fbb3c62cd6d6c0e00acaafc7c5d0a1d1a72cb5a5cebb0a', 'hex'));
  const old = await importing('organisations');
  assert.deepEqual([old.code, /1 row: 1 new/.test(old.out)], [0, true], old.told + old.out);

  writeFileSync(file, '名称,种类\n石桥小学,单味\n');
  const refused = await importing('organisations', '--commit', '--except-refused');
  assert.match(
    refused.out,
    /^B2 {2}error: 种类: There is no kind 单味\. Write region, unit, committee, general_branch, branch \(nearest: 单位\)$/m,
  );
  assert.match(refused.out, /Nothing was written: every row was refused\./);
  assertSays(refused, /1 row refused/, 3);
  const inChinese = await importing('organisations', '--language', 'zh');
  assert.match(
    inChinese.out,
    /^B2 {2}有误：种类：没有“单味”这一种类；写地区、单位、党委、党总支、党支部之一（最接近：单位）$/m,
  );

  // Without leaving rows out nothing is written, and the faults are told all the same, to programs too.
  const kept = await importing('organisations', '--commit', '--json');
  assert.equal(kept.code, 3);
  const { committed, faults } = JSON.parse(kept.out) as { committed: boolean; faults: { cell: string }[] };
  assert.deepEqual([committed, faults.map(({ cell }) => cell)], [false, ['B2']]);
  for (const [content, sentence] of [
    ['', /Refused: the file is empty\./],
    ['\u0001\0\u0002', /Refused: the file is not a table/],
    ['编码,名称\n1,甲\n2,"乙\n', /Refused: a quotation mark in row 3 is never closed/],
  ] as const) {
    writeFileSync(file, content);
    const none = await importing('organisations', '--json');
    assertSays(none, sentence, 3);
    assert.ok('refused' in (JSON.parse(none.out) as object));
  }
  writeFileSync(file, 'mine');
  const over = () => muster(['export', 'organisations', '-o', file, ...at]);
  assertSays(await over(), /units\.csv is there already: name another file, or write over it with --force/, 2);
  assert.equal(readFileSync(file, 'utf8'), 'mine');
  writeFileSync(file, '名称,种类\n石桥小学,单味\n');

  assertSays(await importing('members'), /Refused: columns that are needed were not found: 姓名;/, 3);
  writeFileSync(file, 'code,name,kind\n1,石桥小学,unit\n');
  assertSays(await importing('members'), /Refused: the file is a table of another kind, with kind in its header;/, 3);
  writeFileSync(file, '编码,名称,种类,上级编码\n1,石桥小学,单位,\n');
  assertSays(await importing('members'), /table of another kind, with 种类, 上级编码 in its header;/, 3);
});

test('a port that is none names the option, and one in use says so', async () => {
  assertSays(await muster(['serve', '--port', 'abc', '--data', data]), /--port is "abc": expected a number/, 2);
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  assertSays(
    await muster(['serve', '--port', String(port), '--data', data]),
    new RegExp(`Port ${port} is in use: .*--port`),
  );
  const fresh = join(home, 'not-built');
  assertSays(
    await muster(['demo', '--town', '--port', String(port), '--data', fresh]),
    new RegExp(`Port ${port} is in use: .*--port`),
  );
  assert.equal(existsSync(join(fresh, 'postgres')), false, 'nothing is built first');
  other.close();
});

test('a check of what is no demo city says so, and is a wrong command line', async () => {
  const town = join(home, 'town');
  mkdirSync(join(town, 'postgres'), { recursive: true });
  writeFileSync(join(town, 'demo'), 'built town\n');
  const check = (folder: string, ...more: string[]) => muster(['demo', '--check', '--data', folder, ...more]);
  assertSays(await check(town), /town holds the demo town, and --check knows the figures of the city alone: /, 2);
  assertSays(await check(data), /holds an instance that is no demo/, 2);
  assertSays(await check(join(home, 'empty')), /empty holds no demo to check: .*"muster demo --city" builds one/, 2);
  assertSays(await check(town, '--town'), /--check.*cannot be used with option.*--town/, 2);
});

test('an option that cannot be what it says is a wrong command line, and the option is named', async () => {
  const no = 'x; drop';
  const at = ['--data', data];
  const regions = ['--to', '511400', '--under', 'CITY', '--party-under', 'PARTY', '--reason', '划转'];
  const root = [
    '--place',
    '市',
    '--place-code',
    'CITY',
    '--party',
    '市委',
    '--party-code',
    'PARTY',
    '--administrator',
    'admin',
  ];
  const instead = (words: readonly string[], option: string) =>
    words.map((word, index) => (words[index - 1] === option ? no : word));
  for (const [words, named] of [
    [['export', 'members', '--as', 'office', '--under', no], '--under'],
    [['export', 'members', '--as', no], '--as'],
    [['import', 'members', 'none.csv', '--as', 'office', '--under', no], '--under'],
    [['import', 'members', 'none.csv', '--as', no], '--as'],
    [['template', 'members', '--as', no], '--as'],
    [['password', no], 'login'],
    [['move-region', no, ...regions], 'code'],
    [['move-region', 'A', ...instead(regions, '--to')], '--to'],
    [['move-region', 'A', ...instead(regions, '--under')], '--under'],
    [['move-region', 'A', ...instead(regions, '--party-under')], '--party-under'],
    [['make-region', no, ...root], 'region'],
    [['make-region', '1', ...instead(root, '--place-code')], '--place-code'],
    [['make-region', '1', ...instead(root, '--party-code')], '--party-code'],
    [['make-region', '1', ...instead(root, '--administrator')], '--administrator'],
    [['administer-region', no, '--administrator', 'admin'], 'region'],
  ] as const)
    assertSays(await muster([...words, ...at]), new RegExp(`^(?=.*${named})(?=.*x; drop)`), 2);
});

test('a region is made with its roots, once; what cannot be moved there is told in a sentence', async () => {
  const roots = [
    '--place',
    '市',
    '--place-code',
    'CITY',
    '--party',
    '市委',
    '--party-code',
    'PARTY',
    '--administrator',
    'admin',
  ];
  const make = () => muster(['make-region', '511400', ...roots, '--json', '--data', data]);
  const { code, out } = await make();
  assert.deepEqual(
    [code, JSON.parse(out)],
    [0, { region: 511_400, place: 'CITY', party: 'PARTY', administrator: 'admin' }],
  );
  assertSays(await make(), /There is a region 511400 already/);
  const move = (...more: string[]) =>
    muster([
      'move-region',
      'NONE',
      '--to',
      '511400',
      '--under',
      'CITY',
      '--party-under',
      'PARTY',
      '--data',
      data,
      ...more,
    ]);
  assertSays(await move('--reason', '划转', '--yes'), /No open organisation has the code NONE/);
  assertSays(await move('--reason', '划转'), /Say --yes/, 2);
  assertSays(await move('--reason', ' ', '--yes'), /not empty/, 2);
});
