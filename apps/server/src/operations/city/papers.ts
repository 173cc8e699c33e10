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

export interface Papers {
  readonly member: Pile;
  readonly representative: Pile;
}

/** A vote in fewer hands is refused: representatives make up the number. */
export const fewestVoters = 10;

/**
 * Papers by which a unit falls into a band: 95 and more, 90 to 95, less. Everybody votes and nothing is void; below the highest band
 * most of those who are not satisfied do not know, so that fewer than ten in a hundred are dissatisfied.
 */
export function papersIn(band: number, { member, representative }: Electorate): Papers {
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

/** Papers of a vote in which one in ten or more is dissatisfied. */
export function papersThatFail({ member, representative }: Electorate): Papers {
  const dissatisfied = Math.ceil((member + representative) / 10) + 1;
  const happy = { basicallySatisfied: 0, dontKnow: 0, void: 0 };
  const ofMembers = Math.min(dissatisfied, member);
  const others = dissatisfied - ofMembers;
  return {
    member: { ...happy, satisfied: member - ofMembers, dissatisfied: ofMembers },
    representative: { ...happy, satisfied: representative - others, dissatisfied: others },
  };
}
