/** Rows in parts small enough for one statement; `done` hears how many were in the part that was just dealt with. */
export function* byThousands<Row>(rows: readonly Row[], done: (rows: number) => void): Generator<readonly Row[], void> {
  for (let from = 0; from < rows.length; from += 1_000) {
    const part = rows.slice(from, from + 1_000);
    yield part;
    done(part.length);
  }
}
