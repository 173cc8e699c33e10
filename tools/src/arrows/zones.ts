/**
 * THE ARROWS between the workspaces, as data. `ours` lists the doors of this house a zone may use besides itself,
 * `outside` what it may use of Node and of other packages: 'any', or the beginnings of the allowed names. Tests add to
 * both. Whether a package is declared in package.json is asked by the dead-code check, not here.
 */
export type Zone = {
  readonly folder: string;
  readonly name: string;
  readonly ours: readonly string[];
  readonly outside: 'any' | readonly string[];
  readonly tests?: { readonly ours?: readonly string[]; readonly outside?: readonly string[] };
};

const testing = ['node:', 'fast-check'];
const serverDoors = [
  '@muster/server/operations',
  '@muster/server/testing',
  '@muster/server/test-server',
  '@muster/server/openapi',
];
const screens = ['@muster/client', '@muster/contract', '@muster/core'];

const zones: readonly Zone[] = [
  { folder: 'packages/core', name: '@muster/core', ours: [], outside: [], tests: { outside: testing } },
  {
    folder: 'packages/proof',
    name: '@muster/proof',
    ours: [],
    outside: ['@noble/'],
    tests: { outside: [...testing, '@cloudflare/blindrsa-ts'] },
  },
  {
    folder: 'packages/contract',
    name: '@muster/contract',
    ours: ['@muster/core'],
    outside: ['zod'],
    tests: { outside: testing },
  },
  {
    folder: 'packages/client',
    name: '@muster/client',
    ours: ['@muster/contract'],
    outside: [],
    tests: { outside: testing },
  },
  {
    folder: 'packages/testkit',
    name: '@muster/testkit',
    ours: [
      '@muster/client',
      '@muster/contract',
      '@muster/core',
      '@muster/server/testing',
      '@muster/server/test-server',
    ],
    outside: testing,
  },
  {
    folder: 'apps/server',
    name: '@muster/server',
    ours: ['@muster/core', '@muster/proof', '@muster/contract'],
    outside: 'any',
    tests: { ours: ['@muster/client', '@muster/testkit'] },
  },
  { folder: 'apps/web', name: '@muster/web', ours: screens, outside: 'any' },
  // What telephones fetch has to be small: no schemas, and no component library.
  { folder: 'apps/phone', name: '@muster/phone', ours: ['@muster/proof'], outside: ['preact', 'vite', 'node:'] },
  {
    folder: 'apps/cli',
    name: '@muster/cli',
    ours: [
      '@muster/server/beforehand',
      '@muster/server/serving',
      '@muster/server/operations',
      '@muster/client',
      '@muster/contract',
      '@muster/recount',
    ],
    outside: 'any',
    tests: { ours: ['@muster/proof'] },
  },
  {
    folder: 'apps/issuer',
    name: '@muster/issuer',
    ours: ['@muster/core', '@muster/proof', '@muster/box/beside'],
    outside: ['node:', 'pg'],
    tests: { ours: ['@muster/server/testing'] },
  },
  // No driver of a database, and nothing that could bring one. How a process beside the desk is run and asked is kept here.
  {
    folder: 'apps/box',
    name: '@muster/box',
    ours: ['@muster/core', '@muster/proof'],
    outside: ['node:'],
    tests: { outside: ['@noble/'] },
  },
  { folder: 'apps/witness', name: '@muster/witness', ours: ['@muster/proof', '@muster/contract'], outside: 'any' },
  // The page is of what ran the poll, for browsers; of the file beside it it has the words alone.
  { folder: 'apps/recount/page', name: '@muster/recount', ours: ['@muster/proof'], outside: 'any' },
  {
    folder: 'apps/recount',
    name: '@muster/recount',
    ours: [],
    outside: ['node:'],
    tests: { ours: ['@muster/proof'], outside: ['@noble/'] },
  },
  {
    folder: 'e2e',
    name: '@muster/e2e',
    ours: [...serverDoors, '@muster/testkit', '@muster/client', '@muster/contract', '@muster/proof'],
    outside: 'any',
  },
  {
    folder: 'bench',
    name: '@muster/bench',
    ours: [
      ...serverDoors,
      '@muster/testkit',
      '@muster/client',
      '@muster/contract',
      '@muster/core',
      '@muster/proof',
      '@muster/recount',
    ],
    outside: 'any',
  },
  { folder: 'tools', name: '@muster/tools', ours: [...serverDoors, '@muster/contract'], outside: 'any' },
];

export function zoneOf(path: string): Zone | undefined {
  return zones.find((zone) => path.startsWith(`${zone.folder}/`));
}
