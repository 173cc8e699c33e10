import type { Bar, Output } from './output.ts';

/** One bar after the other, each of what is done; what came before is finished. */
export function phases(
  output: Output,
  labels: Readonly<Record<string, string>>,
): {
  readonly at: (phase: string, done: number, all: number) => void;
  readonly stop: () => void;
} {
  let now: { readonly phase: string; readonly bar: Bar; all: number } | null = null;
  const stop = (): void => {
    now?.bar.at(now.all, now.all);
    now?.bar.stop();
    now = null;
  };
  return {
    at: (phase, done, all) => {
      if (now?.phase !== phase) {
        stop();
        now = { phase, bar: output.progress(labels[phase] ?? phase), all };
      }
      now.all = all;
      now.bar.at(done, all);
    },
    stop,
  };
}
