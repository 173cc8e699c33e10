/** The value behind a word of a list: the word itself, or the value's own English name (`general branch`); null when it is neither. */
export function readListed<Value extends string>(words: Readonly<Record<Value, string>>, text: string): Value | null {
  const english = text.toLowerCase().replaceAll(/[\s-]/g, '_');
  for (const value in words) {
    if (words[value] === text || value.replaceAll('-', '_') === english) return value;
  }
  return null;
}
