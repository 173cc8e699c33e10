/** A node's code in a path: five characters of base 36, said to be unique among brothers by the database. `prefix` marks a root. */
export function pathLabel(bytes: (length: number) => Uint8Array, prefix = ''): string {
  const random = [...bytes(5 - prefix.length)].map((byte) => (byte % 36).toString(36)).join('');
  return prefix + random;
}

/** So many different labels in rising order: brothers made in the order of a file stand in that order in the tree. */
export function risingLabels(many: number, bytes: (length: number) => Uint8Array): readonly string[] {
  const labels = new Set<string>();
  while (labels.size < many) labels.add(pathLabel(bytes));
  return [...labels].toSorted();
}
