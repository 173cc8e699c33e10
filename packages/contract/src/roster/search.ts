import { z } from 'zod';
import { civilDate, id, line } from '../fields.ts';
import { kinds } from '../organisation/index.ts';
import { route } from '../route.ts';

const wanted = ['person', ...kinds] as const;
const named = z.object({ id, name: z.string() });

const isWanted = (text: string): text is (typeof wanted)[number] => (wanted as readonly string[]).includes(text);

/** An organisation with the names above it, from the top down; of a linked one as many as one may know. */
const foundOrganisation = z.object({
  what: z.literal('organisation'),
  id,
  tree: z.enum(['place', 'party']),
  kind: z.enum(kinds),
  name: z.string(),
  code: z.string().nullable(),
  above: z.array(named),
  closedOn: civilDate.nullable(),
});

/** A person with what tells two of one name apart. `hasLeft`: neither a member nor in an office any more. */
const foundPerson = z.object({
  what: z.literal('person'),
  id,
  name: z.string(),
  code: z.string().nullable(),
  bornIn: z.number().int().nullable(),
  membership: z
    .object({ branch: named, unit: named, standing: z.enum(['full', 'probationary', 'applicant']) })
    .nullable(),
  offices: z.array(z.object({ role: z.string(), organisation: named })),
  hasLeft: z.boolean(),
});

/**
 * `q`: characters, pinyin, initials, any mixture, or a code. `kinds`: what is wanted, parted by commas; all without it. `beneath`: at
 * and beneath that node alone. `only`: `present` leaves out what is closed and who has left, `members` also who is in no branch.
 */
export const search = route({
  name: 'search',
  slice: 'roster',
  method: 'GET',
  path: '/api/search',
  summary: 'Organisations of both trees and people by name, pinyin, initials or code, the best first, at most 20',
  access: 'session',
  query: z.object({
    q: line(100),
    kinds: z
      .string()
      .max(100)
      .refine((text) => text.split(',').every(isWanted), `some of ${wanted.join(', ')}`)
      .optional(),
    beneath: id.optional(),
    only: z.enum(['all', 'present', 'members']).default('all'),
  }),
  answer: z.object({
    found: z.array(z.discriminatedUnion('what', [foundOrganisation, foundPerson])),
    more: z.boolean(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});
