/** Crockford's base32: no letter that is read as a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dayMs = 86_400_000;

/** Bytes a one-time code is made from: 80 bits. */
export const activationCodeBytes = 10;

/** A one-time code of 16 characters in groups of four, as a sheet shows it. */
export function activationCode(random: Uint8Array): string {
  return (base32(random).match(/.{4}/g) ?? []).join('-');
}

/** What somebody typed from a sheet, as the code it means: 16 characters without dashes; null when it cannot be one. */
export function readActivationCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.·]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : null;
}

export function activationEnds(at: Date): Date {
  return new Date(at.getTime() + 14 * dayMs);
}

/** Bytes of the login of somebody whose code in the roster will not do as one. */
export const plainLoginBytes = 5;

/** Two logins to try in turn: the person's code, if it can be typed as one, and one from chance. */
export function loginsFor(code: string | null, random: Uint8Array): readonly [string, string] {
  const plain = `u${base32(random).toLowerCase()}`;
  const wanted = code?.normalize('NFKC').trim().toLowerCase() ?? '';
  return [/^[a-z0-9][a-z0-9._-]{1,62}$/.test(wanted) ? wanted : plain, plain];
}

/** Five bits a character; the bytes come in fives. */
function base32(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 5) {
    let bits = bytes.subarray(start, start + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    let group = '';
    for (let place = 0; place < 8; place += 1) {
      group = `${alphabet[bits % 32]}${group}`;
      bits = Math.floor(bits / 32);
    }
    text += group;
  }
  return text;
}
