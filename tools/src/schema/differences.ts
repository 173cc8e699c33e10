const MOST = 40;

/** The lines only one side has, marked - for `committed` and + for `fresh`; empty when the texts are equal. */
export function differences(committed: string, fresh: string): string[] {
  if (committed === fresh) return [];
  const missing = linesWithout(committed, fresh).map((line) => `- ${line}`);
  const added = linesWithout(fresh, committed).map((line) => `+ ${line}`);
  const all = [...missing, ...added];
  if (all.length === 0) return ['the same lines in another order'];
  return all.length > MOST ? [...all.slice(0, MOST), `… and ${all.length - MOST} more lines`] : all;
}

function linesWithout(from: string, other: string): string[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return from.split('\n').filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
