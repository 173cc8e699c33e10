import { permit } from '@muster/core/access';
import type { JoiningRule } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { correctPerson, figuresOf } from '@muster/core/roster';
import { joiningRule } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';
import { readingOf } from '../../platform/reading/index.ts';
import { keepFigures, loadMember, type LoadedMember } from '../loaded-member.ts';
import { memberCategories, type MemberCategory } from '../member-categories.ts';

interface Input {
  readonly personId: string;
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
  readonly reason?: string | undefined;
}

interface State extends LoadedMember {
  readonly known: readonly MemberCategory[];
  readonly joining: JoiningRule;
}

interface Facts {
  readonly id: string;
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
  readonly reason: string | null;
}

/** What was said before stays, with who corrected it and why. */
export const correctPersonCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'roster.correct-person',
  load: async (tx, { personId }, circumstances) => {
    const member = await loadMember(tx, personId);
    if (member === null) return refuse('not-found');
    const joining = await joiningRule(tx, member.place, circumstances);
    return { ...member, known: await memberCategories(tx), joining };
  },
  permit: (actor, { place }) => permit(actor.grants, 'manage-roster', place),
  decide: (
    { person, membership, known, joining },
    { reason = null, personId: _id, ...after },
    { at, timeZone, newId },
  ) => {
    const today = civilDateAt(at, timeZone);
    const decided = correctPerson(person, after, { reason, known, today, membership, joining });
    return isRefusal(decided) ? decided : { ...after, id: newId(), categories: decided.categories, reason };
  },
  save: async (tx, { id, name, bornIn, categories, reason }, { person, membership }, { actor, at }) => {
    const [partyPath = null] = person.place.linked;
    await tx
      .insertInto('person_correction')
      .values({
        region_id: person.regionId,
        id,
        person_id: person.id,
        code: person.code,
        name: person.name,
        born_in: person.bornIn,
        categories: [...person.categories],
        reason,
        corrected_by: actor.personId,
        corrected_by_name: actor.personName,
        recorded_at: at,
        path: person.place.path,
        party_path: partyPath,
      })
      .execute();
    await tx
      .updateTable('person')
      .set({
        name,
        reading: readingOf({ of: 'person', name, codes: [person.code] }),
        born_in: bornIn,
        categories: [...categories],
      })
      .where('region_id', '=', person.regionId)
      .where('id', '=', person.id)
      .execute();
    if (membership === null) return;
    const before = { ...membership, categories: person.categories };
    await keepFigures(tx, person.regionId, figuresOf(before, { ...membership, categories }), []);
  },
  record: (facts, state) => [factOf(facts, state)],
  answer: ({ id }) => ({ id }),
};

function factOf({ id, name, bornIn, categories, reason }: Facts, { person, membership }: State): LedgerFact {
  const before = { name: person.name, born: person.bornIn, categories: person.categories };
  const after = { name, born: bornIn, categories };
  return {
    regionId: person.regionId,
    unitId: membership?.unitId ?? null,
    kind: 'roster.person-corrected',
    subjectId: id,
    place: person.place,
    occurredAt: null,
    summary: {},
    head: { correction: id },
    personal: [{ salt: person.salt, value: { person: person.id, before, after, reason } }],
  };
}
