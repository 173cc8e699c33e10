/** Comparing a wrong word with tens of thousands of codes takes milliseconds: past this many different ones no fit is looked for. */
const most = 200;

/** Finds, for a word that is not allowed, the allowed one that is the fewest edits away; null when nothing of it fits. */
export function nearestAmong(allowed: Iterable<string>): (found: string) => string | null {
  const words = [...new Set(allowed)];
  const known = new Map<string, string | null>();
  return (found) => {
    const before = known.get(found);
    if (before !== undefined) return before;
    if (known.size >= most) return null;
    const fit = nearest(found, words);
    known.set(found, fit);
    return fit;
  };
}

/** Of equally near words the first; a word with no character in its place is not near. */
export function nearest(found: string, allowed: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const word of allowed) {
    const limit = Math.min(fewest, Math.max(found.length, word.length));
    if (Math.abs(word.length - found.length) >= limit) continue;
    const edits = editDistance(found, word, limit);
    if (edits < limit) {
      best = word;
      fewest = edits;
    }
  }
  return best;
}

/** Insertions, deletions and replacements from one word to the other; `limit` where there are at least as many. */
export function editDistance(from: string, to: string, limit = Number.POSITIVE_INFINITY): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return Math.min(row[to.length] ?? 0, limit);
}
