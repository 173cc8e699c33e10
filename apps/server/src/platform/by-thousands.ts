/** Rows in parts small enough for one statement; `done` hears how many were in the part that was just dealt with. */
export function byThousands<Row>(rows: readonly Row[], done: (rows: number) => void): Generator<readonly Row[], void> {
  return inParts(rows, 1_000, done);
}

/** Where a statement is slow, as one that writes: a thousand rows can take a second, and whoever waits hears nothing meanwhile. */
export function byHundreds<Row>(rows: readonly Row[], done: (rows: number) => void): Generator<readonly Row[], void> {
  return inParts(rows, 200, done);
}

function* inParts<Row>(
  rows: readonly Row[],
  size: number,
  done: (rows: number) => void,
): Generator<readonly Row[], void> {
  for (let from = 0; from < rows.length; from += size) {
    const part = rows.slice(from, from + size);
    yield part;
    done(part.length);
  }
}
