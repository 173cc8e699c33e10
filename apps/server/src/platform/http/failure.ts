import type { Problem, RefusalCode } from '@muster/contract';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { FastifyError } from 'fastify';
import pg from 'pg';
import { DatabaseUnavailable } from '../database/db.ts';

export interface Failure {
  readonly code: RefusalCode;
  readonly faults?: Problem['faults'];
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Named constraints (`table__rule`) and the refusal each stands for; every slice adds its own at its door. */
export type ConstraintRefusals = Readonly<Record<string, RefusalCode>>;

const unavailableStates = new Set(['57P01', '57P02', '57P03', '53300', '40001', '40P01', '55P03', '57014']);

/** What went wrong as a refusal code, or null when it is a defect of ours. Never looks at a message's words. */
export function failureOf(error: unknown, constraints: ConstraintRefusals): Failure | null {
  if (hasZodFastifySchemaValidationErrors(error)) {
    return {
      code: 'invalid-input',
      faults: error.validation.map((fault) => ({
        field: fault.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        code: fault.keyword,
        message: fault.message ?? '',
      })),
    };
  }
  if (error instanceof DatabaseUnavailable) return { code: 'unavailable' };
  if (error instanceof pg.DatabaseError) {
    const code = error.constraint === undefined ? undefined : constraints[error.constraint];
    if (code !== undefined) return { code };
    if (error.constraint?.endsWith('__recorded_now')) return { code: 'unavailable' };
    if (error.code !== undefined && unavailableStates.has(error.code)) return { code: 'unavailable' };
    return null;
  }
  if (!(error instanceof Error)) return null;
  const { statusCode } = error as FastifyError;
  if (statusCode === 413) return { code: 'too-large' };
  if (statusCode === 415) return { code: 'content-type-refused' };
  if (statusCode === 429) return { code: 'too-many-requests' };
  if (statusCode === 503) return { code: 'unavailable' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { code: 'invalid-input' };
  return null;
}
