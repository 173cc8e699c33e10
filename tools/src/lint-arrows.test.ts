import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeHouse } from './house/make-house.ts';
import { root } from './house/root.ts';

const clean = {
  'packages/core/src/gate/index.ts': "import '../kernel/index.ts';\nimport '@muster/core/kernel';",
  'packages/proof/src/index.ts': "import '@noble/hashes/sha2.js';",
  'packages/contract/src/gate/index.ts': "import 'zod';\nimport '@muster/core/gate';",
  'packages/client/src/index.ts': "import '@muster/contract/gate';",
  'packages/testkit/src/index.ts': "import 'node:fs';\nimport '@muster/server/testing';",
  'apps/server/src/gate/index.ts': "import '../roster/index.ts';\nimport '../platform/http/reply.ts';\nimport 'pg';",
  'apps/server/src/gate/commands/open.ts': "import '../queries.ts';\nimport '../../roster/index.ts';",
  'apps/server/src/gate/gate.test.ts': "import '../testing.ts';\nimport '@muster/testkit';",
  'apps/server/src/gate/gate.fixture.ts': "import '../testing.ts';\nimport type { House } from '@muster/testkit';",
  'apps/server/src/platform/http/reply.ts': "import '../log.ts';",
  'apps/web/src/gate/page.tsx': "import 'antd';\nimport '@muster/client';",
  'apps/cli/src/serve.ts': "import '@muster/server/operations';\nimport 'commander';",
};

const planted = {
  'packages/core/src/gate/a.ts': "import 'node:fs';",
  'packages/proof/src/a.ts': "import 'node:crypto';",
  'packages/contract/src/gate/a.ts': "import '@muster/proof';",
  'packages/client/src/a.ts': "import '@muster/core/gate';",
  'packages/testkit/src/a.ts': "import '@muster/server/operations';",
  'apps/server/src/gate/a.ts': "import '../roster/commands/add.ts';",
  'apps/server/src/gate/b.ts': "import '../app.ts';",
  'apps/server/src/gate/commands/a.ts': "import '../../roster/queries.ts';",
  'apps/server/src/platform/a.ts': "import '../gate/index.ts';",
  'apps/server/src/platform/http/a.ts': "import '../../gate/index.ts';",
  'apps/web/src/gate/a.tsx': "import '@muster/server/operations';",
  'apps/cli/src/a.ts': "import '@muster/server/testing';",
  'tools/src/a.ts': "import '@muster/web';",
};

test('the linter says the arrows too, in the editor and per folder', (t) => {
  const house = makeHouse(t, { ...clean, ...planted });
  copyFileSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  const { stdout } = spawnSync(oxlint, ['-f', 'unix'], { cwd: house, encoding: 'utf8' });
  const refused = stdout.split('\n').filter((line) => line.includes('no-restricted-imports'));
  const files = new Set(refused.map((line) => line.slice(0, line.indexOf(':'))));
  assert.deepEqual([...files].toSorted(), Object.keys(planted).toSorted());
});
