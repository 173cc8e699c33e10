/** What each member of a unit needs in its open stage, as the playbook has it. */
export type Need = {
  readonly unitId: string;
  readonly code: string;
  readonly measure: string;
  readonly minutes: number;
};

export type Earned = {
  readonly personId: string;
  readonly unitId: string;
  readonly name: string;
  readonly minutes: number;
  readonly collectiveMinutes: number;
};

export type Standing = Earned & {
  /** By need, in the order of the needs: what there is and what is missing, never below 0. */
  readonly parts: readonly { readonly need: Need; readonly have: number; readonly missing: number }[];
  readonly missing: number;
};

/** Who stands where, in the order of the roll. Minutes. */
export function standings(hours: readonly Earned[], needs: readonly Need[]): readonly Standing[] {
  return hours.map((member) => {
    const own = needs.filter(({ unitId }) => unitId === member.unitId);
    const parts = own.map((need) => {
      const have = need.measure === 'study.collective-minutes' ? member.collectiveMinutes : member.minutes;
      return { need, have, missing: Math.max(0, need.minutes - have) };
    });
    return { ...member, parts, missing: Math.max(0, ...parts.map((part) => part.missing)) };
  });
}
