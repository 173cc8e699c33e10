import { readFile } from '@muster/contract/platform';
import { refuse } from '@muster/core/kernel';
import type { Serve } from '../http/serve.ts';
import { scopeOf } from '../identity.ts';

/** What is kept for a node out of sight is not there. */
export function fileRoutes(serve: Serve): void {
  serve.file(
    readFile,
    async ({ params }, { platform, actor }) =>
      (await platform.files.read(scopeOf(actor), params.sha256)) ?? refuse('not-found'),
  );
}
