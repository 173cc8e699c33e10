import { capacities } from '@muster/core/study';
import { z } from 'zod';
import {
  amount,
  attachment,
  attachmentRefusals,
  bilingual,
  done,
  id,
  instant,
  largestFileMegabytes,
  line,
  pageById,
  text,
} from '../fields.ts';
import { route } from '../route.ts';

const lecture = z.object({
  id,
  capacity: z.enum(capacities),
  /** Null: from outside. */
  personId: id.nullable(),
  name: z.string(),
  namedBy: z.string(),
  namedAt: instant,
  /** The last version; every one is kept. */
  script: z
    .object({
      version: z.number().int().min(1),
      text: z.string().nullable(),
      file: z.object({ sha256: z.string(), name: z.string() }).nullable(),
      /** By the lecturer’s own word. */
      isOwn: z.boolean(),
      handedInBy: z.string(),
      handedInAt: instant,
    })
    .nullable(),
  withdrawn: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  mayHandIn: z.boolean(),
});

export const listLectures = route({
  name: 'listLectures',
  slice: 'study',
  method: 'GET',
  path: '/api/activities/:activityId/lectures',
  summary: 'Who spoke at an activity, each with the script, and who may be named',
  access: 'read',
  params: z.object({ activityId: id }),
  answer: z.object({
    lectures: z.array(lecture),
    /** Who was there, the heads of the units that met, and the leaders above them; for whoever may name. */
    candidates: z.array(z.object({ personId: id, name: z.string(), offices: z.array(z.enum(['head', 'leader'])) })),
    mayName: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

/** Somebody known, or an expert or an exemplary member from outside, by name. */
export const lecturer = z
  .object({ capacity: z.enum(capacities), personId: id.optional(), name: line(40).optional() })
  .refine((body) => (body.personId === undefined) !== (body.name === undefined), 'personId or name');

export const nameLecturer = route({
  name: 'nameLecturer',
  slice: 'study',
  method: 'POST',
  path: '/api/activities/:activityId/lectures',
  summary: 'Name who spoke at an activity: somebody known, or an expert or an exemplary member from outside',
  access: 'record-activity',
  params: z.object({ activityId: id }),
  body: lecturer,
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'activity-voided-already',
    'evidence-window-closed',
    'lecture-without-listeners',
    'lecturer-marked-absent',
    'lecturer-unknown',
    'lecturer-without-office',
    'lecturer-named-twice',
    'campaign-closed',
  ],
  idempotency: 'key',
});

export const nameSpeakers = route({
  name: 'nameSpeakers',
  slice: 'study',
  method: 'POST',
  path: '/api/activities/:activityId/speakers',
  summary: 'Name the members who spoke at an activity themselves, all of them or none',
  access: 'record-activity',
  params: z.object({ activityId: id }),
  body: z.object({ personIds: z.array(id).min(1).max(2000) }),
  answer: z.object({ named: amount }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'activity-voided-already',
    'evidence-window-closed',
    'lecture-without-listeners',
    'lecturer-marked-absent',
    'lecturer-unknown',
    'lecturer-named-twice',
    'campaign-closed',
  ],
  idempotency: 'key',
});

export const listUnspoken = route({
  name: 'listUnspoken',
  slice: 'study',
  method: 'GET',
  path: '/api/organisations/:organisationId/unspoken',
  summary: 'Members who have not given the lecture that is asked of every member, by place in the tree and name',
  access: 'read',
  params: z.object({ organisationId: id }),
  /** Which lecture; left out, the first that is asked in a stage that is open there, else the first. */
  query: pageById.extend({ stage: line(40).optional(), lecture: line(40).optional() }),
  answer: z.object({
    /** All that are asked of members of units beneath the node, in the stages that those have opened. */
    lectures: z.array(z.object({ stage: z.string(), code: z.string(), title: bilingual })),
    /** The one that the rows are about; null: none is asked. */
    lecture: z.object({ stage: z.string(), code: z.string(), kinds: z.array(z.string()) }).nullable(),
    /** Its stage is open there: the rows are of units that are in it. Else of those that have left it, who can speak no more. */
    isOpen: z.boolean(),
    /** Beside the rows: how many have not spoken in units that have left the stage. */
    past: amount,
    /** Of how many of the units of the rows it is asked: members today, without those of categories that it exempts. */
    asked: amount,
    rows: z.array(
      z.object({
        person: z.object({ id, name: z.string() }),
        branch: z.object({ id, name: z.string() }),
        unit: z.object({ id, name: z.string() }),
      }),
    ),
    all: amount,
    next: z.string().nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const handInScript = route({
  name: 'handInScript',
  slice: 'study',
  method: 'POST',
  path: '/api/lectures/:lectureId/scripts',
  summary: 'Hand in the script of a lecture; that it is one’s own only the lecturer says',
  access: 'read',
  params: z.object({ lectureId: id }),
  body: z.object({
    text: text(100_000).nullable(),
    file: attachment.nullable(),
    isOwn: z.boolean(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'activity-voided-already',
    'evidence-window-closed',
    'lecture-withdrawn-already',
    'lecturer-marked-absent',
    'script-empty',
    'only-the-lecturer-says',
    ...attachmentRefusals,
    'campaign-closed',
  ],
  idempotency: 'key',
  fileMegabytes: largestFileMegabytes,
});

export const withdrawLecture = route({
  name: 'withdrawLecture',
  slice: 'study',
  method: 'POST',
  path: '/api/lectures/:lectureId/withdrawal',
  summary: 'Take back that somebody spoke, named by mistake; it stays visible with who, when and why',
  access: 'record-activity',
  params: z.object({ lectureId: id }),
  body: z.object({ reason: line(200) }),
  answer: done,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'lecture-withdrawn-already',
    'evidence-window-closed',
    'campaign-closed',
  ],
  idempotency: 'natural',
});
