import { createInterface } from 'node:readline';

/** A process beside the desk, once it serves. */
export interface Beside {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Runs one: its settings are the first line of standard input, so that no secret stands in a list of processes, and its port is told on
 * standard output. It ends when it is asked to, or when whoever started it has gone, for then standard input ends.
 */
export async function runBeside(start: (settings: never) => Promise<Beside>): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  const gone = new Promise<void>((done) => {
    lines.once('close', done);
    process.once('SIGTERM', () => done());
    // A terminal sends these to everybody in it; whoever started this one says when it ends.
    for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  });
  const settings = await new Promise<string>((done) => {
    lines.once('line', done);
    lines.once('close', () => done('null'));
  });
  const running = await start(JSON.parse(settings) as never);
  process.stdout.write(`${JSON.stringify({ port: running.port })}\n`);
  await gone;
  await running.close();
  process.exit(0);
}

/** One line on standard error: what went wrong, and nothing that it may quote, for a message can hold what somebody sent. */
export function tellFault(name: string): (error: unknown) => void {
  return (error) => {
    const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
    const type = error instanceof Error ? error.name : typeof error;
    process.stderr.write(`${JSON.stringify({ level: 'error', process: name, type, code, constraint })}\n`);
  };
}
