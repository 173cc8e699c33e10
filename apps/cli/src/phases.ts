import type { Bar, Output } from './output.ts';

/** One bar after the other, each of what is done; what came before is finished. */
export function phases(
  output: Pick<Output, 'progress'>,
  labels: Readonly<Record<string, string>>,
): {
  readonly at: (phase: string, done: number, all: number) => void;
  /** Ends with the work; a bar is filled by what went well, and stays where what failed had come to. */
  readonly of: <T>(work: Promise<T>) => Promise<T>;
} {
  let now: { readonly phase: string; readonly bar: Bar; all: number } | null = null;
  const stop = (): void => {
    now?.bar.stop();
    now = null;
  };
  const finish = (): void => {
    now?.bar.at(now.all, now.all);
    stop();
  };
  return {
    at: (phase, done, all) => {
      if (now?.phase !== phase) {
        finish();
        now = { phase, bar: output.progress(labels[phase] ?? phase), all };
      }
      now.all = all;
      now.bar.at(done, all);
    },
    of: async (work) => {
      try {
        const outcome = await work;
        finish();
        return outcome;
      } finally {
        stop();
      }
    },
  };
}
