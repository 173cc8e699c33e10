/** The issuer and the box of the real command, killed while many draw and cast: what was acknowledged is counted, and nobody twice. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { announcePoll, bringShare, closeDraw, closePoll, listPolls, publishPoll } from '@muster/contract/ballot';
import { ballotLength, leafHash } from '@muster/proof';
import { startInstance, type Instance } from '@muster/testkit/instance';
import { askControl, controlAt } from '../platform/control.ts';
import {
  answersAgain,
  cast,
  draw,
  fetchPoll,
  killOnly,
  meetingOf,
  muster,
  newPhone,
  recounted,
  share,
  signInAll,
  type People,
  type Said,
} from './voters.fixture.ts';

const voters = 440;
const deaths = 10;
const lanes = 16;
/** More than there are lanes: what was on its way when one died does not count for the next. */
const between = Math.floor(voters / (deaths + 1));

let instance: Instance;
let addresses: { readonly issuer: string; readonly box: string };
let people: People;
before(async () => {
  instance = await startInstance('demo', ['--town']);
  addresses = JSON.parse(await instance.heard(/^\{.*"issuer"/)) as typeof addresses;
  people = await signInAll(instance.address);
});
after(() => instance.stop());

/** Everybody asks until there is an answer; one dies after every so many answers. How often nobody answered, too. */
async function underLoad(name: 'issuer' | 'box', ask: (at: number) => Promise<Said>) {
  const answers: Said[] = [];
  const queue = Array.from({ length: voters }).keys();
  let [heard, killed, unanswered] = [0, 0, 0];
  const lane = async (): Promise<void> => {
    for (const at of queue) {
      for (;;) {
        const said = await ask(at).catch(() => null);
        if (said !== null && said.status < 500) {
          answers[at] = said;
          break;
        }
        unanswered += 1;
        await answersAgain(name, addresses[name]);
      }
      heard += 1;
      if (heard % between !== 0 || killed === deaths) continue;
      killed += 1;
      killOnly(name, instance.folder);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { answers, killed, unanswered };
}

/** At a unit whose roster has so many more as will vote. */
async function announced() {
  const { team, office } = people;
  const file = join(instance.folder, 'members.csv');
  const rows = Array.from({ length: voters }, (_, at) => `V${at},投票人${at},1980,B02,U02,正式,,2010-07-01`);
  writeFileSync(file, ['编码,姓名,出生年,党支部编码,单位编码,身份,类别,加入日期', ...rows].join('\n'));
  const read = await muster(['import', 'members', file, '--as', 'office', '--data', instance.folder, '--commit']);
  assert.equal(read.code, 0, read.told);
  const unit = team.unitsWith('confirm-assessment').find(({ name }) => name === '白鹭镇中心小学') ?? assert.fail();
  const from = new Date(Date.now() + 1500);
  const { polls } = await office.client.call(announcePoll, {
    params: { unitId: unit.id },
    body: meetingOf(people, from, { minutes: 60 }),
  });
  const { polls: shown } = await team.client.call(listPolls, { params: { unitId: unit.id } });
  const poll = shown.find(({ id, eligible }) => eligible > voters && polls.some((one) => one.id === id));
  await pause(Math.max(0, from.getTime() - Date.now()));
  return poll ?? assert.fail('nobody may vote');
}

test('killed with -9 under load, ten times each: every ballot with a receipt is counted once, and nobody drew twice', async () => {
  const { team, office, member } = people;
  const { issuer, box } = addresses;
  const { id, hash, campaignId } = await announced();
  const poll = await fetchPoll(box, campaignId, hash);
  const slips = await askControl<readonly string[]>(controlAt(join(instance.folder, 'issuer')), 'slips', {
    poll: poll.manifest.poll,
    count: voters,
  });
  const phones = slips.map((slip) => ({ ...newPhone(poll), slip }));
  const at = (index: number) => phones[index] ?? assert.fail();

  const drawn = await underLoad('issuer', (index) => draw(issuer, at(index), at(index)));
  assert.equal(drawn.killed, deaths);
  assert.ok(drawn.unanswered > 0, 'nobody was cut short');
  assert.deepEqual([...new Set(drawn.answers.map(({ status }) => status))], [200]);
  for (const index of [0, 1, voters - 1]) {
    assert.deepEqual(await draw(issuer, at(index), at(index)), drawn.answers[index]);
    assert.equal((await draw(issuer, newPhone(poll), at(index))).body['code'], 'drawn-already');
  }
  await team.client.call(closeDraw, { params: { pollId: id } });

  const choice = (index: number): number => (index * 7) % 5;
  const kept = await underLoad('box', (index) =>
    cast(box, at(index), drawn.answers[index] ?? assert.fail(), choice(index)),
  );
  assert.equal(kept.killed, deaths);
  assert.ok(kept.unanswered > 0, 'nobody was cut short');
  assert.deepEqual([...new Set(kept.answers.map(({ status }) => status))], [201]);
  for (const index of [0, 1, voters - 1]) {
    const signed = drawn.answers[index] ?? assert.fail();
    assert.deepEqual(await cast(box, at(index), signed, choice(index)), kept.answers[index]);
    assert.equal((await cast(box, at(index), signed, (choice(index) + 1) % 5)).body['code'], 'key-used-already');
  }

  const closed = await team.client.call(closePoll, { params: { pollId: id } });
  assert.deepEqual([closed.issued, closed.cast], [voters, voters]);
  for (const holder of [office, member]) {
    const height = await share(issuer, hash, holder);
    await holder.client.call(bringShare, { params: { pollId: id }, body: { height } });
  }
  await team.client.call(publishPoll, { params: { pollId: id } });
  const board = join(instance.folder, 'board', campaignId, hash);
  const published = readFileSync(join(board, 'ballots.bin'));
  const length = ballotLength(poll);
  const leaves = Array.from({ length: published.length / length }, (_, place) =>
    Buffer.from(leafHash(published.subarray(place * length, (place + 1) * length))).toString('hex'),
  );
  assert.deepEqual(leaves.toSorted(), kept.answers.map(({ body }) => String(body['leaf'])).toSorted());
  assert.equal(new Set(leaves).size, voters);
  const { code, told } = await recounted(board);
  assert.equal(code, 0, told);
  const { polls } = JSON.parse(told) as { polls: { recount: { outcome: { tally: { questions: number[][] } } } }[] };
  const chosen = [0, 1, 2, 3, 4].map((answer) => phones.filter((_, index) => choice(index) === answer).length);
  assert.deepEqual(polls[0]?.recount.outcome.tally.questions, [chosen]);
});
