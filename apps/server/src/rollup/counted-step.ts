import { sql, type RawBuilder } from 'kysely';

/** What the count works out, about in this order; comparing with what is stored is the last of it. */
const steps = [
  'sitting',
  'line',
  'piece',
  'weeks-and-hours',
  'stages',
  'conditions',
  'bands',
  'owed',
  'counted_standing',
  'record_leaf',
  'leaf',
  'stored',
  'compared',
] as const;

type CountedStep = (typeof steps)[number];
export const countedSteps = steps.length;

/** The first half of the numbers of these locks; the second is the step. */
export const stepLocks = 4_870_003;

/**
 * The last part of a `union all` of so many columns: it adds no row, and is come to when all before it has been read. From then on the
 * transaction holds a lock, which others see while the query goes on; a row in a table they would not. The lock keeps nobody waiting.
 */
export function done(step: CountedStep, columns: number): RawBuilder<unknown> {
  const nothing = sql.raw(Array.from({ length: columns }, () => 'null').join(', '));
  return sql`
    union all
    select ${nothing} where pg_try_advisory_xact_lock_shared(${sql.lit(stepLocks)}, ${sql.lit(steps.indexOf(step) + 1)}) is null`;
}
