import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundles, campaignsReadAt, mayActOn, pathsWith, permit, verbsInCampaign, type Grant } from './index.ts';

const unit = { path: 'p.county.school', linked: ['q.committee'] };
const of = (campaignId: string | null, path = 'p.county.school'): Grant[] =>
  bundles.supervisor.map((verb) => ({ verb, path, campaignId }));

test('given a team of one campaign, then it acts there and is told of the other that it is not its own', () => {
  const team = of('spring');
  for (const verb of verbsInCampaign) {
    assert.ok(mayActOn(team, verb, { ...unit, campaignId: 'spring' }), verb);
    assert.ok(!mayActOn(team, verb, { ...unit, campaignId: 'autumn' }), verb);
    assert.deepEqual(permit(team, verb, { ...unit, campaignId: 'autumn' }), {
      refused: 'of-another-campaign',
      params: { verb },
    });
    assert.deepEqual(permit(team, verb, { path: 'p.county.clinic', linked: [], campaignId: 'spring' }), {
      refused: 'not-permitted',
      params: { verb },
    });
  }
});

test('given an office, then no campaign is asked for', () => {
  for (const verb of verbsInCampaign)
    assert.ok(mayActOn(of(null, 'p.county'), verb, { ...unit, campaignId: 'autumn' }), verb);
});

test('everything that a team may do besides reading is done in its campaign', () => {
  assert.deepEqual(bundles.supervisor.filter((verb) => verb !== 'read').toSorted(), verbsInCampaign.toSorted());
});

test('a team reads about its own campaigns; with an office above, or without any team, about all', () => {
  assert.deepEqual(campaignsReadAt([...of('spring'), ...of('autumn')], unit), new Set(['spring', 'autumn']));
  assert.deepEqual(campaignsReadAt([...of('spring'), ...of('autumn', 'p.other')], unit), new Set(['spring']));
  assert.equal(campaignsReadAt([...of('spring'), { verb: 'read', path: 'q', campaignId: null }], unit), null);
  assert.equal(campaignsReadAt([], unit), null);
});

test('the topmost paths of a verb: nothing beneath another, and a longer name is not beneath a shorter one', () => {
  const held = ['p.a.c', 'p.a', 'p.a-b', 'p.a-b.d', 'p.ab', 'p.e.f', 'p.a'].map((path) => ({
    verb: 'read' as const,
    path,
    campaignId: null,
  }));
  const elsewhere = { verb: 'record-activity' as const, path: 'p', campaignId: null };
  assert.deepEqual(pathsWith([...held, elsewhere], 'read'), ['p.a', 'p.a-b', 'p.ab', 'p.e.f']);
  assert.deepEqual(pathsWith([], 'read'), []);
});
