import { z } from 'zod';
import { amount, bilingual } from '../fields.ts';

/** Which batch of the campaign alone, by its number; without it, all. */
export const ofBatch = z.coerce.number().int().min(1).max(99).optional();

/** The batches that were opened, for a choice among them. */
export const batchesOpened = z.array(z.object({ number: amount, title: bilingual.nullable() }));

/** A condition of a stage: units by verdict. */
export const conditionFigures = z.object({
  stageCode: z.string(),
  code: z.string(),
  title: bilingual,
  measure: z.string(),
  isHard: z.boolean(),
  met: amount,
  notMet: amount,
  waiting: amount,
  notApplicable: amount,
  notSet: amount,
});

/** A band of satisfaction, with as many units as their last assessment has put there. */
export const bandFigures = z.object({
  min: z.number().nullable(),
  below: z.number().nullable(),
  units: amount,
  /** The stages of those last assessments. */
  stages: z.array(z.string()),
});
