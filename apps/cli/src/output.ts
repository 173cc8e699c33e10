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

/** Where nobody watches a terminal: the first line at once, then one now and then, and only when something moved; what came too soon has its turn. */
export function spokenBar(label: string, say: (line: string) => void): Bar {
  let [last, said, line] = [-Infinity, '', ''];
  let turn: NodeJS.Timeout | undefined;
  const tell = (): void => {
    turn = undefined;
    if (line === said) return;
    [last, said] = [Date.now(), line];
    say(line);
  };
  return {
    at: (done, all) => {
      line = `${label} ${done}/${all}`;
      const wait = last + linesApartMs - Date.now();
      if (wait <= 0) {
        clearTimeout(turn);
        tell();
      } else turn ??= setTimeout(tell, wait).unref();
    },
    stop: () => {
      clearTimeout(turn);
      turn = undefined;
    },
  };
}
