import { permit } from '@muster/core/access';
import { civilDateAt, refuse, type CivilDate } from '@muster/core/kernel';
import { judgeFlag } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { setState } from '../change-writes.ts';
import { findNode, type Node } from '../queries.ts';
import { remedyFact } from '../remedies/load-remedy.ts';

interface Input {
  readonly organisationId: string;
  readonly state: 'weak' | 'paralysed' | 'empty';
  readonly finding: string;
  readonly remedy: string;
  readonly dueOn: CivilDate;
  readonly responsibleName: string;
  readonly responsibleId?: string | undefined;
}

interface State {
  readonly node: Node;
  readonly present: { readonly state: string; readonly isClosed: boolean; readonly hasOpenRemedy: boolean };
}

type Facts = Omit<Input, 'organisationId'> & { readonly id: string };

export const flagOrganisationCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'organisation.flag',
  load: async (tx, { organisationId }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const { rows } = await sql<State['present']>`
      select o.state, o.closed_on is not null as "isClosed", exists (select from organisation_remedy m
        where m.region_id = o.region_id and m.organisation_id = o.id and m.ended_at is null) as "hasOpenRemedy"
      from organisation o where o.region_id = ${node.regionId} and o.id = ${node.id}::uuid`.execute(tx);
    const [present] = rows;
    return present === undefined ? refuse('not-found') : { node, present };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-organisations', node.place),
  decide: ({ node, present }, { organisationId: _id, ...wish }, { at, timeZone, newId }) =>
    judgeFlag({ ...present, name: node.name }, wish, civilDateAt(at, timeZone)) ?? { ...wish, id: newId() },
  save: async (tx, facts, { node, present }, { actor, at, timeZone, newId }) => {
    await tx
      .insertInto('organisation_remedy')
      .values({
        region_id: node.regionId,
        id: facts.id,
        organisation_id: node.id,
        state: facts.state,
        finding: facts.finding,
        remedy: facts.remedy,
        due_on: facts.dueOn,
        responsible_id: facts.responsibleId ?? null,
        responsible_name: facts.responsibleName,
        flagged_by: actor.personId,
        flagged_by_name: actor.personName,
        recorded_at: at,
        path: node.place.path,
        linked: [...node.place.linked],
      })
      .execute();
    const change = { before: present.state, after: facts.state };
    await setState(tx, node, change, { by: actor, on: civilDateAt(at, timeZone), at, newId });
  },
  record: ({ id, state, dueOn, finding, remedy, responsibleName }, { node }) => [
    remedyFact(
      { node },
      'organisation.flagged',
      { state, due: dueOn },
      { remedy: id, state, finding, todo: remedy, due: dueOn, responsible: responsibleName },
      id,
    ),
  ],
  answer: ({ id }) => ({ id }),
};
