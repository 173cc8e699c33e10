import type { Role } from '@muster/core/access';
import { v7 } from 'uuid';
import { systemChance } from '../platform/chance.ts';
import type { Node } from '../organisation/index.ts';
import type { Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { knowPeople } from '../roster/index.ts';
import { writeAppointments } from './appointing.ts';
import { factOfOffice, placeOf } from './giving-offices.ts';

interface Direct {
  readonly personId: string;
  readonly role: Role;
  readonly nodes: readonly Node[];
}

/** Whoever runs the installation is nobody of its rosters. */
const operator = '00000000-0000-0000-0000-000000000000';

/**
 * Offices from the command line, where nobody is yet who could give them: no permission is asked. Those that the person holds already
 * are left as they are; answers what is to be recorded of the others.
 */
export async function appointDirectly(
  tx: Tx,
  { personId, role, nodes }: Direct,
  { at, timeZone }: { readonly at: Date; readonly timeZone: string },
): Promise<readonly LedgerFact[]> {
  const held = await tx
    .selectFrom('appointment')
    .select('organisation_id')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('to_on', 'is', null)
    .execute();
  const wanting = nodes.filter(({ id }) => held.every((office) => office.organisation_id !== id));
  if (wanting.length === 0) return [];
  await knowPeople(
    tx,
    wanting.map((node) => ({ regionId: node.regionId, id: personId, ...placeOf(node), at })),
  );
  const offices = wanting.map((node) => ({ id: v7(), node }));
  await writeAppointments(
    tx,
    offices.map(({ id, node }) => {
      const person = { regionId: node.regionId, id: personId };
      return { id, person, organisation: node, role, origin: null, fromOn: null };
    }),
    { recordedBy: operator, at, timeZone },
  );
  return offices.map(({ id, node }) =>
    factOfOffice({
      facts: { id, personId, newName: null, role, origin: null, fromOn: null, salt: systemChance.bytes(16) },
      state: { node, personId },
    }),
  );
}
