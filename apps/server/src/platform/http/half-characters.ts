import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './serve.ts';

/**
 * JSON can carry half a character ("\ud800"), as a cut through an emoji leaves it. It cannot be written as UTF-8, so no field takes one,
 * also where a route's own schema is silent.
 */
export function refuseHalfCharacters(app: FastifyInstance): void {
  app.addHook('preValidation', async (request, reply) => {
    const field = fieldWithHalf(request.body, []);
    if (field === null) return;
    const fault = { field: field.join('.'), code: 'custom', message: 'no half characters' };
    return sendRefusal(request, reply, { refused: 'invalid-input', params: {} }, [fault]);
  });
}

/** The way to the first text, or name of a field, that is not well formed. */
function fieldWithHalf(value: unknown, at: readonly string[]): readonly string[] | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : at;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    const found = key.isWellFormed() ? fieldWithHalf(each, [...at, key]) : at;
    if (found !== null) return found;
  }
  return null;
}
