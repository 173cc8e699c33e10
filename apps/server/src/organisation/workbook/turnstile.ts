/** Lets so many through at once; the others wait in the order in which they came. */
export function turnstile(many: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = many;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
