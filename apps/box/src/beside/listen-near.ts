import type { Server } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Wish {
  readonly host: string;
  readonly port: number;
  /** Take a free one where that is taken; otherwise it is an error. */
  readonly orAnother: boolean;
}

/** Listens, and says at which port. */
export async function listenNear(server: Server, { host, port, orAnother }: Wish): Promise<number> {
  try {
    await listen(server, host, port);
  } catch (error) {
    if (!orAnother || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listen(server, host, 0);
  }
  return (server.address() as AddressInfo).port;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      done();
    });
  });
}
