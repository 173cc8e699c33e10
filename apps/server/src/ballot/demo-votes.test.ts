/** The votes of the demo, beside a demo that is served: whole ones of some units, and one that whoever reads brings to its end. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readAssessment } from '@muster/contract/assessment';
import { bringShare, closeDraw, closePoll, listPolls, printSlips, publishPoll } from '@muster/contract/ballot';
import { secretOfSlip } from '@muster/proof';
import { startInstance, type Instance } from '@muster/testkit/instance';
import { readConfig } from '../platform/config/config.ts';
import { draw, fetchPoll, newPhone, recounted, cast, share, signIn, type Known } from './voters.fixture.ts';
import { findInstallation } from '../operations/installation.ts';
import type { Installation } from '../operations/installation.ts';
import { voteInDemo } from '../operations/votes/vote-in-demo.ts';

let instance: Instance;
let installation: Installation;
let voting: { readonly issuer: string; readonly box: string };
let people: { readonly office: Known; readonly team: Known };
before(async () => {
  instance = await startInstance('demo', ['--town']);
  voting = JSON.parse(await instance.heard(/^\{.*"issuer"/)) as typeof voting;
  installation = await findInstallation(readConfig({ MUSTER_DATA: instance.folder }), () => undefined);
  people = { office: await signIn(instance.address, 'office'), team: await signIn(instance.address, 'team') };
});
after(async () => {
  await installation.close();
  await instance.stop();
});

const pollsAt = async (unitId: string) => {
  const { polls } = await people.office.client.call(listPolls, { params: { unitId } });
  return polls;
};

test('some units have voted whole, one waits with nine drawn, and who reads brings it to its end', async () => {
  const { office, team } = people;
  const { promise, resolve } = Promise.withResolvers<string>();
  const stopping = new AbortController().signal;
  const running = { installation, voting, address: instance.address };
  const votes = voteInDemo(running, { folder: instance.folder, stopping, waits: resolve });
  const address = await Promise.race([promise, votes.then(() => assert.fail('nothing waits for the reader'))]);
  const unitId = /units\/([^/]+)\/polls$/.exec(address)?.[1] ?? assert.fail(address);

  const others = team.unitsWith('confirm-assessment').filter(({ id }) => id !== unitId);
  const counted = (await Promise.all(others.map(({ id }) => pollsAt(id)))).flat();
  assert.ok(counted.length > 0 && counted.every(({ state }) => state === 'counted'));
  for (const { assessmentId, campaignId, hash } of counted) {
    const { assessment } = await office.client.call(readAssessment, { params: { assessmentId } });
    assert.equal(assessment.state, 'confirmed');
    assert.equal((await recounted(`${voting.box}/board/${campaignId}/${hash}`)).code, 0);
  }

  const waiting = await pollsAt(unitId);
  for (const { state, issued } of waiting) assert.deepEqual([state, issued], ['drawing', 9]);
  const own = [];
  for (const { id, campaignId, hash } of waiting) {
    const { codes } = await office.client.call(printSlips, { params: { pollId: id } });
    const phone = newPhone(await fetchPoll(voting.box, campaignId, hash));
    const slip = Buffer.from(secretOfSlip(codes[0] ?? '') ?? []).toString('hex');
    const said = await draw(voting.issuer, phone, { slip });
    assert.equal(said.status, 200);
    await office.client.call(closeDraw, { params: { pollId: id } });
    own.push({ id, hash, phone, said, board: `${voting.box}/board/${campaignId}/${hash}` });
  }
  await votes;
  for (const { id, hash, phone, said, board } of own) {
    assert.equal((await cast(voting.box, phone, said, 1)).status, 201);
    const { cast: ballots } = await office.client.call(closePoll, { params: { pollId: id } });
    assert.equal(ballots, 10);
    for (const holder of [office, team])
      await holder.client.call(bringShare, {
        params: { pollId: id },
        body: { height: await share(voting.issuer, hash, holder) },
      });
    assert.ok((await team.client.call(publishPoll, { params: { pollId: id } })).isCounted);
    assert.equal((await recounted(board)).code, 0);
  }
  for (const { assessmentId } of waiting) {
    const { assessment } = await office.client.call(readAssessment, { params: { assessmentId } });
    assert.deepEqual([assessment.tally?.cast, assessment.tally?.dissatisfied], [10 * waiting.length, 0]);
  }
  assert.equal((await recounted(join(instance.folder, 'board', waiting[0]?.campaignId ?? ''))).code, 0);
});
