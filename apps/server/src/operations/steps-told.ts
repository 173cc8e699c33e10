/** Adds up steps of so many that are done, and tells the share of them. */
export function stepsTold(all: number, progress: (share: number) => void): (more?: number) => void {
  let done = 0;
  return (more = 1) => progress(Math.min(1, (done += more) / all));
}
