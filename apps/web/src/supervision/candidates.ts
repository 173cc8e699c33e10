/** Somebody who could be put on a team; `about` tells two of one name apart. */
export type Candidate = { readonly personId: string; readonly name: string; readonly about: string };

/** Whose names hold what was typed, each person once, without those who are in already; at most `most`. */
export function matching(
  candidates: readonly Candidate[],
  typed: string,
  inAlready: readonly { readonly personId: string }[],
  most: number,
): readonly Candidate[] {
  const wanted = typed.trim();
  if (wanted === '') return [];
  const taken = new Set(inAlready.map(({ personId }) => personId));
  const byPerson = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (taken.has(candidate.personId) || !candidate.name.includes(wanted)) continue;
    const before = byPerson.get(candidate.personId);
    if (before === undefined || before.about === '') byPerson.set(candidate.personId, candidate);
  }
  return [...byPerson.values()].slice(0, most);
}
