import {
  activationCode,
  activationCodeBytes,
  activationEnds,
  judgeAccountReset,
  loginsFor,
  permit,
  plainLoginBytes,
  readActivationCode,
} from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Circumstances, Command } from '../../platform/command.ts';
import { issueActivations, loginsTaken, lockAccounts } from '../activations.ts';
import { peopleForSheet, type SheetPerson } from '../sheet-people.view.ts';

export interface SheetInput {
  readonly organisationId: string;
  readonly personIds: readonly string[];
  readonly publicUrl: string;
}

interface State {
  readonly node: Node;
  readonly people: readonly SheetPerson[];
  readonly takenLogins: ReadonlySet<string>;
}

/** A line of the sheet. The code is in plain here and on the paper, nowhere else. */
export interface SheetLine {
  readonly person: SheetPerson;
  readonly login: string;
  readonly code: string;
  readonly salt: Uint8Array;
}

interface Facts {
  readonly lines: readonly SheetLine[];
  readonly endsAt: Date;
  readonly publicUrl: string;
}

interface Answer {
  organisationName: string;
  expiresAt: string;
  rows: { personId: string; name: string; login: string; code: string; address: string }[];
}

/** Also the way to a new password for somebody who forgot it: the level above makes a new sheet, and earlier codes end. */
export const makeActivationSheetCommand: Command<SheetInput, State, Facts, Answer> = {
  name: 'access.make-activation-sheet',
  load: async (tx, { organisationId, personIds }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    await lockAccounts(tx);
    const wanted = [...new Set(personIds)];
    const people = await peopleForSheet(tx, node.place.path, wanted);
    if (people.length < wanted.length) return refuse('not-found', {}, 'personIds');
    const codes = people.flatMap(({ code }) => (code === null ? [] : [code.toLowerCase()]));
    return { node, people, takenLogins: await loginsTaken(tx, codes) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-access', node.place),
  decide: ({ people, takenLogins }, { publicUrl }, circumstances) => {
    const { actor, at } = circumstances;
    const beyond = judgeAccountReset(
      actor.grants,
      people.flatMap(({ offices }) => offices),
    );
    return beyond ?? { lines: linesOf(people, takenLogins, circumstances), endsAt: activationEnds(at), publicUrl };
  },
  save: (tx, { lines, endsAt }, _state, circumstances) =>
    issueActivations(
      tx,
      lines.map(({ person, login, code }) => ({ person, login, code: readActivationCode(code) ?? code })),
      endsAt,
      circumstances,
    ),
  record: ({ lines, endsAt }, { node }) => [
    {
      regionId: node.regionId,
      unitId: node.kind === 'unit' ? node.id : null,
      kind: 'access.activation-sheet-made',
      subjectId: node.id,
      place: node.place,
      occurredAt: null,
      summary: { organisation: node.name, people: lines.length },
      head: { organisation: node.id, people: lines.length, ends: endsAt.toISOString() },
      personal: lines.map(({ person, salt }) => ({ salt, value: { person: person.id } })),
    },
  ],
  answer: ({ lines, endsAt, publicUrl }, { node }) => ({
    organisationName: node.name,
    expiresAt: endsAt.toISOString(),
    rows: lines.map(({ person, login, code }) => ({
      personId: person.id,
      name: person.name,
      login,
      code,
      // Behind the #, which no browser sends and no server logs.
      address: `${publicUrl.replace(/\/$/, '')}/activate#${code}`,
    })),
  }),
};

function linesOf(people: readonly SheetPerson[], taken: ReadonlySet<string>, { bytes }: Circumstances): SheetLine[] {
  const used = new Set(taken);
  return people.map((person) => {
    const [wanted, plain] = loginsFor(person.code, bytes(plainLoginBytes));
    const login = person.login ?? (used.has(wanted) ? plain : wanted);
    used.add(login);
    return { person, login, code: activationCode(bytes(activationCodeBytes)), salt: bytes(16) };
  });
}
