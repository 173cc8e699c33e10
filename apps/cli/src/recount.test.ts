/** `muster recount` as anyone types it who has a board: in a folder, or at an address. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { campaignOf, canonicalJson, type Board } from '@muster/proof';
import { closed, testPoll, vote } from '@muster/proof/testing';
import en from '@muster/recount/words/en.json' with { type: 'json' };
import zh from '@muster/recount/words/zh.json' with { type: 'json' };

const home = mkdtempSync(join(tmpdir(), 'muster-recount-'));
after(() => rmSync(home, { recursive: true, force: true }));
const program = join(import.meta.dirname, '../bin/muster.mjs');
const alone = join(import.meta.dirname, '../../recount/src/recount.ts');
/** A busy machine. */
const patienceMs = 120_000;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

function run(words: readonly string[], cwd = home): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const child = spawn(process.execPath, words, { env, cwd, timeout: patienceMs, killSignal: 'SIGKILL' });
    let [out, said] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, said }));
    child.stdin.end();
  });
}

const muster = (...words: readonly string[]) => run([program, 'recount', ...words]);

function write(name: string, { manifest, ballots, close }: Board): string {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), canonicalJson(manifest));
  writeFileSync(join(folder, 'ballots.bin'), Buffer.concat(ballots));
  writeFileSync(join(folder, 'close.json'), canonicalJson(close));
  return folder;
}

const given = testPoll(30, { raters: ['representative'] });
const cast = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4].map((answer) => vote(given, [answer]));
const board = closed(given, cast, 20);
const whole = write('whole', board);
const bentBallots = board.ballots.map((ballot, at) => (at === 4 ? ballot.with(350, (ballot[350] ?? 0) ^ 1) : ballot));
const bent = write('bent', { ...board, ballots: bentBallots });

describe('a board in a folder', () => {
  test('that holds: who voted, what was chosen, the band, the gate and the root, in Chinese', async () => {
    const { code, out, said } = await muster(whole);
    assert.equal(code, 0, said);
    for (const line of [
      '白鹭镇中心小学，群众代表',
      '应投票 30 人，已签发 20 人，投出 14 票，废票 0 票',
      '参与人数未达到要求',
      '未选择  1 票',
      '满意  9 票',
      '基本满意  2 票',
      '不满意  1 票',
      '不了解  1 票',
      '分档：低于 90 %',
      '转段：可以转段（所计答案低于 1/10）',
      '参与人数不够：以上只是票面，这次投票没有结果',
      '问题：满意度',
      `选票根 ${board.close.root}`,
      '公示与选票相符。',
    ])
      assert.ok(
        out.split('\n').some((each) => each.trim() === line),
        `${line}\n${out}`,
      );
  });

  test('says the same in English, and to programs in one document', async () => {
    const { out } = await muster(whole, '--language', 'en');
    assert.match(out, /30 may vote, 20 issued, 14 cast, 0 void/);
    assert.match(out, /^ {4}dissatisfied {2}1$/m);
    assert.match(out, /^ {2}Gate: not blocked/m);
    const told = await muster(whole, '--json');
    assert.deepEqual([told.code, told.said], [0, '']);
    const { holds, polls } = JSON.parse(told.out) as { holds: boolean; polls: { recount: { outcome: object } }[] };
    assert.equal(holds, true);
    assert.deepEqual(
      polls.map(({ recount }) => Object.keys(recount.outcome).length),
      [8],
    );
  });

  test('that was tampered with is refused: which ballot, and why', async () => {
    const { code, out, said } = await muster(bent);
    assert.equal(code, 3);
    assert.match(out, /第 5 张选票：内容在投出后被改动。/);
    assert.match(out, /选票算出的根与公布的不符/);
    assert.doesNotMatch(out, /满意 {2}/);
    assert.match(said, /^muster: the board does not hold/m);
    const { out: document, code: again } = await muster(bent, '--json');
    assert.equal(again, 3);
    const { polls } = JSON.parse(document) as { polls: { recount: { faults: { code: string; at: number }[] } }[] };
    assert.ok(polls[0]?.recount.faults.some(({ code: of, at }) => of === 'ballot-signature' && at === 4));
  });

  test('of which a file is missing, or none, says so', async () => {
    const part = join(home, 'part');
    mkdirSync(part);
    copyFileSync(join(whole, 'manifest.json'), join(part, 'manifest.json'));
    const { code, out } = await muster(part, '--language', 'en');
    assert.deepEqual([code, /There is no ballots\.bin\./.test(out)], [3, true], out);
    const none = await muster(join(home, 'nowhere'));
    assert.deepEqual([none.code, /nowhere is not there/.test(none.said)], [1, true], none.said);
    assert.match((await muster(join(whole, 'close.json'))).said, /is a file: name the folder/);
  });

  test('is recounted by the one file alone, with nothing of the house beside it', async () => {
    const elsewhere = join(home, 'elsewhere');
    mkdirSync(elsewhere);
    copyFileSync(alone, join(elsewhere, 'recount.ts'));
    const { code, out, said } = await run(['recount.ts', whole], elsewhere);
    assert.equal(code, 0, said);
    assert.match(out, new RegExp(`"root": "${board.close.root}"`));
    assert.equal((await run(['recount.ts', bent], elsewhere)).code, 3);
  });
});

describe('a campaign', () => {
  const other = closed(testPoll(12), []);
  const polls = [
    { folder: 'one', close: board.close },
    { folder: 'other', close: other.close },
  ];
  const published = campaignOf('campaign', polls);
  const folder = join(home, 'campaign');
  const list = (of: object) => writeFileSync(join(folder, 'campaign.json'), JSON.stringify({ ...published, ...of }));
  write('campaign/one', board);
  write('campaign/other', other);

  test('is recounted poll by poll, up to its root', async () => {
    list({});
    const { code, out, said } = await muster(folder, '--language', 'en');
    assert.equal(code, 0, said + out);
    assert.match(out, /All 2 polls of the campaign hold\./);
    assert.match(out, /fewer than 5, so nothing is opened/);
    assert.match(out, new RegExp(`^Root of the campaign ${published.root}$`, 'm'));
  });

  test('with a poll left out, swapped, bent or of another campaign does not hold', async () => {
    for (const [change, sentence] of [
      [{ polls: published.polls.slice(0, 1) }, /another root than was published of the campaign/],
      [{ polls: published.polls.toReversed() }, /not in the order of the manifests’ hashes/],
      [{ campaign: 'another' }, /The poll is of another campaign/],
      [{ polls: ['../whole'] }, /campaign\.json is not what is published/],
    ] as const) {
      list(change);
      const { code, out } = await muster(folder, '--language', 'en');
      assert.equal(code, 3, out);
      assert.match(out, sentence);
      assert.match(out, /What was published of the campaign does not hold/);
    }
  });
});

describe('a board at an address', () => {
  const serving = async (answer: RequestListener, act: (address: string) => Promise<void>): Promise<void> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    server.close();
  };

  test('is fetched file by file, without anything that tells who asks', async () => {
    const asked: string[] = [];
    const files: RequestListener = ({ url = '', headers }, answer) => {
      asked.push(`${url} ${headers.cookie ?? ''}${headers.referer ?? ''}`);
      if (!url.startsWith('/b/') || url.endsWith('campaign.json')) answer.writeHead(404).end();
      else answer.end(readFileSync(join(whole, url.slice(3))));
    };
    await serving(files, async (address) => {
      const { code, out, said } = await muster(`${address}/b`, '--language', 'en');
      assert.equal(code, 0, said);
      assert.match(out, /14 cast/);
      const expected = ['campaign.json', 'manifest.json', 'ballots.bin', 'close.json'].map((name) => `/b/${name} `);
      assert.deepEqual(asked.toSorted(), expected.toSorted());
    });
  });

  test('that leads elsewhere, is no such thing or does not answer, says so', async () => {
    const leading: RequestListener = (_, answer) => answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    await serving(leading, async (address) => {
      const { code, said } = await muster(address);
      assert.deepEqual([code, /leads elsewhere/.test(said)], [1, true], said);
    });
    await serving(
      (_, answer) => answer.writeHead(403).end(),
      async (address) => {
        assert.match((await muster(address)).said, /answers 403/);
      },
    );
    const endless: RequestListener = (_, answer) => {
      const more = () => {
        while (answer.write(Buffer.alloc(2 ** 20)));
      };
      answer.on('drain', more);
      more();
    };
    await serving(endless, async (address) => {
      assert.match((await muster(address)).said, /campaign\.json is longer than/);
    });
    assert.equal((await muster('http://name:word@127.0.0.1/')).code, 2);
  });
});

test('what is told has the same words in both languages, and a sentence for each fault', () => {
  assert.deepEqual(Object.keys(en), Object.keys(zh));
  const names = (text: string) =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted((a, b) => a.localeCompare(b));
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) assert.deepEqual(names(en[key]), names(zh[key]), key);
  const codes = readFileSync(alone, 'utf8').matchAll(
    /(?:ask\(|broken\(|code: |return |\? null : )'([a-z]+(?:-[a-z]+)+)'/g,
  );
  const found = [...codes].map(([, code]) => `fault-${code}`);
  assert.ok(found.length > 15, `${found.length}`);
  for (const code of found) assert.ok(code in zh, code);
});
