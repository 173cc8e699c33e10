import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../kernel/index.ts';
import { manifestOf, planPoll, type PlanningState, type PollPlan } from './index.ts';
import { meeting, now, people, planning, school, wish } from './poll.fixture.ts';

function pollOf(state: Partial<PlanningState> = {}, times = wish.times): PollPlan {
  const vote = planPoll({ ...planning, eligible: people(20, 4), ...state }, { ...wish, times }, now);
  return isRefusal(vote) ? assert.fail(vote.refused) : (vote.polls[0] ?? assert.fail('no poll'));
}
const added = { poll: 'poll', rosterRoot: 'root', slips: { count: 26, root: 'slips' }, keys: { issuer: 'key' } };

test('a manifest says all that whoever votes and whoever counts again has to know', () => {
  assert.deepEqual(manifestOf(pollOf(), added), {
    format: 'muster-poll-1',
    poll: 'poll',
    campaign: 'campaign',
    stage: 'study',
    units: [{ id: 'school', name: '白鹭镇中心小学' }],
    raters: ['member', 'representative'],
    questions: [{ code: 'satisfaction', answers: 4 }],
    rule: { question: 0, blocking: [3], counting: [1, 2, 3, 4], from: { num: 10, den: 100 } },
    bands: {
      question: 0,
      satisfied: [1, 2],
      counting: [1, 2, 3, 4],
      limits: [
        { min: 95, below: null },
        { min: 90, below: 95 },
        { min: null, below: 90 },
      ],
    },
    turnout: { num: 1, den: 2 },
    fewestCast: 10,
    mode: 'windows',
    issuing: { from: '2026-11-21T01:00:00.000Z', until: '2026-11-23T01:00:00.000Z' },
    casting: { from: '2026-11-23T01:00:00.000Z', until: '2026-11-25T01:00:00.000Z' },
    electorate: { count: 24, root: 'root' },
    slips: { count: 26, root: 'slips' },
    keys: { issuer: 'key' },
  });
});

test('it names nobody', () => {
  const text = JSON.stringify(manifestOf(pollOf(), added));
  for (const { personId } of people(20, 4)) assert.ok(!text.includes(`"${personId}"`), personId);
});

test('where nothing blocks and no bands are drawn, it says neither', () => {
  const { rule, bands } = manifestOf(pollOf({ units: [{ ...school, conditions: [] }], bands: [] }), added);
  assert.deepEqual([rule, bands], [null, null]);
});

test('of a meeting both windows are the meeting', () => {
  const { mode, issuing, casting } = manifestOf(pollOf({}, meeting), added);
  assert.equal(mode, 'meeting');
  assert.deepEqual(issuing, { from: '2026-11-21T06:00:00.000Z', until: '2026-11-21T09:00:00.000Z' });
  assert.deepEqual(casting, issuing);
});
