import type { KnownMember } from './known-member.ts';
import type { PlannedMember, RosterFigure, RosterPlan } from './roster-plan.ts';

interface Counted {
  readonly standing: string;
  readonly categories: readonly string[];
}

/** Applicants are in no figure. */
export function counts({ standing, categories }: Counted): Readonly<Record<RosterFigure['measure'], number>> {
  const members = standing === 'applicant' ? 0 : 1;
  return { members, floating: members === 1 && categories.includes('floating') ? 1 : 0 };
}

/** What the counters of each (unit, branch) gain or lose, and the units that have more or fewer members than before. */
export function adder(): {
  arrived(member: PlannedMember): void;
  changed(before: KnownMember, after: PlannedMember): void;
  sums(): Pick<RosterPlan, 'figures' | 'unitIds'>;
} {
  const sums = new Map<string, RosterFigure>();
  const unitIds = new Set<string>();
  const add = (member: PlannedMember, standing: Counted, sign: 1 | -1): void => {
    const { members, floating } = counts(standing);
    for (const [measure, amount] of [
      ['members', members],
      ['floating', floating],
    ] as const) {
      const key = `${measure} ${member.path} ${member.partyPath}`;
      const before = sums.get(key)?.amount ?? 0;
      sums.set(key, { measure, amount: before + sign * amount, path: member.path, partyPath: member.partyPath });
    }
  };
  return {
    arrived: (member) => {
      add(member, member, 1);
      if (counts(member).members === 1) unitIds.add(member.unitId);
    },
    changed: (before, after) => {
      const was = { standing: before.membership?.standing ?? 'applicant', categories: before.categories };
      add(after, was, -1);
      add(after, after, 1);
      if (counts(was).members !== counts(after).members) unitIds.add(after.unitId);
    },
    sums: () => ({ figures: [...sums.values()].filter(({ amount }) => amount !== 0), unitIds: [...unitIds] }),
  };
}
