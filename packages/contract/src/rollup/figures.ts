import { z } from 'zod';
import { amount, bilingual } from '../fields.ts';

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
  /** The stages whose assessments lie in it. */
  stages: z.array(z.string()),
});
