/** A vote with electronic ballots from its announcement to a recounted board: the real command, real HTTP, simulated phones. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readAssessment } from '@muster/contract/assessment';
import {
  bringShare,
  closeDraw,
  closePoll,
  endPoll,
  listOwnPolls,
  listPolls,
  printSlips,
  publishPoll,
} from '@muster/contract/ballot';
import { readGate } from '@muster/contract/gate';
import { secretOfSlip } from '@muster/proof';
import { startInstance, type Instance } from '@muster/testkit/instance';
import { refusalOf } from '@muster/testkit';
import { askControl, controlAt } from '../platform/control.ts';
import {
  announced,
  cast,
  draw,
  fetchPoll,
  killBeside,
  muster,
  newPhone,
  recounted,
  share,
  signIn,
  signInAll,
  type Known,
  type People,
} from './voters.fixture.ts';

let instance: Instance;
let addresses: { readonly issuer: string; readonly box: string };
let people: People;
before(async () => {
  instance = await startInstance('demo', ['--town']);
  addresses = JSON.parse(await instance.heard(/^\{.*"issuer"/)) as typeof addresses;
  people = await signInAll(instance.address);
});
after(() => instance.stop());

test('a meeting is announced, drawn, cast, closed, opened, published and recounted, whatever is killed meanwhile', async () => {
  const { team, office } = people;
  const { unit, polls } = await announced(people);
  const shown = async () => {
    const { polls: all } = await team.client.call(listPolls, { params: { unitId: unit.id } });
    return all.filter(({ id }) => polls.some((poll) => poll.id === id));
  };
  const { box, issuer } = addresses;
  const [first] = await shown();
  const assessmentId = first?.assessmentId ?? '';
  const read = async () => (await team.client.call(readAssessment, { params: { assessmentId } })).assessment;
  const { campaignId } = await read();
  const answersOf = [3, 1, 1, 2, 1, 1];

  for (const { id, hash } of polls) {
    const poll = await fetchPoll(box, campaignId, hash);
    const { electorate, slips } = poll.manifest;
    assert.equal(slips?.count, electorate.count + 2);
    const secrets = await askControl<readonly string[]>(controlAt(join(instance.folder, 'issuer')), 'slips', {
      poll: poll.manifest.poll,
      count: slips?.count ?? 0,
    });
    const printed = await office.client.call(printSlips, { params: { pollId: id } });
    assert.equal(printed.hash, hash);
    assert.deepEqual(
      printed.codes.map((code) => Buffer.from(secretOfSlip(code) ?? []).toString('hex')),
      secrets,
    );
    const drawn = [];
    for (const [at, slip] of secrets.slice(0, electorate.count - 1).entries()) {
      const phone = newPhone(poll);
      const said = await draw(issuer, phone, { slip });
      assert.equal(said.status, 200, JSON.stringify(said.body));
      drawn.push({ phone, said, slip });
      if (at === 2) {
        await killBeside('issuer', instance.folder, issuer);
        assert.deepEqual(await draw(issuer, phone, { slip }), said, 'the same answer to the same phone');
      }
    }
    const [one] = drawn;
    assert.ok(one);
    assert.equal((await draw(issuer, newPhone(poll), { slip: one.slip })).body['code'], 'drawn-already');
    assert.equal((await cast(box, one.phone, one.said, 1)).body['code'], 'not-casting');
    assert.equal(await refusalOf(team.client.call(closePoll, { params: { pollId: id } })), 'poll-not-over-yet');

    await team.client.call(closeDraw, { params: { pollId: id } });
    assert.equal((await draw(issuer, one.phone, { slip: one.slip })).body['code'], 'draw-over');
    assert.equal(await refusalOf(team.client.call(printSlips, { params: { pollId: id } })), 'draw-over');
    for (const [at, { phone, said }] of drawn.entries()) {
      const receipt = await cast(box, phone, said, answersOf[at % answersOf.length] ?? 1);
      assert.equal(receipt.status, 201, JSON.stringify(receipt.body));
      if (at === 3) {
        await killBeside('box', instance.folder, box);
        assert.deepEqual(await cast(box, phone, said, answersOf[at % answersOf.length] ?? 1), receipt);
      }
    }
    const closed = await team.client.call(closePoll, { params: { pollId: id } });
    assert.deepEqual([closed.issued, closed.cast], [drawn.length, drawn.length]);
    await killBeside('box', instance.folder, box);

    assert.equal(await refusalOf(team.client.call(publishPoll, { params: { pollId: id } })), 'two-holders-needed');
    const other = await share(issuer, hash, team);
    assert.equal(
      await refusalOf(office.client.call(bringShare, { params: { pollId: id }, body: { height: other } })),
      'share-is-another',
    );
    for (const holder of [office, people.member])
      await holder.client.call(bringShare, {
        params: { pollId: id },
        body: { height: await share(issuer, hash, holder) },
      });
    const published = await team.client.call(publishPoll, { params: { pollId: id } });
    assert.equal(published.root, closed.root);
    assert.ok(published.isCounted);

    for (const board of [join(instance.folder, 'board', campaignId, hash), `${box}/board/${campaignId}/${hash}`]) {
      const { code, told } = await recounted(board);
      assert.equal(code, 0, told);
      assert.ok(told.includes(closed.root));
    }
  }
  assert.ok((await shown()).every(({ state }) => state === 'counted'));
  const whole = await recounted(join(instance.folder, 'board', campaignId));
  assert.equal(whole.code, 0, whole.told);

  const assessment = await read();
  assert.equal(assessment.state, 'confirmed');
  const closes = polls.map(({ hash }) => {
    const text = readFileSync(join(instance.folder, 'board', campaignId, hash, 'close.json'), 'utf8');
    return JSON.parse(text) as { cast: number; opened: { tally: { questions: number[][] } } };
  });
  assert.equal(
    assessment.tally?.cast,
    closes.reduce((sum, close) => sum + close.cast, 0),
  );
  const dissatisfied = closes.reduce((sum, close) => sum + (close.opened.tally.questions[0]?.[3] ?? 0), 0);
  assert.equal(assessment.tally?.dissatisfied, dissatisfied);
  const { findings } = await team.client.call(readGate, { params: { unitId: unit.id } });
  const finding = findings.find(({ measure }) => measure === 'assessment.dissatisfied');
  assert.deepEqual([finding?.num, finding?.den], [dissatisfied, assessment.tally?.valid]);
  const checked = await muster(['rebuild', '--check', '--data', instance.folder]);
  assert.equal(checked.code, 0, checked.told);
});

test('a poll that is called off before its draw leaves the vote to be held, on paper or again', async () => {
  const { team } = people;
  const { unit, polls } = await announced(people, { inMs: 60_000 });
  for (const { id } of polls) {
    assert.equal(await refusalOf(team.client.call(closeDraw, { params: { pollId: id } })), 'draw-not-begun');
    await team.client.call(endPoll, { params: { pollId: id }, body: { reason: 'called-off', note: null } });
    assert.equal(
      await refusalOf(
        team.client.call(endPoll, { params: { pollId: id }, body: { reason: 'disturbed', note: '停电' } }),
      ),
      'poll-cancelled-already',
    );
  }
  const again = await announced(people, { at: unit.id });
  for (const { id } of again.polls)
    await team.client.call(endPoll, { params: { pollId: id }, body: { reason: 'disturbed', note: '停电' } });
  const { polls: all } = await team.client.call(listPolls, { params: { unitId: unit.id } });
  assert.deepEqual([...new Set(all.map(({ state }) => state))].toSorted(), ['cancelled', 'void']);
});

test('whoever votes or holds a share is told of the poll, by a way of the own, and nobody else', async () => {
  const { team, office, member } = people;
  const head = await signIn(instance.address, 'head');
  const unit = head.unitsWith('apply-transition')[0] ?? assert.fail('no unit');
  const ownOf = async (who: Known) => {
    const { polls } = await who.client.call(listOwnPolls, {});
    return polls.map(({ id, state, way, share: held, units }) => ({ id, state, way, held, at: units[0]?.id }));
  };
  const known = new Set([...(await ownOf(head)), ...(await ownOf(member))].map(({ id }) => id));
  const { polls } = await announced(people, { inMs: 60_000, at: unit.id, slips: 'without-account' });
  const told = async (who: Known) => (await ownOf(who)).filter(({ id }) => !known.has(id));
  const held = { hasBrought: false, isClosed: false, hasEnded: false };
  const expected = (state: string, rest: object) => polls.map(({ id }) => ({ id, state, at: unit.id, ...rest }));
  assert.deepEqual(
    (await told(head)).map(({ id: _, ...rest }) => rest),
    [{ state: 'announced', way: 'login', held: null, at: unit.id }],
  );
  const asHolder = (await told(member)).map(({ way: _, ...rest }) => rest).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  assert.deepEqual(
    asHolder,
    expected('announced', { held }).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  assert.deepEqual(await ownOf(await signIn(instance.address, 'auditor')), []);
  for (const { id } of polls)
    await team.client.call(endPoll, { params: { pollId: id }, body: { reason: 'called-off', note: null } });
  assert.deepEqual(
    (await told(office)).map((poll) => [poll.state, poll.held?.hasEnded]),
    polls.map(() => ['cancelled', true]),
  );
});

test('pages of the desk may ask the issuer besides the desk itself, and no box', async () => {
  const { headers } = await fetch(`${instance.address}/to-do`);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, new RegExp(`connect-src 'self' ${addresses.issuer};`));
  assert.ok(!policy.includes(addresses.box));
});

test('on the machine itself the voters’ page asks by the name by which it was reached, to which its session is sent', async () => {
  const named = (address: string) => address.replace('127.0.0.1', 'localhost');
  const answer = await fetch(`${named(instance.address)}/vote/places.json`);
  assert.deepEqual(await answer.json(), { issuer: named(addresses.issuer), box: named(addresses.box) });
  const { headers } = await fetch(`${named(instance.address)}/vote/`);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, new RegExp(`connect-src 'self' ${named(addresses.issuer)} ${named(addresses.box)};`));
});
