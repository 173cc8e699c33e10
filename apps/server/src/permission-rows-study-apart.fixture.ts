/** Rows of the permission walk about study without a meeting: what is made up, and what is studied alone. */
import {
  drawNotes,
  handInNote,
  holdForPlace,
  returnNote,
  listMakeUps,
  logSelfStudy,
  recordActivity,
  recordMakeUp,
  voidMakeUp,
  voidSelfStudy,
  withdrawHeldFor,
} from '@muster/contract/study';
import type { TestHouse } from '@muster/testkit';
import { atBranch, atNode, atUnit, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { Ask, Call, NamedRows, Rows, Things } from './permission-asks.fixture.ts';
import { holders } from './permission-holders.fixture.ts';

const made = { mode: 'make-up-lesson', on: '2026-03-20', minutes: 60, note: '补学', lateReason: null, file: null };
const unread = { pieces: ['no-such-work'], read: true };
const voiding = { body: { reason: '试' } };

/** Commands are sent with what the rules refuse. */
export const studyApartRows: Rows = {
  listMakeUps: atBranch(),
  recordMakeUp: ofThing('SCHOOL-1', 'obligationId', 'owedMakeUp', { body: { ...made, mode: 'no-such-way' } }),
  recordMakeUps: (place, ids) => {
    const { file: _file, ...making } = made;
    const wrong = { ...making, obligationId: ids('owedMakeUp'), mode: 'no-such-way' };
    return place === 'SCHOOL-1' ? { body: { makeUps: [wrong] } } : null;
  },
  listReading: atNode,
  listNotes: atBranch(),
  returnNote: ofThing('SCHOOL-1', 'noteId', 'returnedNote', voiding),
  readNoteDraws: atUnit(),
  drawNotes: atUnit({ count: 1 }),
  checkNote: (place, ids) =>
    place === 'SCHOOL'
      ? { params: { drawId: ids('noteDraw'), noteId: ids('returnedNote') }, body: { careless: '试' } }
      : null,
  listMobilisation: atNode,
  listHeldFor: ofThing('SCHOOL-1', 'activityId', 'activity'),
  holdForPlace: (place, ids) =>
    place === 'TOWN' ? { params: { organisationId: ids(place) }, body: { activityId: ids('voided') } } : null,
  withdrawHeldFor: ofThing('TOWN', 'heldForId', 'heldFor', voiding),
  listQuietBranches: atNode,
  listUnspoken: atNode,
  listUnread: atNode,
  readLackingAt: atNode,
  readBranchReading: atBranch(),
  readActivityReadings: ofThing('SCHOOL-1', 'activityId', 'activity'),
  nameReadings: ofThing('SCHOOL-1', 'activityId', 'voided', { body: unread }),
  voidMakeUp: ofThing('SCHOOL-1', 'makeUpId', 'voidedMakeUp', voiding),
};

const readers = [...(holders.read['SCHOOL-1'] ?? []), 'member'] as const;
const writers = [...(holders['record-activity']['SCHOOL-1'] ?? []), 'member'] as const;

/** Of somebody without an office, who may as well. */
const ofMember =
  (more: Call = {}): Ask =>
  (_place, ids) => ({ ...more, params: { ...more.params, personId: ids('SCHOOL-1-04') } });

export const studyApartOthers: NamedRows = {
  readStudyApart: onlyFor(readers, ofMember()),
  readNotes: onlyFor(readers, ofMember()),
  handInNote: onlyFor(writers, ofMember({ body: { writing: 'no-such-kind', text: '试', file: null } })),
  readLacking: onlyFor(readers, ofMember()),
  readReadings: onlyFor(readers, ofMember()),
  tickReadings: onlyFor(writers, ofMember({ body: unread })),
  logSelfStudy: onlyFor(writers, ofMember({ body: { on: '2030-01-01', minutes: 1, subject: '试', lateReason: null } })),
  voidSelfStudy: onlyFor(writers, (place, ids) =>
    ofMember({ ...voiding, params: { entryId: ids('voidedEntry') } })(place, ids),
  ),
};

/** Somebody was absent, and how that was made up was taken back. */
export async function makeStudyApartThings(house: TestHouse, things: Things): Promise<void> {
  const secretary = await house.as('secretary');
  const params = { branchId: house.id('SCHOOL-1') };
  await secretary.call(recordActivity, {
    params,
    body: {
      kind: 'collective-study',
      topic: '试',
      startsAt: '2026-03-19T18:00:00+08:00',
      endsAt: '2026-03-19T20:00:00+08:00',
      absences: [{ personId: house.id('SCHOOL-1-09'), reason: 'sick' }],
    },
  });
  const { makeUps } = await secretary.call(listMakeUps, { params });
  const obligationId = makeUps.at(-1)?.obligationId ?? '';
  const { id } = await secretary.call(recordMakeUp, { params: { obligationId }, body: made });
  await secretary.call(voidMakeUp, { params: { makeUpId: id }, ...voiding });
  const held = await secretary.call(recordActivity, {
    params,
    body: {
      kind: 'mobilisation',
      topic: '试',
      startsAt: '2026-03-18T18:00:00+08:00',
      endsAt: '2026-03-18T20:00:00+08:00',
      absences: [],
    },
  });
  const town = await house.as('town');
  const organisation = { organisationId: house.id('TOWN') };
  const { id: heldForId } = await town.call(holdForPlace, { params: organisation, body: { activityId: held.id } });
  await town.call(withdrawHeldFor, { params: { heldForId }, ...voiding });
  things.set('heldFor', heldForId);
  things.set('owedMakeUp', obligationId);
  things.set('voidedMakeUp', id);
  const student = { personId: house.id('SCHOOL-1-04') };
  const studied = { on: '2026-03-20', minutes: 30, subject: '试', lateReason: null };
  const entry = await secretary.call(logSelfStudy, { params: student, body: studied });
  await secretary.call(voidSelfStudy, { params: { ...student, entryId: entry.id }, ...voiding });
  things.set('voidedEntry', entry.id);
  const note = await secretary.call(handInNote, {
    params: student,
    body: { writing: 'study-notes', text: '试', file: null },
  });
  const draw = { params: { unitId: house.id('SCHOOL') }, body: { count: 1 } };
  things.set('noteDraw', (await (await house.as('office')).call(drawNotes, draw)).id);
  await secretary.call(returnNote, { params: { noteId: note.id }, ...voiding });
  things.set('returnedNote', note.id);
}
