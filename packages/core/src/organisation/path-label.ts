/** A node's code in a path: five characters of base 36, said to be unique among brothers by the database. `prefix` marks a root. */
export function pathLabel(bytes: (length: number) => Uint8Array, prefix = ''): string {
  const random = [...bytes(5 - prefix.length)].map((byte) => (byte % 36).toString(36)).join('');
  return prefix + random;
}
