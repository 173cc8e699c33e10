import { isCivilDate } from '@muster/core/kernel';
import { z } from 'zod';

export const id = z.uuid();
export const civilDate = z.string().refine(isCivilDate, 'a date like 2026-11-20').meta({ format: 'date' });
export const instant = z.iso.datetime({ offset: true });
/** A line that people type: trimmed, not empty, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'no control characters');
export const text = (max: number) => z.string().trim().min(1).max(max);
export const amount = z.number().int().min(0).max(1_000_000);
export const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) });
/** A page of a list: at most 200 rows, from an opaque cursor. */
export const page = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const done = z.object({ id });
