import { counts } from './roster-figures.ts';
import type { RosterFigure } from './roster-plan.ts';

interface CountedMember {
  readonly standing: string;
  readonly categories: readonly string[];
  readonly path: string;
  readonly partyPath: string;
}

/** What the counters of a (unit, branch) gain or lose when somebody there comes, goes or changes. */
export function figuresOf(before: CountedMember | null, after: CountedMember | null): readonly RosterFigure[] {
  const part = (member: CountedMember | null, sign: 1 | -1): RosterFigure[] => {
    if (member === null) return [];
    const { path, partyPath } = member;
    const { members, floating } = counts(member);
    return [
      { measure: 'members', amount: sign * members, path, partyPath },
      { measure: 'floating', amount: sign * floating, path, partyPath },
    ];
  };
  return [...part(before, -1), ...part(after, 1)].filter(({ amount }) => amount !== 0);
}
