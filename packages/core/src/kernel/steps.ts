/**
 * Long work in small steps, each saying how much is done: it stays pure, and whoever runs it lets others have their turn in between,
 * or none.
 */
export type Steps<Result> = Generator<number, Result, void>;

/** All of it at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Steps are as long as many rows take, so that stepping itself costs nothing. */
const rowsAStep = 100;

/** Hands out each item and makes a step now and then; `before` is how much was done earlier. */
export function* inSteps<Item>(items: readonly Item[], each: (item: Item) => void, before = 0): Steps<void> {
  for (const [done, item] of items.entries()) {
    if (done % rowsAStep === 0) yield before + done;
    each(item);
  }
}
