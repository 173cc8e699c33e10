import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logOut } from '@muster/contract/access';
import Fastify from 'fastify';
import { VisitRefused, visitorOf } from './visitor.ts';

const session = { cookie: '', csrf: '' };

async function answering(statuses: readonly number[]): Promise<{ readonly keys: unknown[]; readonly said: unknown }> {
  const app = Fastify();
  const keys: unknown[] = [];
  const rest = [...statuses];
  app.route({
    method: logOut.method,
    url: logOut.path,
    handler: async (request, reply) => {
      keys.push(request.headers['idempotency-key']);
      const status = rest.shift() ?? 204;
      await reply
        .status(status)
        .send(status === 204 ? undefined : { code: status === 503 ? 'unavailable' : 'not-found' });
    },
  });
  const said = await visitorOf(app, '', session)
    .call(logOut, {})
    .catch((error: unknown) => error);
  await app.close();
  return { keys, said };
}

test('given a database that is busy, then the same request is sent again by its key', async () => {
  const { keys, said } = await answering([503, 503]);
  assert.equal(said, null);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
});

test('given a refusal, then it is not asked twice', async () => {
  const { keys, said } = await answering([404]);
  assert.ok(said instanceof VisitRefused);
  assert.equal(keys.length, 1);
});
