import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { checkArrows } from './check-arrows.ts';
import { makeHouse } from './house/make-house.ts';

const owners = { vote: 'ballot', person: 'roster', instance: 'platform' };
const schema = 'apps/server/src/platform/database/schema.gen.ts';

/** The messages found in a small house, each with its file. */
function found(t: TestContext, files: Record<string, string>): string[] {
  return checkArrows(makeHouse(t, files), owners).faults.map((fault) => `${fault.path}: ${fault.message}`);
}

test('a house that keeps to its arrows has no fault', (t) => {
  const faults = found(t, {
    'packages/core/src/ballot/index.ts': "export { cast } from './cast.ts';\nimport '@muster/core/kernel';",
    'packages/core/src/ballot/cast.test.ts': "import test from 'node:test';\nimport fc from 'fast-check';",
    'packages/contract/src/ballot/index.ts': "import { z } from 'zod';\nimport '@muster/core/ballot';",
    'packages/client/src/index.ts': "import type { routes } from '@muster/contract';",
    'apps/server/src/app.ts': "import './ballot/index.ts';\nimport './roster/index.ts';",
    'apps/server/src/ballot/index.ts': "export { cast } from './commands/cast.ts';",
    'apps/server/src/ballot/commands/cast.ts':
      "import '../../roster/index.ts';\nimport '../../platform/clock.ts';\ntx.insertInto('vote as v');",
    'apps/server/src/ballot/cast.test.ts':
      "import '../testing.ts';\nimport '@muster/testkit';\nd.deleteFrom('person');",
    'apps/server/src/ballot/cast.fixture.ts': "import type { House } from '@muster/testkit';\nimport '../app.ts';",
    'apps/server/src/roster/index.ts': 'sql`select * from person for update`;',
    'apps/cli/src/serve.ts': "import { serve } from '@muster/server/operations';\nimport 'commander';",
    [schema]: 'export interface DB { vote: 1; person: 1; instance: 1 }',
  });
  assert.deepEqual(faults, []);
});

const plantedFaults: readonly [name: string, path: string, text: string, expected: RegExp][] = [
  ['core reads a file', 'packages/core/src/ballot/a.ts', "import 'node:fs';", /may not import node:fs/],
  ['core uses a package', 'packages/core/src/ballot/a.ts', "import 'zod';", /may not import zod/],
  ['proof uses Node', 'packages/proof/src/a.ts', "import 'node:crypto';", /may not import node:crypto/],
  ['a name that only begins alike', 'packages/contract/src/a.ts', "import 'zodiac';", /may not import zodiac/],
  ['contract knows the server', 'packages/contract/src/a.ts', "export * from '@muster/server/testing';", /may not/],
  ['client skips the contract', 'packages/client/src/a.ts', "import '@muster/core/ballot';", /may not/],
  ['testkit opens another door', 'packages/testkit/src/a.ts', "import '@muster/server/operations';", /may not/],
  ['the server uses its client', 'apps/server/src/app.ts', "import '@muster/client';", /may not/],
  ['a screen uses the server', 'apps/web/src/a.tsx', "const a = await import('@muster/server/operations');", /may not/],
  ['the command line uses proof', 'apps/cli/src/a.ts', "type A = import('@muster/proof').A;", /may not/],
  ['a tool uses the web', 'tools/src/a.ts', "import '@muster/web';", /may not/],
  ['what runs uses a fixture', 'apps/server/src/ballot/a.ts', "import './cast.fixture.ts';", /for tests alone/],
  ['the box brings a driver', 'apps/box/src/a.ts', "import pg from 'pg';", /may not import pg/],
  ['the box asks who somebody is', 'apps/box/src/a.ts', "import '@muster/issuer';", /may not/],
  ['the issuer opens a box', 'apps/issuer/src/a.ts', "import '@muster/box';", /may not/],
  ['a path into another workspace', 'apps/cli/src/a.ts', "import '../../server/src/app.ts';", /another workspace/],
  ['a workspace nobody described', 'packages/extra/src/a.ts', '', /has no arrows/],
  [
    'the platform knows a slice',
    'apps/server/src/platform/a.ts',
    "import '../ballot/index.ts';",
    /the platform may not/,
  ],
  ['round the door', 'apps/server/src/ballot/a.ts', "import '../roster/commands/add.ts';", /roster\/index\.ts/],
  ['a view round the door', 'apps/server/src/ballot/a.view.ts', "import '../roster/queries.ts';", /through its door/],
  [
    'a slice knows the whole',
    'apps/server/src/ballot/commands/a.ts',
    "import '../../app.ts';",
    /puts the slices together/,
  ],
  ['a slice uses testing', 'apps/server/src/ballot/a.ts', "import '../testing/cast.ts';", /puts the slices together/],
  ["another's table", 'apps/server/src/ballot/commands/a.ts', "tx.updateTable('person as p')", /belongs to roster/],
  [
    "another's table in SQL",
    'apps/server/src/ballot/commands/a.ts',
    'sql`update person set a = 1`',
    /belongs to roster/,
  ],
  ['a table nobody owns', 'apps/server/src/ballot/commands/a.ts', "tx.insertInto('ghost')", /ghost has no owner/],
  ['a table without a name', 'apps/server/src/ballot/commands/a.ts', 'tx.insertInto(name)', /name the table literally/],
  ['a read that writes', 'apps/server/src/ballot/queries.ts', "db.deleteFrom('vote')", /only reads/],
  [
    'an unowned table in the schema',
    schema,
    'export interface DB { vote: 1; person: 1; instance: 1; x: 1 }',
    /x has no/,
  ],
  ['an owner of nothing', schema, 'export interface DB { vote: 1; person: 1 }', /no table instance/],
];

for (const [name, path, text, expected] of plantedFaults) {
  test(`a fault is found: ${name}`, (t) => {
    const faults = found(t, { [path]: text });
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0]!, expected);
  });
}

test('slices that ask each other in a ring are found, in the server and in core', (t) => {
  const faults = found(t, {
    'apps/server/src/ballot/index.ts': "import '../roster/index.ts';",
    'apps/server/src/roster/index.ts': "import '../gate/index.ts';",
    'apps/server/src/gate/commands/open.ts': "import type { A } from '../../ballot/index.ts';",
    'packages/core/src/ballot/index.ts': "import '@muster/core/gate';",
    'packages/core/src/gate/index.ts': "import '../ballot/index.ts';",
  });
  assert.equal(faults.length, 2, faults.join('\n'));
  assert.match(faults[0]!, /ballot → roster → gate → ballot/);
  assert.match(faults[1]!, /ballot → gate → ballot/);
});
