import { posix } from 'node:path';
import type { Fault } from '../house/fault.ts';
import { slices } from '../house/slices.ts';

/** The tree of ARCHITECTURE.md. `<slice>` is any slice, `*` any one folder, `**` anything below and the folder itself. */
const tree = [
  '.',
  '.ci',
  'packages/{core,proof,contract,client,testkit}',
  'packages/core/src/kernel/**',
  'packages/core/src/<slice>/**',
  'packages/contract/src',
  'packages/contract/src/platform/**',
  'packages/contract/src/<slice>/**',
  'packages/{proof,client,testkit}/src/**',
  'apps/{server,web,phone,cli,issuer,box,witness,recount}',
  'apps/server/migrations',
  'apps/server/src',
  'apps/server/src/{platform,operations,testing}/**',
  'apps/server/src/<slice>/**',
  'apps/web/src',
  'apps/web/src/{app,ui}/**',
  'apps/web/src/{refusal,import,playbook}',
  'apps/web/src/<slice>/**',
  'apps/{web,phone}/public/**',
  'apps/cli/bin',
  'apps/recount/{words,page}',
  'apps/{phone,cli,issuer,box,witness,recount}/src/**',
  'playbooks/**',
  'bench/**',
  'deploy/**',
  'e2e',
  'e2e/*',
  'docs',
  'docs/{glossary,decisions,guides,operations,pictures}/**',
  'tools',
  'tools/src/**',
];

/** A slice is a folder and at most two below it. */
const deepest = 2;

const patterns = tree.map(asPattern);
const inSlice = new RegExp(
  `^(?:packages/(?:core|contract)|apps/(?:server|web|phone))/src/(?:${slices.join('|')})/(.*)`,
);

/** Files outside the tree, and slices that are nested too deep. */
export function checkFolders(paths: readonly string[]): Fault[] {
  return paths.flatMap((path) => {
    const folder = posix.dirname(path);
    if (!patterns.some((pattern) => pattern.test(folder))) {
      return [{ path, message: `the folder ${folder} is not in the tree of the house (tools/src/shape/folders.ts)` }];
    }
    const below = inSlice.exec(path)?.[1]?.split('/').length ?? 1;
    return below - 1 > deepest ? [{ path, message: 'a slice is at most three folders deep' }] : [];
  });
}

function asPattern(line: string): RegExp {
  const source = line
    .replaceAll('.', String.raw`\.`)
    .replaceAll(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`)
    .replaceAll('<slice>', `(?:${slices.join('|')})`)
    .replaceAll('/**', '(?:/.+)?')
    .replaceAll('*', '[^/]+');
  return new RegExp(`^${source}$`);
}
