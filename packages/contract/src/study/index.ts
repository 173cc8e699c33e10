import { z } from 'zod';
import { amount, bilingual, civilDate, closedOn, done, id, instant, line, pageByTime } from '../fields.ts';
import { route } from '../route.ts';
import { leave } from './leave.ts';
import { lecturer } from './lectures.ts';
import { pieces } from './reading.ts';

export { handInScript, listLectures, listUnspoken, nameLecturer, nameSpeakers, withdrawLecture } from './lectures.ts';
export { endLeave, noteLeave } from './leave.ts';
export { listOwnPlans, listSignIns, readOwnSignIn, readSignInCode, signIn } from './sign-in.ts';
export { callOffPlan, changePlan, listPlans, planActivity, readPlan, recordSheet } from './plans.ts';
export { listMakeUps, recordMakeUp, recordMakeUps, voidMakeUp } from './make-up.ts';
export {
  listReading,
  nameReadings,
  readActivityReadings,
  readBranchReading,
  readReadings,
  tickReadings,
} from './reading.ts';
export { listUnread, readLacking, readLackingAt } from './lacking.ts';
export { holdForPlace, listHeldFor, listMobilisation, listQuietBranches, withdrawHeldFor } from './places.ts';
export { listPresences } from './presences.ts';
export { checkNote, drawNotes, readNoteDraws } from './note-draws.ts';
export { handInNote, listNotes, readNotes, returnNote } from './notes.ts';
export { logSelfStudy, readStudyApart, voidSelfStudy } from './self-study.ts';

export const rollEntry = z.object({
  personId: id,
  name: z.string(),
  standing: z.enum(['full', 'probationary', 'applicant']),
  unitId: id,
  /** From when on a meeting counts for them: since their unit is in its stage; null: it is in none. */
  since: civilDate.nullable(),
});

const branchStage = z.object({
  code: z.string(),
  startsOn: civilDate,
  endsOn: civilDate,
  closedOn,
  isOpen: z.boolean(),
});

export const readRoll = route({
  name: 'readRoll',
  slice: 'study',
  method: 'GET',
  path: '/api/branches/:branchId/roll',
  summary: 'The branch home: who is on the roll, the open stage, and what a new meeting would start from',
  access: 'read',
  params: z.object({ branchId: id }),
  answer: z.object({
    branch: z.object({ id, name: z.string() }),
    unit: z.object({ id, name: z.string() }),
    campaignId: id.nullable(),
    /** The host's; where that is over, the first one that is open of the units that meet there. */
    stage: branchStage
      .extend({
        /** Every unit with somebody on the roll has applied for its transition: nothing is recorded until that is decided or returned. */
        isJudged: z.boolean(),
      })
      .nullable(),
    /** Units of those on the roll that are in another stage than that, each with its own. */
    elsewhere: z.array(z.object({ unit: z.object({ id, name: z.string() }), stage: branchStage })),
    /** Units of those on the roll that have applied: theirs are on no new sheet until that is decided or returned. */
    judged: z.array(z.object({ id, name: z.string() })),
    roll: z.array(rollEntry),
    /** The hours of the stage that their unit is in: who has how much, by name. */
    hours: z.array(
      z.object({ personId: id, unitId: id, name: z.string(), minutes: amount, collectiveMinutes: amount }),
    ),
    /** Of those on the roll: that of the last sixty days, of now and of later, latest first. */
    leaves: z.array(leave),
    /** What the branch met for in that stage, also with others; voided ones are none. */
    held: z.array(z.object({ id, kind: z.string(), topic: z.string(), startsAt: instant, endsAt: instant })),
    /** What each member of a unit needs in the open stage, as the unit is judged, its layers with it. */
    needs: z.array(z.object({ unitId: id, code: z.string(), title: bilingual, measure: z.string(), minutes: amount })),
    /** There are people of other units on it, whom whoever asks does not see: who sees them records. */
    isPartlySeen: z.boolean(),
    mayRecord: z.boolean(),
    /** What a meeting may be, by the playbook in force at the unit. */
    /** Of the reasons for absences those that somebody can be let go for are `leaves`. */
    allowed: z.object({
      kinds: z.array(z.string()),
      absences: z.array(z.string()),
      leaves: z.array(z.string()),
      shortestMinutes: amount,
    }),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

const activityHead = z.object({
  id,
  campaignId: id,
  kind: z.string(),
  topic: z.string(),
  place: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  minutes: amount,
  isCollective: z.boolean(),
  isLate: z.boolean(),
  lateReason: z.string().nullable(),
  recordedAt: instant,
  recordedBy: z.string(),
  present: amount,
  onRoll: amount,
  voided: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  branch: z.object({ id, name: z.string() }),
  /** Where it counts: the unit that hosted it. */
  unit: z.object({ id, name: z.string() }),
  /** What it was planned as, if it was. */
  planId: id.nullable(),
});

export const listActivities = route({
  name: 'listActivities',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/activities',
  summary:
    'Activities held at and beneath a node of either tree, latest first; of a unit or a branch also what it met for elsewhere',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: pageByTime.extend({
    /** What counts here, as the overview has it; what counts elsewhere; the void ones. Left out, all that stand. */
    which: z.enum(['held', 'elsewhere', 'voided']).optional(),
    /** With the kinds that count as it. Left out: all. */
    kind: line(40).optional(),
  }),
  answer: z.object({
    activities: z.array(activityHead),
    /** On all pages. */
    all: amount,
    counts: z.object({ held: amount, elsewhere: amount, voided: amount }),
    /** That there are here, by the playbook. */
    kinds: z.array(z.string()),
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

const presence = z.object({ presence: z.enum(['present', 'absent']), reason: z.string().nullable() });

export const readActivity = route({
  name: 'readActivity',
  slice: 'study',
  method: 'GET',
  path: '/api/activities/:activityId',
  summary:
    'One activity with a sheet of it and what was corrected on that; each branch that met has a sheet of its own',
  access: 'read',
  params: z.object({ activityId: id }),
  /** Whose sheet; left out, the host’s or the first that one may see. */
  query: z.object({ branch: id.optional() }),
  answer: z.object({
    activity: activityHead,
    /** Whose sheet this is. */
    branch: z.object({ id, name: z.string() }),
    /** All that one may see. */
    sheets: z.array(z.object({ id, name: z.string(), recordedBy: z.string(), present: amount, onRoll: amount })),
    sheet: z.array(
      z.object({
        personId: id,
        name: z.string(),
        presence: z.enum(['present', 'absent']),
        reason: z.string().nullable(),
        minutes: amount,
        /** By the code in the room; the sheet says who was there, whoever signed in. */
        signedAt: instant.nullable(),
      }),
    ),
    /** How many were counted in the room; null where nobody counted. */
    heads: amount.nullable(),
    /** Of the sheet that stands; a correction names the version that it corrects. */
    version: z.number().int().min(1),
    corrections: z.array(
      z.object({
        version: z.number().int().min(2),
        at: instant,
        by: z.string(),
        reason: z.string(),
        /** The lines that differ from the version before, which keeps them as they were; from null: was not on it. */
        changes: z.array(z.object({ personId: id, name: z.string(), from: presence.nullable(), to: presence })),
      }),
    ),
    /** Reasons of absence, by the playbook in force. */
    reasons: z.array(z.string()),
    /** Who met as well and is not on this sheet, as the unit was being judged when it was written. */
    leftOut: z.array(
      z.object({
        unit: z.object({ id, name: z.string() }),
        /** It still is; else they can be added by a correction. */
        isJudged: z.boolean(),
        people: z.array(z.object({ personId: id, name: z.string() })),
      }),
    ),
    /** Units that are being judged, but for which one might correct or void it. */
    judged: z.array(z.object({ id, name: z.string() })),
    /** One might correct or void it, but for people on it whom one does not see. */
    isPartlySeen: z.boolean(),
    /** This sheet. */
    mayCorrect: z.boolean(),
    /** All of it: whoever records for every branch that met. */
    mayVoid: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'of-another-campaign'],
});

/** Everybody on the roll is present unless named absent with a reason. */
const heldMeeting = z.object({
  kind: line(40),
  topic: line(120),
  place: line(80).optional(),
  startsAt: instant,
  endsAt: instant,
  absences: z.array(z.object({ personId: id, reason: line(40) })).max(2000),
  lateReason: line(200).optional(),
  /** The branch has one of this kind at this very time: this is another one. */
  another: z.boolean().optional(),
  /** Who spoke there, as if named one by one. */
  lecturers: z.array(lecturer).max(2000).optional(),
  /** What was read together, as if named afterwards. */
  readings: pieces.optional(),
});
/** Who was named with it has a lecture each, in the order of the names. */
const recorded = z.object({
  id,
  present: amount,
  onRoll: amount,
  minutes: amount,
  lectureIds: z.array(id),
});

export const recordActivity = route({
  name: 'recordActivity',
  slice: 'study',
  method: 'POST',
  path: '/api/branches/:branchId/activities',
  summary: 'Record a meeting that was held, with its sheet',
  access: 'record-activity',
  params: z.object({ branchId: id }),
  body: heldMeeting,
  answer: recorded,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'stage-not-open',
    'activity-not-over',
    'activity-too-short',
    'activity-too-long',
    'activity-kind-unknown',
    'activity-before-stage',
    'meeting-recorded-already',
    'late-reason-missing',
    'nobody-on-the-roll',
    'roll-partly-seen',
    'not-on-the-roll',
    'absence-named-twice',
    'lecture-without-listeners',
    'lecturer-marked-absent',
    'lecturer-unknown',
    'lecturer-without-office',
    'lecturer-named-twice',
    'reading-unknown',
    'evidence-window-closed',
    'invalid-input',
  ],
  idempotency: 'key',
});

/** Names everybody who was absent, as it should have been from the beginning; whoever else is on the sheet was there. */
export const correctSheet = route({
  name: 'correctSheet',
  slice: 'study',
  method: 'POST',
  path: '/api/activities/:activityId/sheets/:branchId/corrections',
  summary: 'Correct the sheet of a meeting; the version before stays visible with every line and counts no longer',
  access: 'record-activity',
  params: z.object({ activityId: id, branchId: id }),
  body: z.object({
    version: z.number().int().min(1).max(10_000),
    absences: z.array(z.object({ personId: id, reason: line(40) })).max(2000),
    /** Units whose people come onto the sheet, of those that were left out of it. */
    adds: z.array(id).max(100).optional(),
    reason: line(200),
  }),
  answer: z.object({ id, version: z.number().int(), changed: amount }),
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'activity-voided-already',
    'evidence-window-closed',
    'sheet-changed',
    'nothing-corrected',
    'nobody-left-out',
    'roll-partly-seen',
    'lecture-without-listeners',
    'lecturer-would-be-absent',
    'not-on-the-roll',
    'absence-named-twice',
    'invalid-input',
  ],
  idempotency: 'key',
});

export const recordActivities = route({
  name: 'recordActivities',
  slice: 'study',
  method: 'POST',
  path: '/api/organisations/:organisationId/activities',
  summary:
    'Record meetings of many branches beneath a node at once, each as if by itself; all of them, or none with every reason',
  access: 'record-activity',
  params: z.object({ organisationId: id }),
  body: z.object({
    meetings: z
      .array(heldMeeting.extend({ branchId: id }))
      .min(1)
      .max(2000),
  }),
  answer: z.object({ activities: z.array(recorded) }),
  status: 201,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'meetings-refused', 'invalid-input'],
  idempotency: 'key',
  bodyLimit: 20_000_000,
});

export const voidActivity = route({
  name: 'voidActivity',
  slice: 'study',
  method: 'POST',
  path: '/api/activities/:activityId/void',
  summary: 'Void a record made by mistake; it stays visible with who, when and why, and earns nobody hours',
  access: 'record-activity',
  params: z.object({ activityId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'roll-partly-seen',
    'activity-voided-already',
    'evidence-window-closed',
  ],
  idempotency: 'natural',
});
