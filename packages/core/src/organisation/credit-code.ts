/** GB 32100-2015: no I, O, S, V or Z, which look like digits or one another. */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

export type CreditCodeFault = 'credit-code-form' | 'credit-code-check';

/** What is wrong with a unified social credit code, or null. The last of its 18 characters checks the others. */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code)) return 'credit-code-form';
  return checkCharacter(code) === code[17] ? null : 'credit-code-check';
}

/** The check character of the first 17. */
export function checkCharacter(code: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * characters.indexOf(code[index] ?? '0'), 0);
  return characters[(31 - (sum % 31)) % 31] ?? '';
}
