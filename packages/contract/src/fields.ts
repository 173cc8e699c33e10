import { isCivilDate } from '@muster/core/kernel';
import { z } from 'zod';

export const id = z.uuid();
/** Several, parted by commas, as a query takes them. */
export const idList = (max: number) =>
  z
    .string()
    .max(37 * max)
    .refine((text) => text.split(',').every((each) => id.safeParse(each).success), 'ids parted by commas');
export const civilDate = z.string().refine(isCivilDate, 'a date like 2026-11-20').meta({ format: 'date' });

/** The day on which the unit left the stage, whenever it was to end; null while it has not. */
export const closedOn = civilDate.nullable();
/** Of a stage ahead whose dates no longer hold: the first ones that still can, if the unit is let pass as soon as it may be. */
export const shifted = z.object({ startsOn: civilDate, earliestOn: civilDate, endsOn: civilDate }).nullable();
/** The last day by which it is to mend what keeps it in its open stage, or the first on which it may vote again; null where nothing says one. */
export const mendBy = civilDate.nullable();
export const instant = z.iso.datetime({ offset: true });
// Half of a character, as a cut through an emoji leaves it, is no text: it cannot be written as UTF-8.
const wellFormed = [(value: string) => value.isWellFormed(), 'no half characters'] as const;
// Signs that turn the text around: a name with one reads otherwise than it is.
const straight = [
  (value: string) => !/[\u202a-\u202e\u2066-\u2069]/u.test(value),
  'no hidden signs of direction',
] as const;
/** A line that people type: trimmed, not empty, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'no control characters')
    .refine(...straight)
    .refine(...wellFormed);
// A null character is in nothing that people write, and PostgreSQL cannot keep it.
const withoutNull = [(value: string) => !value.includes('\0'), 'no null character'] as const;
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(...withoutNull)
    .refine(...wellFormed);
/** A text file as it stands, blanks and all; what is no table is the import's to say. */
export const fileText = (max: number) =>
  z
    .string()
    .max(max)
    .refine(...wellFormed);
/** How many, as counted: an answer has no ceiling, or what grows past it could no longer be looked at. */
export const amount = z.number().int().min(0);

export const beyond = amount.describe(
  'Of the figure that leads to this list: how much of it one does not see here; 0 for whoever sees all',
);
/** How many, as somebody types it. */
export const typedAmount = z.number().int().min(0).max(1_000_000);

/** The most that an instance can be set to take; in memory a request is more than twice its file. */
export const largestFileMegabytes = 100;
/** A request with a file of so many megabytes: in base 64, with whatever is said beside it. */
export const bodyWithFile = (megabytes: number) => Math.ceil((megabytes * 1_000_000) / 3) * 4 + 5_000_000;
/** Which of them is too large or empty the door for files says, in the same words at any size. */
export const attachment = z.object({
  name: z.string().min(1).max(200),
  base64: z.base64().max(bodyWithFile(largestFileMegabytes)),
});
export const attachmentRefusals = ['file-too-large', 'file-empty', 'file-type-refused'] as const;
export const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) });
export const bilingualLine = (max: number) => z.object({ zh: line(max), en: line(max) });

/** A page of a list, at most 200 rows. The cursor is the last row of the page before: its id, after its instant where time orders the list. */
const pageFrom = <Cursor extends z.ZodType>(after: Cursor) =>
  z.object({ after: after.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export const pageById = pageFrom(id);
export const pageByTime = pageFrom(
  z.string().refine((cursor) => {
    const [at, row, ...rest] = cursor.split('_');
    return instant.safeParse(at).success && id.safeParse(row).success && rest.length === 0;
  }, 'a cursor that a page before gave'),
);
export const done = z.object({ id });

/** Of running campaigns that are not shown, those in which something awaits oneself, and how much. */
export const elsewhere = z.array(z.object({ campaignId: id, awaiting: amount }));
