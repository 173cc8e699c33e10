import { readProgress } from '@muster/contract/platform';
import { refuse } from '@muster/core/kernel';
import type { Serve } from './serve.ts';

/** Somebody else's request is as unknown as one that never was. */
export function progressRoutes(serve: Serve): void {
  serve(readProgress, ({ params }, { platform, actor }) =>
    Promise.resolve(platform.progress.read(actor.accountId, params.progressId) ?? refuse('not-found')),
  );
}
