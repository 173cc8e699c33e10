import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export type BesideName = 'issuer' | 'box';

/** A process that is kept running: when it ends, another one goes on at the same port. */
export interface KeptProcess {
  readonly port: () => number;
  close(): Promise<void>;
}

/** Started by its path: nothing of it is read here, and it reads nothing of ours. */
const scripts: Readonly<Record<BesideName, string>> = {
  issuer: fileURLToPath(new URL('../../../issuer/src/issuer.process.ts', import.meta.url)),
  box: fileURLToPath(new URL('../../../box/src/box.process.ts', import.meta.url)),
};

const restMs = 250;
const patienceMs = 20_000;

/** Rejects when the first one does not come up. `settings` go in by standard input; `broken` hears of each one that ended by itself. */
export async function keepBeside(
  name: BesideName,
  settings: { readonly port: number; readonly orAnother: boolean },
  broken: (message: string) => void,
): Promise<KeptProcess> {
  const closing = new AbortController();
  let running = await begin(name, settings);
  const wanted = { ...settings, port: running.port, orAnother: false };
  const kept = (async () => {
    while (!closing.signal.aborted) {
      await running.gone;
      if (closing.signal.aborted) return;
      broken(`The ${name} has ended by itself and is started again`);
      await pause(restMs);
      if (!closing.signal.aborted) await begin(name, wanted).then((next) => (running = next), broken);
    }
  })();
  return {
    port: () => running.port,
    close: async () => {
      closing.abort();
      await end(running);
      await kept;
    },
  };
}

interface Begun {
  readonly child: ChildProcess;
  readonly port: number;
  readonly gone: Promise<void>;
}

async function begin(name: BesideName, settings: object): Promise<Begun> {
  const child = spawn(process.execPath, [scripts[name]], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  // What it was not there to read is of no use to the next.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(settings)}\n`);
  const lines = createInterface({ input: child.stdout });
  const told = new Promise<string>((done) => lines.once('line', done));
  const line = await Promise.race([told, gone.then(() => null)]);
  if (line === null) throw new Error(`The ${name} did not start; what it said stands above.`);
  return { child, gone, port: (JSON.parse(line) as { readonly port: number }).port };
}

/** Its standard input ends, and so does it; one that does not in time is ended. */
async function end({ child, gone }: Begun): Promise<void> {
  child.stdin?.end();
  const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(late);
}
