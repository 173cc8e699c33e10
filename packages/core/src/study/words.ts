/** What a length counts: characters that are no blanks. */
export function lengthOf(text: string): number {
  return Array.from(text.replaceAll(/\s/gu, '')).length;
}

/** Two texts are the same that have the same words: blanks, signs, width of letters and case make no difference. */
export function sameWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');
}
