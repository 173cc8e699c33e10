/** Spelt with a vowel and said without one, and the other way round. */
const consonants = /^(?:eu|ew|on(?:e|ce)\b|u(?:ni|ti|[bfkst][aeiou](?!\w*mm)|r[aeiou]))/iu;
const vowels = /^(?:[aeiou]|hour|honest|honou?r|heir)/iu;
/** Letters said one by one: an HR office, a UN mission. */
const letters = /^[A-Z]{2,}(?![a-z])/u;
const lettersWithVowel = /^[AEFHILMNORSX]/u;

/** English alone asks whether a word that a campaign chose begins with a vowel when it is said. */
export function withArticle(word: string): string {
  return `${isSaidWithVowel(word) ? 'an' : 'a'} ${word}`;
}

function isSaidWithVowel(word: string): boolean {
  if (letters.test(word)) return lettersWithVowel.test(word);
  return vowels.test(word) && !consonants.test(word);
}
