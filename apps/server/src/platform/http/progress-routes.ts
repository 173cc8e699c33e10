import { readProgress } from '@muster/contract/platform';
import type { Serve } from './serve.ts';

/** Somebody else's request is as unknown as one that has not arrived. */
export function progressRoutes(serve: Serve): void {
  serve(readProgress, ({ params }, { platform, actor }) =>
    Promise.resolve(platform.progress.read(actor.accountId, params.progressId)),
  );
}
