import { InvalidArgumentError } from 'commander';

/** The number of a storage region, as PostgreSQL keeps it. */
export function asRegion(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

/** A name, a code or a reason: something is said, on one line. */
export function asLine(text: string): string {
  const said = text.trim();
  if (said === '' || said.length > 200 || /\p{Cc}/u.test(said))
    throw new InvalidArgumentError('It is one line of at most 200 characters, and not empty.');
  return said;
}

/** The id of a node, as the desk's addresses have it. */
export function asId(text: string): string {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text))
    throw new InvalidArgumentError(
      'It is an id like 0192f0c1-7d1a-7c3e-8b53-0a4a3f1c2d10, at the end of the address of the page.',
    );
  return text.toLowerCase();
}

/** A login as people have them. */
export function asLogin(text: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{1,62}$/.test(text))
    throw new InvalidArgumentError('A login has 2 to 63 small letters, digits, dots, hyphens and underscores.');
  return text;
}

/** A code, as organisations have them: a word. */
export function asCode(text: string): string {
  const said = asLine(text);
  if (said.length > 64 || /[\s,;、，；]/.test(said))
    throw new InvalidArgumentError('It is a code: at most 64 characters, without blanks and commas.');
  return said;
}
