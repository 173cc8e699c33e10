/** What is refused before a route looks at it says what was wrong with the request itself. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reportBurden } from '@muster/contract/opinion';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import type { problem } from '@muster/contract';
import type { z } from 'zod';

let house: TestHouse;
before(async () => (house = await startTestHouse()));
after(() => house.close());

async function post(body: string, headers: Record<string, string> = {}) {
  const { cookie, csrf } = await house.signIn('office');
  const answer = await fetch(`${house.address}${reportBurden.path}`, {
    method: 'POST',
    headers: {
      cookie,
      'x-muster-csrf': csrf,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as z.output<typeof problem> };
}

const report = (page: string, text: string) => JSON.stringify({ page, body: text });

test('half a character is no text, wherever it stands', async () => {
  for (const [field, body] of [
    ['body', report('/', 'too many forms \ud83d')],
    ['page', report('/\udfff', 'too many forms')],
  ] as const) {
    const refused = await post(body);
    assert.deepEqual([refused.status, refused.body.code], [400, 'invalid-input']);
    assert.equal(refused.body.faults?.[0]?.field, field);
  }
  assert.equal((await post(report('/', 'whole ones are 😀'))).status, 201);
});

test('a burden is reported from a page of the desk, not from an address of somebody else', async () => {
  for (const page of ['javascript:alert(1)', 'https://example.org/', '//example.org/', '/\\example.org', 'account']) {
    assert.equal((await post(report(page, 'text'))).body.code, 'invalid-input', page);
  }
  assert.equal((await post(report('/units/1?lang=en#top', 'text'))).status, 201);
});

test('a key that prevents doubles is missing, or is no key', async () => {
  assert.equal((await post(report('/', 'text'), { 'idempotency-key': 'k'.repeat(5000) })).body.code, 'key-malformed');
  assert.equal((await post(report('/', 'text'), { 'idempotency-key': 'x y' })).body.code, 'key-malformed');
});

test('what is sent as another content type is told which one is read', async () => {
  const refused = await post('page=/', { 'content-type': 'application/x-www-form-urlencoded' });
  assert.deepEqual([refused.status, refused.body.code], [415, 'content-type-refused']);
});
