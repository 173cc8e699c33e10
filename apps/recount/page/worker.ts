import { recountFiles, type Found, type Result } from './recount-files.ts';

export type Told =
  | { readonly is: 'counting'; readonly done: number; readonly all: number }
  /** Null where there was no board among the files. */
  | { readonly is: 'counted'; readonly result: Result | null };

const apartMs = 200;

export function answerFiles(): void {
  const send = (told: Told): void => postMessage(told);
  onmessage = ({ data }: MessageEvent<readonly Found[]>) => {
    let last = 0;
    const result = recountFiles(data, (done, all) => {
      if (performance.now() - last < apartMs) return;
      last = performance.now();
      send({ is: 'counting', done, all });
    });
    send({ is: 'counted', result });
  };
}
