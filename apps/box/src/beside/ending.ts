import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const patienceMs = 500;

/**
 * How a server ends that answers one request a connection: what was asked is answered, and connections on which nothing is under way,
 * such as those that browsers open to spare, are let go. To be called before it listens.
 */
export function endingOf(server: Server): () => Promise<void> {
  const open = new Set<Socket>();
  let underWay = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
  });
  return async () => {
    const ended = new Promise((done) => server.close(done));
    const letGo = setInterval(() => {
      if (underWay === 0) for (const socket of open) socket.destroy();
    }, patienceMs);
    await ended;
    clearInterval(letGo);
  };
}
