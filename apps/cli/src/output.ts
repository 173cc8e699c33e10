import { Presets, SingleBar } from 'cli-progress';

/** What a command has to tell: lines for people on standard error, the result on standard output. */
export interface Output {
  readonly say: (line: string) => void;
  readonly result: (value: object, lines: readonly string[]) => void;
  readonly progress: (label: string) => Bar;
}

export interface Bar {
  readonly at: (done: number, all: number) => void;
  readonly stop: () => void;
}

export function outputOf({ json }: { readonly json?: true }): Output {
  const told = json ? () => undefined : (line: string) => console.error(line);
  return {
    say: (line) => console.error(line),
    result: (value, lines) => console.log(json ? JSON.stringify(value) : lines.join('\n')),
    progress: (label) => (process.stderr.isTTY && !json ? drawnBar(label) : spokenBar(label, told)),
  };
}

function drawnBar(label: string): Bar {
  const bar = new SingleBar(
    { format: `${label} {bar} {percentage}%`, hideCursor: true, stream: process.stderr },
    Presets.rect,
  );
  bar.start(100, 0);
  return {
    at: (done, all) => {
      bar.setTotal(all);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

/** What moves is told at least once a second: a line that just missed its turn must not wait for a second one. */
const linesApartMs = 400;

/** Where nobody watches a terminal: the first line at once, then one now and then, and only when something moved. */
export function spokenBar(label: string, say: (line: string) => void, now: () => number = Date.now): Bar {
  let [last, said] = [-Infinity, ''];
  return {
    at: (done, all) => {
      const line = `${label} ${done}/${all}`;
      if (line === said || now() - last < linesApartMs) return;
      [last, said] = [now(), line];
      say(line);
    },
    stop: () => undefined,
  };
}
