import type { Bilingual, Named } from './playbook.ts';
import type { Ground } from './read-condition.ts';
import { blame, keysOf, listOf, under, wordsOf, type Spot } from './spot.ts';

/** What a layer did to one thing of the playbook above it: `stages.study.conditions.hours`. */
export interface LayerChange {
  readonly subject: string;
  readonly what: 'added' | 'tightened';
}

/** One layer being laid over the playbook above it. */
export interface Laying {
  readonly ground: Ground;
  readonly changes: LayerChange[];
}

/** How what a layer says stands to what holds above. `other` is neither stricter nor looser, but different. */
type Order = 'same' | 'stricter' | 'looser' | 'other';

export interface Rule<T> {
  readonly read: (spot: Spot) => T;
  readonly order: (written: T, above: T) => Order;
  /** As a playbook writes it, for who has to mend it. */
  readonly say: (value: T) => string;
}

/** What holds after a layer has spoken: the stricter of the two. Loosening and renaming are faults that name both. */
export function settle<T>(spot: Spot, above: T, rule: Rule<T>, tightened: () => void): T {
  if (spot.value === undefined) return above;
  const before = spot.faults.length;
  const written = rule.read(spot);
  if (spot.faults.length > before) return above;
  const order = rule.order(written, above);
  if (order === 'same') return above;
  if (order === 'stricter') {
    tightened();
    return written;
  }
  const code = order === 'looser' ? 'layer-loosens' : 'layer-changes';
  blame(spot, code, { above: rule.say(above), written: rule.say(written) });
  return above;
}

export const larger = (written: number, above: number): Order => orderOf(written - above);
export const smaller = (written: number, above: number): Order => orderOf(above - written);

function orderOf(difference: number): Order {
  if (difference === 0) return 'same';
  return difference > 0 ? 'stricter' : 'looser';
}

/** A number that a layer may only raise. */
export function raise(spot: Spot, above: number, read: (spot: Spot) => number, tightened: () => void): number {
  return settle(spot, above, { read, order: larger, say: String }, tightened);
}

/** What no layer may change; said again in the same way it does no harm. */
export function keep<T>(spot: Spot, above: T, read: (spot: Spot) => T, say: (value: T) => string = saidPlainly): T {
  const order = (written: T): Order => (JSON.stringify(written) === JSON.stringify(above) ? 'same' : 'other');
  return settle(spot, above, { read, order, say }, () => undefined);
}

function saidPlainly(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const saidBilingually = ({ zh, en }: Bilingual): string => `${zh} / ${en}`;

/** Words stay as they are above: one thing with two names would be two things to those who read. */
export function keepWords(spot: Spot, above: Bilingual): Bilingual {
  if (spot.value === undefined) return above;
  const before = spot.faults.length;
  const written = wordsOf(spot);
  if (spot.faults.length === before && (written.zh !== above.zh || written.en !== above.en)) {
    blame(spot, 'layer-renames', { above: saidBilingually(above), written: saidBilingually(written) });
  }
  return above;
}

interface Kind<T> {
  readonly most: number;
  /** A whole new one; null where it is refused. */
  readonly read: (spot: Spot) => T | null;
  /** What the layer says of one that stands above. */
  readonly lay: (spot: Spot, above: T, subject: string) => T;
}

/** A list after a layer: all of it stays in its order, what is new follows. */
export function layList<T extends { readonly code: string }>(
  { changes }: Pick<Laying, 'changes'>,
  spot: Spot,
  above: readonly T[],
  subject: string,
  { most, read, lay }: Kind<T>,
): T[] {
  const laid = new Map(above.map((thing) => [thing.code, thing]));
  const seen = new Set<string>();
  listOf(spot, most, (item) => {
    const code = codeIn(item);
    const standing = above.find((thing) => thing.code === code);
    const thing = standing === undefined ? read(item) : lay(item, standing, `${subject}.${standing.code}`);
    if (thing === null) return;
    if (standing === undefined) changes.push({ subject: `${subject}.${thing.code}`, what: 'added' });
    if (seen.has(thing.code)) blame(under(item, 'code', thing.code), 'code-twice', { code: thing.code });
    seen.add(thing.code);
    laid.set(thing.code, thing);
  });
  if (laid.size > most) blame(spot, 'list-too-long', { most });
  return [...laid.values()];
}

/** One that is said whole, as it stands above, or by its code alone. */
export function laySame<T extends { readonly code: string }>(spot: Spot, above: T, read: (spot: Spot) => T): T {
  const { value } = spot;
  const isCodeAlone = typeof value === 'object' && value !== null && Object.keys(value).length === 1;
  return isCodeAlone ? above : keep(spot, above, read);
}

function codeIn({ value }: Spot): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, 'code') : undefined;
}

/** One that has nothing but its name: it can be said again, not changed. */
export function layNamed<T extends Named>(spot: Spot, above: T): T {
  const keys = keysOf(spot, { required: ['code'], optional: ['title'] });
  keepWords(keys.title, above.title);
  return above;
}
