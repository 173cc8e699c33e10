/** A server in a process of its own, which a test may kill: settings from the environment, the address to the parent. */
import { serve } from '../operations/serve.ts';
import { readConfig } from '../platform/config/config.ts';

const running = await serve(readConfig(process.env), { kind: 'real', say: () => undefined });
process.send?.(running.address);
void running.lost.then(() => process.exit(1));
process.once('SIGTERM', () => {
  void running.close().then(() => process.disconnect());
});
