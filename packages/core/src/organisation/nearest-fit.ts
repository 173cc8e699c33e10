/** Comparing a wrong word with tens of thousands of codes takes milliseconds: past this many different ones no fit is looked for. */
const most = 200;

/** Codes say nothing to whoever reads them: what shares less than half of its characters is another one, not a slip. */
export const codesShare = 0.5;

/** Finds, for a word that is not allowed, the allowed one that is the fewest edits away; null when nothing of it fits. */
export function nearestAmong(allowed: Iterable<string>, share = 0): (found: string) => string | null {
  const words = [...new Set(allowed)];
  const known = new Map<string, string | null>();
  return (found) => {
    const before = known.get(found);
    if (before !== undefined) return before;
    if (known.size >= most) return null;
    const fit = nearest(found, words, share);
    known.set(found, fit);
    return fit;
  };
}

/**
 * The allowed word that is the fewest edits away; of equally near ones the first that begins with what was typed (`党支` is `党支部` and not
 * `党委`), or else the first. A word with no character in its place is not near, nor
 * one that shares fewer of its characters, wherever they stand, than `share` (0 to 1) of the longer of the two.
 */
export function nearest(found: string, allowed: readonly string[], share = 0): string | null {
  let best: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  let isBegun = false;
  for (const word of allowed) {
    const begun = word.startsWith(found);
    const longer = Math.max(found.length, word.length);
    const limit = Math.min(begun && !isBegun ? fewest + 1 : fewest, longer);
    if (Math.abs(word.length - found.length) >= limit || inCommon(found, word) < share * longer) continue;
    const edits = editDistance(found, word, limit);
    if (edits < limit) {
      best = word;
      fewest = edits;
      isBegun = begun;
    }
  }
  return best;
}

/** How many characters two words share, wherever they stand. */
function inCommon(one: string, other: string): number {
  const left = Array.from(other);
  return Array.from(one).filter((letter) => {
    const at = left.indexOf(letter);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
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
