import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, nextOrdinaryStart } from './calendar.ts';

test('whatever the hour a demo is built at, what comes next begins at an hour at which people meet', () => {
  const ordinary = /^(09:00|09:30|10:00|14:00|14:30|15:00|15:30|19:00|19:30)$/;
  for (let minute = 0; minute < 24 * 60; minute += 7) {
    const now = new Date(instantOf('2026-11-24', '00:00').getTime() + minute * 60_000);
    const start = nextOrdinaryStart(now);
    const civil = new Date(start.getTime() + 8 * 3_600_000).toISOString();
    assert.match(civil.slice(11, 16), ordinary);
    assert.ok(start >= now && start.getTime() - now.getTime() <= 13.5 * 3_600_000, `${civil} after ${minute} minutes`);
  }
  assert.deepEqual(nextOrdinaryStart(instantOf('2026-11-24', '01:26')), instantOf('2026-11-24', '09:00'));
  assert.deepEqual(nextOrdinaryStart(instantOf('2026-11-24', '14:10')), instantOf('2026-11-24', '14:30'));
  assert.deepEqual(nextOrdinaryStart(instantOf('2026-11-24', '22:40')), instantOf('2026-11-25', '09:00'));
});
