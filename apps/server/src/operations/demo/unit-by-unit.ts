import { inParallel } from '../in-parallel.ts';
import type { Town } from './build-town.ts';
import { units, type DemoUnit } from './town.ts';

/** Units that are written side by side: the database works on one's records while the server reads another's. */
const atOnce = 4;

/** Each in its own days, and in the order in which they are asked for; what is drawn by chance is drawn before. */
export const unitByUnit = (
  { house: { clock } }: Pick<Town, 'house'>,
  work: (unit: DemoUnit, index: number) => Promise<void>,
): Promise<void> => inParallel(units, atOnce, (unit, index) => clock.apart(() => work(unit, index)));
