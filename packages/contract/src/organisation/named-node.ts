import { kinds } from '@muster/core/organisation';
import { z } from 'zod';
import { id } from '../fields.ts';

export const namedNode = z.object({ id, kind: z.enum(kinds), name: z.string() });
