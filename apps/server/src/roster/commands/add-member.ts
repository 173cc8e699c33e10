import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import type { JoiningRule } from '@muster/core/campaign';
import { addMember, figuresOf, type Standing } from '@muster/core/roster';
import { joiningRule } from '../../campaign/index.ts';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { leafPlace } from '../../platform/place.ts';
import { keepFigures, loadMember, memberFact, type LoadedMember, type OpenMembership } from '../loaded-member.ts';
import { memberCategories, type MemberCategory } from '../member-categories.ts';
import { lastEndOf, namesakesOf } from '../namesakes.view.ts';
import { insertMember } from '../insert-member.ts';
import { membersJoined } from '../hooks.ts';
import { findDestination, type Destination } from '../transfer-queries.ts';

interface Input {
  readonly branchId: string;
  readonly personId?: string | undefined;
  readonly name: string;
  readonly bornIn: number | null;
  readonly code?: string | undefined;
  readonly standing: Standing;
  readonly unitId?: string | undefined;
  readonly categories: readonly string[];
  readonly fromOn?: CivilDate | undefined;
  readonly isSomebodyElse: boolean;
}

interface State {
  readonly branch: Node;
  readonly leaf: Destination | null;
  /** Known by an office, or left; null for somebody new. */
  readonly known: LoadedMember | null;
  readonly lastEndedOn: CivilDate | null;
  readonly namesakes: number;
  readonly categories: readonly MemberCategory[];
  readonly joining: JoiningRule;
}

export interface AddedMember {
  readonly personId: string;
  /** Of a new person; null for one who is known. */
  readonly salt: Uint8Array | null;
  readonly name: string;
  readonly bornIn: number | null;
  readonly code: string | null;
  readonly categories: readonly string[];
  readonly membership: OpenMembership;
}

export const addMemberCommand: Command<Input, State, AddedMember, { personId: string }> = {
  name: 'roster.add-member',
  load: async (tx, { branchId, unitId, personId, name, bornIn }, circumstances) => {
    const branch = await findNode(tx, branchId);
    if (branch?.kind !== 'branch') return refuse('not-found');
    const known = personId === undefined ? null : await loadMember(tx, personId);
    if (personId !== undefined && known === null) return refuse('not-found', {}, 'personId');
    const leaf = await findDestination(tx, branch.regionId, { branchId, unitId });
    const namesakes = await namesakesOf(tx, branch.regionId, name, bornIn);
    const lastEndedOn = known === null ? null : await lastEndOf(tx, known.person);
    const categories = await memberCategories(tx);
    const place = leaf === null ? branch.place : leafPlace(leaf.unitPath, leaf.branchPath);
    const joining = await joiningRule(tx, place, circumstances);
    const alike = namesakes.people.length + namesakes.elsewhere;
    return { branch, leaf, known, lastEndedOn, namesakes: alike, categories, joining };
  },
  permit: (actor, { branch, leaf, known }) => {
    const mayAdd = permit(actor.grants, 'manage-roster', {
      path: branch.place.path,
      linked: leaf === null ? [] : [leaf.unitPath],
    });
    return known === null || isRefusal(mayAdd) ? mayAdd : permit(actor.grants, 'manage-roster', known.place);
  },
  decide: (state, input, { at, timeZone, newId, bytes }) => {
    const { known, lastEndedOn, leaf } = state;
    const person = known?.person ?? null;
    const before = person && {
      isMember: known?.membership !== null,
      bornIn: person.bornIn,
      categories: person.categories,
      lastEndedOn,
    };
    const wish = { ...input, fromOn: input.fromOn ?? null };
    const unitId = leaf?.unitId ?? null;
    const added = addMember({ ...state, known: before, unitId }, wish, civilDateAt(at, timeZone));
    if (isRefusal(added)) return added;
    if (leaf === null) return refuse('unit-not-served', {}, 'unitId');
    return {
      personId: person?.id ?? newId(),
      salt: person === null ? bytes(16) : null,
      // Somebody known keeps the words there are: those are corrected by name, not by the way.
      name: person?.name ?? input.name,
      bornIn: person?.bornIn ?? input.bornIn,
      code: person?.code ?? input.code ?? null,
      categories: added.categories,
      membership: {
        id: newId(),
        branchId: leaf.branchId,
        unitId: leaf.unitId,
        standing: input.standing,
        fromOn: added.fromOn,
        joinedOn: added.fromOn,
        path: leaf.unitPath,
        partyPath: leaf.branchPath,
      },
    };
  },
  save: async (tx, added, { branch }, { at, tell }) => {
    await insertMember(tx, branch.regionId, added, at);
    const { membership, categories } = added;
    await keepFigures(tx, branch.regionId, figuresOf(null, { ...membership, categories }), [membership.unitId]);
    await tell(tx, membersJoined, { regionId: branch.regionId, personIds: [added.personId] });
  },
  record: (added, { branch, known }) => {
    const { personId, name, bornIn, code, categories, membership } = added;
    const salt = added.salt ?? known?.person.salt ?? new Uint8Array();
    const person = { regionId: branch.regionId, salt };
    return [
      memberFact({ person, membership }, 'roster.member-added', membership.id, {
        head: {
          membership: membership.id,
          unit: membership.unitId,
          branch: membership.branchId,
          from: membership.fromOn,
        },
        personal: { person: personId, code, name, born: bornIn, categories, standing: membership.standing },
      }),
    ];
  },
  answer: ({ personId }) => ({ personId }),
};
