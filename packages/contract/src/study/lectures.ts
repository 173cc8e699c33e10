import { capacities } from '@muster/core/study';
import { z } from 'zod';
import { done, id, instant, line, text } from '../fields.ts';
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

export const nameLecturer = route({
  name: 'nameLecturer',
  slice: 'study',
  method: 'POST',
  path: '/api/activities/:activityId/lectures',
  summary: 'Name who spoke at an activity: somebody known, or an expert or an exemplary member from outside',
  access: 'record-activity',
  params: z.object({ activityId: id }),
  body: z
    .object({ capacity: z.enum(capacities), personId: id.optional(), name: line(40).optional() })
    .refine((body) => (body.personId === undefined) !== (body.name === undefined), 'personId or name'),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'activity-voided-already',
    'lecturer-unknown',
    'lecturer-without-office',
    'lecturer-named-twice',
    'campaign-closed',
  ],
  idempotency: 'key',
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
    file: z.object({ name: z.string().min(1).max(200), base64: z.base64().max(28_000_000) }).nullable(),
    isOwn: z.boolean(),
  }),
  answer: done,
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'activity-voided-already',
    'lecture-withdrawn-already',
    'script-empty',
    'only-the-lecturer-says',
    'too-large',
    'file-type-refused',
    'campaign-closed',
  ],
  idempotency: 'key',
  bodyLimit: 30_000_000,
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
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'lecture-withdrawn-already', 'campaign-closed'],
  idempotency: 'natural',
});
