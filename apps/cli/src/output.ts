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
  return {
    say: (line) => console.error(line),
    result: (value, lines) => console.log(json ? JSON.stringify(value) : lines.join('\n')),
    progress: (label) => (process.stderr.isTTY && !json ? drawnBar(label) : spokenBar(label, json === true)),
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

/** Where nobody watches a terminal: a line at most once a second, and only when something moved. */
function spokenBar(label: string, silent: boolean): Bar {
  let [last, said] = [0, ''];
  return {
    at: (done, all) => {
      const line = `${label} ${done}/${all}`;
      if (silent || line === said || Date.now() - last < 1000) return;
      [last, said] = [Date.now(), line];
      console.error(line);
    },
    stop: () => undefined,
  };
}
