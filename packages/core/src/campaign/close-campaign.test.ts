import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeCampaign } from './close-campaign.ts';

const state = { startedOn: '2026-02-12', closedOn: null, unfinished: 3 };
const closing = { closedOn: '2026-03-20', reason: '任务完成', unfinished: 3 };
const today = '2026-03-20';

const refusedWith = (...args: Parameters<typeof closeCampaign>) => {
  const closed = closeCampaign(...args);
  return 'refused' in closed ? closed.refused : null;
};

test('given a campaign that runs, when it is closed today with what was shown, then it is closed on that day', () => {
  assert.deepEqual(closeCampaign(state, closing, today), { closedOn: '2026-03-20', reason: '任务完成' });
});

test('given its first day, when it is closed on it, then that is early enough; a day before it is refused', () => {
  assert.equal(refusedWith(state, { ...closing, closedOn: '2026-02-12' }, today), null);
  assert.equal(refusedWith(state, { ...closing, closedOn: '2026-02-11' }, today), 'closed-before-start');
});

test('given tomorrow as the day, then it is refused: nobody knows what tomorrow brings', () => {
  assert.equal(refusedWith(state, { ...closing, closedOn: '2026-03-21' }, today), 'day-in-future');
});

test('given that another unit finished meanwhile, then whoever closes looks again', () => {
  assert.equal(refusedWith({ ...state, unfinished: 2 }, closing, today), 'unfinished-changed');
});

test('given a closed campaign, then it is not closed again', () => {
  assert.equal(refusedWith({ ...state, closedOn: '2026-03-01' }, closing, today), 'campaign-closed');
});
