import { createServer } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { controlAt, endingOf, listenNear, makeHousehold, serveControl, type Beside } from './beside/index.ts';
import { openBoard } from './board.ts';
import { openBoxes, type Announced, type Closing, type Publishing } from './boxes.ts';
import { boxDoor, boxLimits } from './serve-boxes.ts';

export interface BoxSettings {
  /** Of its journals, its keys and its control socket. */
  readonly folder: string;
  /** Of what is published. */
  readonly board: string;
  readonly host: string;
  readonly port: number;
  readonly orAnother: boolean;
  readonly tls: Pick<ServerOptions, 'cert' | 'key'> | null;
}

export async function startBox(
  { folder, board, tls, ...wish }: BoxSettings,
  broken: (error: unknown) => void,
  now: () => Date = () => new Date(),
): Promise<Beside> {
  // Before a journal is opened: whoever else has it open goes on writing into it.
  const gate = Promise.withResolvers<Awaited<ReturnType<typeof openBoxes>>>();
  gate.promise.catch(() => undefined);
  /** One after the other, however many ask. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (boxes: Awaited<typeof gate.promise>) => Promise<T>): Promise<T> => {
    const done = last.then(() => gate.promise).then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const control = await serveControl(
    controlAt(folder),
    {
      prepare: ({ polls }: { polls: readonly string[] }) => inTurn((boxes) => boxes.prepare(polls)),
      open: (said: Announced) => inTurn((boxes) => boxes.open(said)),
      close: (closing: Closing) => inTurn((boxes) => boxes.close(closing)),
      publish: (publishing: Publishing) => inTurn((boxes) => boxes.publish(publishing)),
    },
    broken,
  );
  const boxes = await openBoxes(folder, openBoard(board), now);
  gate.resolve(boxes);
  const door = boxDoor({ boxes: boxes.find, told: boxes.told, board, broken });
  const server = tls === null ? createServer(boxLimits, door) : createSecureServer({ ...boxLimits, ...tls }, door);
  const end = endingOf(server);
  const port = await listenNear(server, wish);
  const household = makeHousehold(() => inTurn((all) => all.keepHouse()), 500, broken);
  return {
    port,
    close: async () => {
      await Promise.all([end(), new Promise((done) => control.close(done))]);
      await household.close();
      await boxes.shut();
    },
  };
}
