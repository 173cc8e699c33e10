import { z } from 'zod';
import { amount, bilingualLine } from '../fields.ts';
import { listCode } from '../organisation/unit-classes.ts';
import { route } from '../route.ts';

/** A cell of a file lists several categories, so no title holds what parts them. */
const title = bilingualLine(40).refine(({ zh, en }) => !/[,;、，；]/.test(zh + en), 'no commas in a title');

const category = z.object({ code: listCode, title, isRetired: z.boolean() });

export const listMemberCategories = route({
  name: 'listMemberCategories',
  slice: 'roster',
  method: 'GET',
  path: '/api/member-categories',
  summary: "The instance's categories of members in their order; of those with a meaning figures and rules speak",
  access: 'session',
  answer: z.object({ categories: z.array(category.extend({ hasMeaning: z.boolean() })), mayKeep: z.boolean() }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const keepMemberCategories = route({
  name: 'keepMemberCategories',
  slice: 'roster',
  method: 'PUT',
  path: '/api/member-categories',
  summary: 'The whole list as it is to be: entries are added, renamed, re-ordered and retired, never removed',
  access: 'manage-roster',
  body: z.object({ categories: z.array(category).min(1).max(200) }),
  answer: z.object({ added: amount, changed: amount }),
  status: 200,
  refusals: ['not-logged-in', 'not-permitted', 'list-changed', 'word-taken', 'has-meaning'],
  idempotency: 'natural',
});
