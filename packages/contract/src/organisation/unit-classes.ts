import { z } from 'zod';
import { amount, bilingualLine } from '../fields.ts';
import { route } from '../route.ts';

/** Stands in lists and addresses: no blanks, no commas. */
export const listCode = z.string().regex(/^[^\s,;、\p{Cc}]{1,64}$/u, 'up to 64 characters without blanks and commas');

const unitClass = z.object({
  code: listCode,
  parentCode: listCode.nullable(),
  title: bilingualLine(80),
  isRetired: z.boolean(),
});

const kept = z.object({ added: amount, changed: amount });

export const listUnitClasses = route({
  name: 'listUnitClasses',
  slice: 'organisation',
  method: 'GET',
  path: '/api/unit-classes',
  summary: "The instance's classes of units in their order, each right before those beneath it; retired ones included",
  access: 'session',
  /** `used`: by units that one sees, with the classes above those. */
  answer: z.object({ classes: z.array(unitClass), used: z.array(listCode), mayKeep: z.boolean() }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const keepUnitClasses = route({
  name: 'keepUnitClasses',
  slice: 'organisation',
  method: 'PUT',
  path: '/api/unit-classes',
  summary: 'The whole list as it is to be: entries are added, renamed, moved, re-ordered and retired, never removed',
  access: 'manage-organisations',
  body: z.object({ classes: z.array(unitClass).min(1).max(500) }),
  answer: kept,
  status: 200,
  refusals: [
    'not-logged-in',
    'not-permitted',
    'list-changed',
    'word-taken',
    'class-beneath-itself',
    'parent-class-unknown',
  ],
  idempotency: 'natural',
});
