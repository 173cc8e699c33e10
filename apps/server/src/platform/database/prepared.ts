/** Seen so often, a statement is worth keeping. */
const often = 3;
/** What one connection keeps at most: each costs it memory. */
const most = 400;
/** Lists written out as parameters are as long as they are, and hardly come twice. */
const longest = 12_000;

/**
 * Names for statements that come again: a connection plans one that has a name once, and not for each asking. Whoever writes a past sends
 * the same few hundred many thousand times, and planning them costs as much as what they do. A plan that is kept does not know what
 * it is asked for, so this is nothing for lists of all sizes that people wait for; of those that can be carried out in one way only it
 * is said with `kept`, and they have names wherever they come from.
 */
export function makeNames(isWorthIt: (text: string) => boolean = () => true): (text: string) => string | undefined {
  const seen = new Map<string, number>();
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= most || text.length > longest || !isWorthIt(text)) return known;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    if (times < often) return undefined;
    seen.delete(text);
    const name = `kept_${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}
