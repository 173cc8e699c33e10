interface Electorate {
  readonly member: number;
  readonly representative: number;
}

interface Pile {
  satisfied: number;
  basicallySatisfied: number;
  dissatisfied: number;
  dontKnow: number;
  void: number;
}

/** A vote in fewer hands is refused: representatives make up the number. */
export const fewestVoters = 10;

/**
 * Papers by which a unit falls into a band: 95 and more, 90 to 95, less. Everybody votes and nothing is void; below the highest band
 * most of those who are not satisfied do not know, so that fewer than ten in a hundred are dissatisfied.
 */
export function papersIn(band: number, { member, representative }: Electorate): { member: Pile; representative: Pile } {
  const all = member + representative;
  const not = [Math.floor(all / 40), Math.floor(all / 20) + 1, Math.floor(all / 10) + 1][band] ?? 0;
  const dissatisfied = Math.min(Math.max(0, Math.ceil(all / 10) - 1), Math.floor(not / 2));
  const ofMembers = Math.min(not, member);
  const pile = (voters: number, unhappy: number, angry: number): Pile => ({
    satisfied: voters - unhappy - Math.floor((voters - unhappy) / 5),
    basicallySatisfied: Math.floor((voters - unhappy) / 5),
    dissatisfied: angry,
    dontKnow: unhappy - angry,
    void: 0,
  });
  return {
    member: pile(member, ofMembers, Math.min(dissatisfied, ofMembers)),
    representative: pile(representative, not - ofMembers, 0),
  };
}
