import { bundles, permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { createRoots } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { contextOf, type Context, type Platform } from '../../platform/context.ts';
import type { Actor } from '../../platform/identity.ts';
import { createPeople } from '../../roster/index.ts';
import { createAccountDirectly } from '../accounts.ts';
import { writeAppointments } from '../appointing.ts';
import { openSession, type NewSession } from '../session.ts';

interface Root {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

export interface SetUpInput {
  readonly instanceName: string;
  readonly place: Root;
  readonly party: Root;
  readonly passwordHash: string;
  readonly session: NewSession;
}

interface State {
  readonly isEmpty: boolean;
}

interface Facts extends SetUpInput {
  readonly administrator: Actor;
  readonly appointments: readonly { readonly id: string; readonly root: Root }[];
  readonly salt: Uint8Array;
  readonly at: Date;
}

const regionId = 0;

/**
 * The first administrator, both roots and the instance's name at once. Nobody can have authority yet, so the command runs as the
 * administrator to be, over roots whose codes are chosen beforehand: `administratorToBe`.
 */
export const setUpCommand: Command<SetUpInput, State, Facts, null> = {
  name: 'access.set-up',
  // Naming also waits for somebody who sets up at the same time, and says no when an account exists; a refusal takes it back.
  load: async (tx, { instanceName }) => {
    const { rows } = await sql<{ named: boolean }>`select access_name_instance(${instanceName}) as named`.execute(tx);
    return { isEmpty: rows[0]?.named ?? false };
  },
  permit: (actor, _state, { place }) => permit(actor.grants, 'manage-access', { path: place.code, linked: [] }),
  decide: ({ isEmpty }, input, { actor, at, newId, bytes }) => {
    if (!isEmpty) return refuse('set-up-already');
    const appointments = [input.place, input.party].map((root) => ({ id: newId(), root }));
    return { ...input, administrator: actor, appointments, salt: bytes(16), at };
  },
  save: async (tx, facts, _state, { timeZone }) => {
    const { place, party, administrator, at } = facts;
    const person = { regionId, id: administrator.personId };
    await createRoots(tx, { regionId, place, party, at });
    const { personName: name } = administrator;
    await createPeople(tx, [{ ...person, name, path: place.code, partyPath: party.code, salt: facts.salt, at }]);
    const offices = facts.appointments.map(({ id, root }) => {
      const organisation = { id: root.id, place: { path: root.code, linked: [] } };
      return { id, person, organisation, role: 'administrator', origin: null, fromOn: null } as const;
    });
    await writeAppointments(tx, offices, { recordedBy: person.id, at, timeZone });
    const { login, accountId } = administrator;
    await createAccountDirectly(tx, { id: accountId, person, login, passwordHash: facts.passwordHash, at });
    await openSession(tx, facts.session, accountId, at);
  },
  record: ({ place, party, instanceName, administrator, salt }) => [
    {
      regionId,
      unitId: null,
      kind: 'access.instance-set-up',
      subjectId: place.id,
      place: { path: place.code, linked: [party.code] },
      occurredAt: null,
      summary: { instance: instanceName, place: place.name, party: party.name },
      head: { instance: instanceName, place: { ...place }, party: { ...party } },
      personal: [{ salt, value: { person: administrator.personId, name: administrator.personName } }],
    },
  ],
  answer: () => null,
};

/** The request as if its sender held already what it is about to make. */
export function administratorToBe(
  platform: Platform,
  who: { readonly personName: string; readonly login: string },
  { place, party, session }: Pick<SetUpInput, 'place' | 'party' | 'session'>,
): Context {
  const at = (root: Root) =>
    bundles.administrator.map((verb) => ({
      verb,
      path: root.code,
      regionId,
      organisationId: root.id,
      role: 'administrator',
      campaignId: null,
    }));
  return contextOf(platform, {
    accountId: platform.chance.newId(),
    login: who.login,
    personId: platform.chance.newId(),
    personRegionId: regionId,
    personName: who.personName,
    grants: [...at(place), ...at(party)],
    home: [],
    csrf: session.csrf,
    expiresAt: session.endsAt,
  });
}
