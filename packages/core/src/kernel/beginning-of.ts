const shown = 30;

/** A sentence names what somebody wrote; its page has all the words. */
export function beginningOf(text: string): string {
  const letters = Array.from(text.trim());
  return letters.length > shown ? `${letters.slice(0, shown).join('')}…` : letters.join('');
}
