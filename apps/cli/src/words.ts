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
