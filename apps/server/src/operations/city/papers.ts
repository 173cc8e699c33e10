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

/** A vote in fewer hands is refused. */
export const fewestVoters = 10;

/**
 * Papers by which a unit falls into a band: 95 and more, 90 to 95, less. Everybody votes and nothing is void; below the highest band
 * most of those who are not satisfied do not know, so that fewer than ten in a hundred are dissatisfied. The masses are harder to please
 * than the members.
 */
export function papersIn(band: number, { member, representative }: Electorate): Papers {
  const all = member + representative;
  const not = [Math.floor(all / 40), Math.floor(all / 20) + 1, Math.floor(all / 10) + 1][band] ?? 0;
  const dissatisfied = Math.min(Math.max(0, Math.ceil(all / 10) - 1), Math.floor(not / 2));
  const ofMasses = Math.min(not, Math.ceil((representative * 2) / 3));
  const angryMasses = Math.min(dissatisfied, ofMasses);
  const pile = (voters: number, unhappy: number, angry: number): Pile => ({
    satisfied: voters - unhappy - Math.floor((voters - unhappy) / 5),
    basicallySatisfied: Math.floor((voters - unhappy) / 5),
    dissatisfied: angry,
    dontKnow: unhappy - angry,
    void: 0,
  });
  return {
    member: pile(member, not - ofMasses, dissatisfied - angryMasses),
    representative: pile(representative, ofMasses, angryMasses),
  };
}

/** Papers of a vote in which one in ten or more is dissatisfied. */
export function papersThatFail({ member, representative }: Electorate): Papers {
  const dissatisfied = Math.ceil((member + representative) / 10) + 1;
  const happy = { basicallySatisfied: 0, dontKnow: 0, void: 0 };
  const ofMasses = Math.min(dissatisfied, representative);
  const ofMembers = dissatisfied - ofMasses;
  return {
    member: { ...happy, satisfied: member - ofMembers, dissatisfied: ofMembers },
    representative: { ...happy, satisfied: representative - ofMasses, dissatisfied: ofMasses },
  };
}
