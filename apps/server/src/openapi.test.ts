/** What the description of the interface promises: whoever builds a client from it alone is not turned away at the door. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestHouse } from '@muster/testkit';
import { openApiDocument } from './openapi.ts';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: { readonly pattern?: string };
}
interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
}
interface Document {
  readonly components: {
    readonly securitySchemes: Readonly<
      Record<string, { readonly type: string; readonly in: string; readonly name: string }>
    >;
    readonly schemas: Readonly<Record<string, object>>;
  };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const document = (await openApiDocument()) as Document;
const operations = Object.values(document.paths).flatMap((methods) =>
  Object.entries(methods).map(([method, operation]) => ({ method, ...operation })),
);
const named = (name: string) => {
  const found = operations.find(({ operationId }) => operationId === name);
  assert.ok(found, name);
  return found;
};
const demanded = ({ parameters = [] }: Operation) =>
  parameters.filter((each) => each.in === 'header' && each.required === true).map(({ name }) => name);

test('the session is a cookie, asked for by every route but the open ones', () => {
  assert.deepEqual(
    Object.values(document.components.securitySchemes).map((scheme) => [scheme.type, scheme.in, scheme.name]),
    [['apiKey', 'cookie', 'muster_session']],
  );
  const open = operations.filter(({ security }) => security.length === 0).map(({ operationId }) => operationId);
  assert.deepEqual(open.toSorted(), ['activate', 'logIn', 'readInstance', 'readLiveness', 'readReadiness', 'setUp']);
  for (const { operationId, security } of operations.filter((each) => each.security.length > 0))
    assert.deepEqual(security, [{ session: [] }], operationId);
});

test('every command says its headers with their rules, and how it is refused without them', () => {
  for (const operation of operations) {
    const { method, operationId, security, responses, parameters = [] } = operation;
    const isCommand = method !== 'get' && security.length > 0;
    assert.equal(demanded(operation).includes('x-muster-csrf'), isCommand, operationId);
    if (isCommand) assert.match(responses['403']?.description ?? '', /\bforged-request\b/, operationId);
    if (security.length > 0) {
      assert.match(responses['401']?.description ?? '', /\bnot-logged-in\b/, operationId);
      assert.ok(
        parameters.some(({ name }) => name === 'muster-campaign'),
        operationId,
      );
    }
    if (operation.requestBody !== undefined)
      assert.match(responses['413']?.description ?? '', /\btoo-large\b/, operationId);
    const keyed = parameters.find(({ name }) => name === 'idempotency-key');
    assert.equal(keyed !== undefined, /\bkey-missing\b/.test(responses['400']?.description ?? ''), operationId);
    if (keyed !== undefined) assert.deepEqual([keyed.required, keyed.schema.pattern], [true, '^[\\w-]{8,100}$']);
    for (const [status, { content = {} }] of Object.entries(responses))
      if (!status.startsWith('2'))
        assert.deepEqual(
          content,
          { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          `${operationId} ${status}`,
        );
  }
  assert.ok(operations.filter((each) => demanded(each).includes('idempotency-key')).length > 20);
  assert.ok('Problem' in document.components.schemas);
});

test('a client that sends what the description demands, and no more, is let in', async (t) => {
  const house = await startTestHouse();
  t.after(() => house.close());
  const session = await house.signIn('secretary');
  const made: Readonly<Record<string, string>> = {
    'x-muster-csrf': session.csrf,
    'idempotency-key': crypto.randomUUID(),
  };
  const [scheme] = Object.values(document.components.securitySchemes);
  const record = named('recordActivity');
  const send = (headers: Readonly<Record<string, string>>) =>
    fetch(`${house.address}/api/branches/${house.id('SCHOOL-1')}/activities`, {
      method: record.method,
      headers: { 'content-type': 'application/json', cookie: session.cookie, ...headers },
      body: JSON.stringify({
        kind: 'collective-study',
        topic: '第一讲',
        startsAt: '2026-03-19T14:00:00+08:00',
        endsAt: '2026-03-19T16:00:00+08:00',
        absences: [],
      }),
    });
  assert.ok(session.cookie.startsWith(`${scheme?.name}=`));

  const names = demanded(record);
  const { status } = await send(Object.fromEntries(names.map((name) => [name, made[name] ?? ''])));
  assert.equal(status, 201);
  for (const name of names) {
    const others = names.filter((other) => other !== name);
    const refused = await send(Object.fromEntries(others.map((other) => [other, made[other] ?? ''])));
    const { code } = (await refused.json()) as { code: string };
    const { description = '' } = record.responses[String(refused.status)] ?? {};
    assert.ok(description.split(', ').includes(code), `${code} in ${description}`);
    assert.equal(refused.headers.get('content-type')?.split(';')[0], 'application/problem+json');
  }
});
