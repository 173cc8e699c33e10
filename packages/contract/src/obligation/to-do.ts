import { addressees, obligationKinds, standings } from '@muster/core/obligation';
import { z } from 'zod';
import { amount, bilingual, civilDate, id, pageById } from '../fields.ts';
import { route } from '../route.ts';

const named = z.object({ id, name: z.string() });

/** Something owed, of whatever kind: by whom, by when, how far it is and what it came from. */
export const owedAnswer = z.object({
  id,
  campaignId: id,
  kind: z.enum(obligationKinds),
  title: bilingual,
  stageCode: z.string(),
  addressee: z.enum(addressees),
  /** For which it counts; null where it lies where one cannot see, as the unit that one has left. */
  unit: named.nullable(),
  branch: named.nullable(),
  person: named.nullable(),
  /** Whether whoever asks may open the page of the unit and that of the branch. */
  mayOpen: z.object({ unit: z.boolean(), branch: z.boolean() }),
  dueOn: civilDate,
  /** Before any extension. */
  firstDueOn: civilDate,
  standing: z.enum(standings),
  dischargedOn: civilDate.nullable(),
  /** Done after its day: for ever. */
  isLate: z.boolean(),
  /** More time is asked for, and nobody has decided yet. */
  asksForTime: z.boolean(),
  /** Of writings of which a number is asked: how many, and how many there are. */
  asked: z.object({ number: amount, done: amount }).nullable(),
  /** Of a lecture that was given and whose own script is missing: the activity. */
  spokeAt: id.nullable(),
  originKind: z.string().nullable(),
  originId: id.nullable(),
});

const toDoAnswer = z.object({
  owed: z.array(owedAnswer),
  /** Of what is asked for, whatever the list is narrowed to. */
  overdue: amount,
  open: amount,
  kinds: z.array(z.enum(obligationKinds)),
  /** As many as the list has in all. */
  all: amount,
  next: z.string().nullable(),
});

const narrowed = pageById.extend({
  /** `due`: what is still to be done, overdue or not. */
  state: z.enum(['due', ...standings, 'late', 'all']).default('due'),
  kind: z.enum(obligationKinds).optional(),
});

export const readToDo = route({
  name: 'readToDo',
  slice: 'obligation',
  method: 'GET',
  path: '/api/to-do',
  summary: 'What one owes oneself, and what the units and branches owe for which one acts, by due date',
  access: 'session',
  query: narrowed,
  answer: toDoAnswer,
  status: 200,
  refusals: ['not-logged-in', 'invalid-input'],
});

export const listOwed = route({
  name: 'listOwed',
  slice: 'obligation',
  method: 'GET',
  path: '/api/organisations/:organisationId/to-do',
  summary: 'What is owed at a branch, or at and beneath a unit or a node above units, of every kind, by due date',
  access: 'read',
  params: z.object({ organisationId: id }),
  query: narrowed.extend({ personId: id.optional() }),
  answer: toDoAnswer,
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted', 'invalid-input'],
});
