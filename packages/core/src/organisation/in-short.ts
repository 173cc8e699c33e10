/** Enough of a cell to know it by; the cell itself is named beside. */
const most = 60;

export function inShort(text: string): string {
  // No half of a character that takes two places.
  const beginning = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
  return text.length > most ? `${beginning}…` : text;
}
