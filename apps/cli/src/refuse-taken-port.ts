import { once } from 'node:events';
import { createServer } from 'node:net';

/** Before anything is built for it: throws what listening there would throw. A port that the system chooses is free. */
export async function refuseTakenPort({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  if (port === 0) return;
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
