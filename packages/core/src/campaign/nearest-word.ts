/** The word that takes the fewest changed letters to become; undefined where there is none to choose from. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  // A word of a hostile length would take its square of steps.
  const asked = word.slice(0, 60).toLowerCase();
  return words
    .map((candidate) => ({ candidate, changes: changesBetween(asked, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.changes - b.changes)[0]?.candidate;
}

/** Letters to insert, drop or replace (Levenshtein's distance), by rows of its table. */
function changesBetween(from: string, to: string): number {
  const letters = Array.from(to);
  let row = Array.from({ length: letters.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [column, other] of letters.entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
