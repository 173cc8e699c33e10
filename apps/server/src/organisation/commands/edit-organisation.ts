import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { planEdit, type FieldChange, type OrganisationDetails } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import { writeChanges } from '../change-writes.ts';
import { findNode, type Node } from '../queries.ts';
import { unitClasses } from '../unit-classes.ts';
import { readingOfOrganisation } from '../reading-of-organisation.ts';

type Input = OrganisationDetails & { readonly organisationId: string };

interface State {
  readonly node: Node;
  readonly present: OrganisationDetails & { readonly isClosed: boolean; readonly isNameTaken: boolean };
  readonly classes: ReadonlySet<string>;
}

interface Facts {
  readonly wanted: OrganisationDetails;
  readonly changes: readonly FieldChange[];
}

export const editOrganisationCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'organisation.edit',
  load: async (tx, { organisationId, name }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const { rows } = await sql<State['present']>`
      select o.name, o.code, o.credit_code as "creditCode", o.class_code as "classCode", o.operation, o.closed_on is not null as "isClosed",
        exists (select from organisation b where b.region_id = o.region_id and b.parent_id = o.parent_id and b.id <> o.id
          and b.name = ${name} and b.closed_on is null) as "isNameTaken"
      from organisation o where o.region_id = ${node.regionId} and o.id = ${node.id}::uuid for update`.execute(tx);
    const [present] = rows;
    if (present === undefined) return refuse('not-permitted', { verb: 'manage-organisations' });
    const classes = await unitClasses(tx);
    return { node, present, classes: new Set(classes.filter((each) => !each.isRetired).map(({ code }) => code)) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-organisations', node.place),
  decide: ({ present, classes }, { organisationId: _id, ...wanted }) => {
    if (present.isNameTaken) return refuse('name-taken', { name: wanted.name }, 'name');
    const changes = planEdit(present, wanted, classes);
    return isRefusal(changes) ? changes : { wanted, changes };
  },
  save: async (tx, { wanted, changes }, { node }, { actor, at, timeZone, newId }) => {
    await sql`
      update organisation set name = ${wanted.name}, code = ${wanted.code}, credit_code = ${wanted.creditCode},
        class_code = ${wanted.classCode}, operation = ${wanted.operation}, reading = ${readingOfOrganisation(wanted)}
      where region_id = ${node.regionId} and id = ${node.id}::uuid`.execute(tx);
    await writeChanges(tx, node, changes, { by: actor, on: civilDateAt(at, timeZone), at, newId });
  },
  record: ({ changes }, { node }) => [
    {
      regionId: node.regionId,
      unitId: node.kind === 'unit' ? node.id : null,
      kind: 'organisation.edited',
      subjectId: node.id,
      place: node.place,
      occurredAt: null,
      summary: { organisation: node.name, fields: changes.map(({ field }) => field).join(' ') },
      head: { organisation: node.id, changes: changes.map(({ field, before, after }) => ({ field, before, after })) },
      personal: [],
    },
  ],
  answer: (_facts, { node }) => ({ id: node.id }),
};
