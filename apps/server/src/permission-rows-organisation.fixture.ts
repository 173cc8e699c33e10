/** Rows of the permission walk about the tree, an organisation's own page, its changes, and remedies. */
import { createHash } from 'node:crypto';
import { flagOrganisation, importOrganisations } from '@muster/contract/organisation';
import type { TestHouse } from '@muster/testkit';
import { atNode, atNodeWith, everybody, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { holders, managed, managers } from './permission-holders.fixture.ts';

const ahead = { on: '2030-01-01', reason: '试' };
const flagged = { state: 'weak', finding: '试', remedy: '试', responsibleName: '某某' } as const;

/** Commands are sent with what the rules refuse. */
export const organisationRows: Rows = {
  listChildren: atNode,
  readOrganisation: atNode,
  importOrganisations: atNodeWith({ body: { fileName: 'x.csv', csv: 'nothing\n', commit: false } }),
  exportOrganisations: atNode,
  readOrganisationRecord: atNode,
  readChangeEffects: atNode,
  listChildrenOn: atNodeWith({ params: { on: '2026-03-01' } }),
  editOrganisation: atNodeWith({
    body: { name: '试', code: null, creditCode: null, classCode: 'no-such-class', operation: 'running' },
  }),
  closeOrganisation: atNodeWith({ body: ahead }),
  listRemedies: atNode,
  flagOrganisation: atNodeWith({ body: { ...flagged, dueOn: '2000-01-01' } }),
  checkRemedy: ofThing('SCHOOL', 'remedyId', 'remedy', { body: { outcome: 'returned', note: null } }),
};

/** Both ends of a move or merger are asked; a report is made by those who record there, and by those who manage it. */
export const organisationOthers: NamedRows = {
  listRoots: everybody(),
  // Of what one has not sent oneself, everybody hears that it waits.
  readProgress: everybody(() => ({ params: { progressId: 'not-of-the-walk' } })),
  readOrganisationTemplate: onlyFor(managers, () => ({})),
  readFile: onlyFor(holders.read.TOWN, (_place, ids) => ({ params: { sha256: ids('file') } })),
  moveOrganisation: onlyFor(managed.COUNTY, (_place, ids) => ({
    params: { organisationId: ids('SCHOOL') },
    body: { ...ahead, parentId: ids('OTHER-TOWN') },
  })),
  mergeOrganisation: onlyFor(managed.COUNTY, (_place, ids) => ({
    params: { organisationId: ids('SCHOOL') },
    body: { ...ahead, intoId: ids('CLINIC') },
  })),
  reportRemedy: onlyFor([...(managed.SCHOOL ?? []), ...(holders['record-activity'].SCHOOL ?? [])], (_place, ids) => ({
    params: { remedyId: ids('remedy') },
    body: { note: '试' },
  })),
};

/** The file of an import, and a remedy that nobody has reported done. */
export async function makeOrganisationThings(house: TestHouse, things: Things): Promise<void> {
  const office = await house.as('office');
  const kept = { fileName: 'x.csv', csv: '编码,名称,种类\nWALK,试验站,单位', commit: true };
  await office.call(importOrganisations, { params: { organisationId: house.id('TOWN') }, body: kept });
  things.set('file', createHash('sha256').update(kept.csv).digest('hex'));
  const flag = { params: { organisationId: house.id('SCHOOL') }, body: { ...flagged, dueOn: '2026-04-30' } };
  things.set('remedy', (await office.call(flagOrganisation, flag)).id);
}
