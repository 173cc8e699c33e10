import { refuse, type Refusal } from '../kernel/index.ts';

/** Who holds the shares of a closing key, one each. */
export const holderRoles = ['superior-office', 'supervision-team', 'mass-representative'] as const;

export type HolderRole = (typeof holderRoles)[number];

/** Nobody rules on the own unit; the representative is there for those who are asked. */
const mayBeOfTheUnit: Readonly<Record<HolderRole, boolean>> = {
  'superior-office': false,
  'supervision-team': false,
  'mass-representative': true,
};

/** So many of the three open the box: one alone cannot, and one who is away holds nobody up. */
export const sharesNeeded = 2;

export interface Holder {
  readonly role: HolderRole;
  readonly personId: string;
  /** Belongs to a unit that is voted on, or holds any office there. */
  readonly isOfTheUnit: boolean;
}

/** Three holders, before the poll is announced. */
export function refuseHolders(
  holders: readonly Holder[],
): Refusal<'holder-missing' | 'holder-role-twice' | 'holder-twice' | 'recused'> | null {
  for (const role of holderRoles) {
    const inRole = holders.filter((holder) => holder.role === role).length;
    if (inRole === 0) return refuse('holder-missing', { role }, 'holders');
    if (inRole > 1) return refuse('holder-role-twice', { role }, 'holders');
  }
  if (new Set(holders.map(({ personId }) => personId)).size < holders.length)
    return refuse('holder-twice', {}, 'holders');
  const tied = holders.find(({ role, isOfTheUnit }) => isOfTheUnit && !mayBeOfTheUnit[role]);
  return tied === undefined ? null : refuse('recused', { role: tied.role }, 'holders');
}

/** Whether those who brought their shares can open the box: only an emptied one, and only two different holders of this poll. */
export function refuseOpening(
  holders: readonly Holder[],
  broughtBy: readonly string[],
  closedAt: Date | null,
): Refusal<'poll-not-closed' | 'not-a-holder' | 'two-holders-needed'> | null {
  if (closedAt === null) return refuse('poll-not-closed');
  if (broughtBy.some((id) => !holders.some(({ personId }) => personId === id))) return refuse('not-a-holder');
  const brought = new Set(broughtBy).size;
  return brought < sharesNeeded ? refuse('two-holders-needed', { brought, needed: sharesNeeded }) : null;
}
