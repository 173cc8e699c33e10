import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkContract } from './check-contract.ts';
import { compareContracts } from './contract/compare-contracts.ts';
import { makeHouse } from './house/make-house.ts';

const content = (schema: object) => ({ content: { 'application/json': { schema } } });
const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required });
const text = { type: 'string' };

/** A contract of one route: what goes in, what comes out. */
function contract(body: object, answer: object, more: object = {}): object {
  const post = { requestBody: { ...content(body), required: true }, responses: { 200: content(answer) }, ...more };
  return { openapi: '3.1.0', paths: { '/api/units': { post } } };
}

const plain = contract(object({ name: text }), object({ id: text }, ['id']));

const changes: readonly [name: string, after: object, expected: string[]][] = [
  ['nothing', structuredClone(plain), []],
  ['a route gone', { openapi: '3.1.0', paths: {} }, ['! POST /api/units: route removed']],
  [
    'a new body property',
    contract(object({ name: text, note: text }), object({ id: text }, ['id'])),
    ['  POST /api/units body.note: property added'],
  ],
  [
    'a new duty',
    contract(object({ name: text }, ['name']), object({ id: text }, ['id'])),
    ['! POST /api/units body.name: became required'],
  ],
  [
    'a property taken from the answer',
    contract(object({ name: text }), object({})),
    ['! POST /api/units → 200 body.id: property removed'],
  ],
  [
    'an answer that promises less',
    contract(object({ name: text }), object({ id: text })),
    ['! POST /api/units → 200 body.id: became optional'],
  ],
  [
    'a shorter name',
    contract(object({ name: { ...text, maxLength: 20 } }), object({ id: text }, ['id'])),
    ['! POST /api/units body.name: maxLength none → 20'],
  ],
  [
    'another type',
    contract(object({ name: text }), object({ id: { type: 'integer' } }, ['id'])),
    ['! POST /api/units → 200 body.id: type "string" → "integer"'],
  ],
  [
    'a required parameter',
    contract(object({ name: text }), object({ id: text }, ['id']), {
      parameters: [{ in: 'query', name: 'at', required: true, schema: text }],
    }),
    ['! POST /api/units query at: parameter became required', '  POST /api/units query at: parameter added'],
  ],
];

for (const [name, after, expected] of changes) {
  test(`a difference is told: ${name}`, () => {
    const told = compareContracts(plain, after).map(
      (change) => `${change.breaking ? '!' : ' '} ${change.at}: ${change.what}`,
    );
    assert.deepEqual(told, expected);
  });
}

test('choices widen what goes in and break what comes out; losing one breaks both', () => {
  const choice = (...members: string[]) => ({ type: 'string', enum: members });
  const both = (inward: object, outward: object) => contract(object({ a: inward }), object({ b: outward }));
  const breaking = (before: object, after: object) => compareContracts(before, after).map((change) => change.breaking);
  const before = both(choice('x', 'y'), choice('x', 'y'));
  assert.deepEqual(breaking(before, both(choice('x', 'y', 'z'), choice('x', 'y', 'z'))), [false, true]);
  assert.deepEqual(breaking(before, both(choice('x'), choice('x'))), [true, true]);
});

test('the check fails without a document, on a difference, and passes once written', async (t) => {
  const house = makeHouse(t, { 'docs/openapi.json': JSON.stringify(plain) });
  const missing = await checkContract(house, false);
  assert.deepEqual([missing.ok, missing.lines.length], [false, 1]);
  const after = contract(object({ name: text }), object({}));
  const server = `export const openApiDocument = () => (${JSON.stringify(after)});`;
  const full = makeHouse(t, { 'docs/openapi.json': JSON.stringify(plain), 'apps/server/src/openapi.ts': server });
  const differs = await checkContract(full, false);
  assert.equal(differs.ok, false);
  assert.match(differs.lines[0]!, /^BREAKING .*property removed$/);
  assert.equal((await checkContract(full, true)).ok, true);
  assert.equal((await checkContract(full, false)).ok, true);
  assert.deepEqual(JSON.parse(readFileSync(join(full, 'docs/openapi.json'), 'utf8')), after);
});
