import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { checkSizes } from './check-sizes.ts';
import { excuse, type Fault } from './house/fault.ts';
import { makeHouse } from './house/make-house.ts';

const lines = (count: number) => 'a;\n'.repeat(count);
const ordinary = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`apps/server/src/ballot/part-${index}.ts`, lines(20)]),
);

function found(t: TestContext, files: Record<string, string>): string[] {
  return checkSizes(makeHouse(t, { ...ordinary, ...files })).faults.map((fault) => `${fault.path}: ${fault.message}`);
}

test('an ordinary house has no fault, and its spread is told', (t) => {
  const house = makeHouse(t, {
    ...ordinary,
    'apps/server/src/ballot/cast.test.ts': lines(450),
    'apps/server/src/platform/database/schema.gen.ts': lines(4000),
    'apps/server/migrations/0001-ground.sql': lines(4000),
    'apps/server/src/ballot/commands/paper/cast.ts': lines(400),
    'README.zh-CN.md': '# 应到',
  });
  const { faults, spread } = checkSizes(house);
  assert.deepEqual(faults, []);
  assert.deepEqual(spread, { median: 20, p95: 20, max: 450, longest: 'apps/server/src/ballot/cast.test.ts' });
});

const planted: readonly [name: string, files: Record<string, string>, expected: RegExp][] = [
  ['a long file', { 'apps/cli/src/serve.ts': lines(401) }, /401 lines; the limit is 400/],
  ['a long test', { 'apps/cli/src/serve.test.ts': lines(501) }, /501 lines; the limit is 500/],
  ['not kebab-case', { 'apps/cli/src/backUp.ts': '' }, /kebab-case/],
  ['a name that says nothing', { 'apps/cli/src/utils.ts': '' }, /"utils" says nothing/],
  ['a folder that says nothing', { 'apps/cli/src/helpers/a.ts': '' }, /"helpers" says nothing/],
  ['types.ts', { 'packages/core/src/ballot/types.ts': '' }, /"types" says nothing/],
  ['a suffix that says nothing', { 'apps/cli/src/vote-service.ts': '' }, /vote-service: name what it does/],
  ['a class that says nothing', { 'apps/cli/src/a.ts': 'export class VoteManager {}' }, /VoteManager/],
  ['an I before a type', { 'apps/cli/src/a.ts': 'interface IVote {}\nconst IdToken = 1;' }, /IVote: no I/],
  ['a folder outside the tree', { 'packages/core/src/voting/a.ts': '' }, /not in the tree/],
  ['a workspace outside the tree', { 'services/a.ts': '' }, /not in the tree/],
  ['a slice too deep', { 'apps/server/src/ballot/a/b/c/d.ts': '' }, /three folders deep/],
];

for (const [name, files, expected] of planted) {
  test(`a fault is found: ${name}`, (t) => {
    const faults = found(t, files);
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0]!, expected);
  });
}

test('a heavy tail and a heavy middle are found', (t) => {
  const many = (count: number, length: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`apps/cli/src/c-${index}.ts`, lines(length)]));
  assert.match(found(t, many(3, 300)).join(), /95th percentile 300 lines/);
  assert.match(found(t, many(41, 61)).join(), /median 61 lines/);
});

test('an exception excuses its file alone, and is a fault when unused, unexplained or the sixth', () => {
  const faults: Fault[] = [
    { path: 'a.ts', message: 'long' },
    { path: 'b.ts', message: 'long' },
  ];
  const reason = 'one table of holidays, read as a whole';
  const excused = excuse('sizes', faults, [{ check: 'sizes', path: 'a.ts', reason }]);
  assert.deepEqual(excused, [faults[1]]);
  assert.match(excuse('sizes', [], [{ check: 'sizes', path: 'a.ts', reason }])[0]!.message, /no exception any more/);
  assert.match(excuse('sizes', faults, [{ check: 'sizes', path: 'a.ts', reason: '' }])[1]!.message, /say the reason/);
  const six = Array.from({ length: 6 }, () => ({ check: 'arrows', path: 'a.ts', reason }) as const);
  assert.match(excuse('sizes', [], six)[0]!.message, /6 exceptions; the house allows 5/);
});
