import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { routes } from './index.ts';

type Found = { readonly at: string; readonly maximum: number | undefined };

/** Every number within a schema, with its place and its ceiling. */
function numbersOf(schema: unknown, at: string): readonly Found[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const within = Object.entries(schema).flatMap(([key, value]) => numbersOf(value, `${at}.${key}`));
  if (!('type' in schema) || (schema.type !== 'integer' && schema.type !== 'number')) return within;
  return [{ at, maximum: 'maximum' in schema ? Number(schema.maximum) : undefined }, ...within];
}

const asJson = (schema: z.ZodType, io: 'input' | 'output'): unknown =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

/** What one setting of the contract allows at most is what its answer may show at most. */
const asTyped = new Set(['listRepresentativeGaps', 'readRepresentatives']);

test('what an answer counts has no ceiling: a city holds a million attendances before its second stage', () => {
  const capped = routes
    .filter(({ name, answer }) => answer instanceof z.ZodType && !asTyped.has(name))
    .flatMap(({ name, answer }) => (answer instanceof z.ZodType ? numbersOf(asJson(answer, 'output'), name) : []))
    .filter(({ maximum }) => maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER);
  assert.deepEqual(capped, []);
});

/** These are compared with what stands there, and nothing is made of them. */
const compared = new Set(['revision', 'unfinished']);

test('what is typed has a ceiling', () => {
  const open = routes
    .flatMap(({ name, body }) => (body instanceof z.ZodType ? numbersOf(asJson(body, 'input'), name) : []))
    .filter(({ maximum }) => maximum === undefined || maximum === Number.MAX_SAFE_INTEGER)
    .filter(({ at }) => !compared.has(at.split('.').at(-1) ?? ''));
  assert.deepEqual(open, []);
});
