import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealNames, nameMaker } from './names.ts';
import { Seeded } from './seeded.ts';

test('whoever draws names side by side gets the same ones in whichever order they draw, and nobody those of another', () => {
  const deal = () => {
    const dealt = dealNames(nameMaker(new Seeded(2005), []), 3);
    return [dealt(0), dealt(1), dealt(2)];
  };
  const inTurn = deal().map((draw) => Array.from({ length: 5 }, draw));
  const [first, second, third] = deal();
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  const beside: string[][] = [[], [], []];
  for (const hand of [2, 2, 0, 1, 2, 0, 0, 1, 1, 2, 0, 1, 2, 0, 1])
    beside[hand]?.push([first, second, third][hand]?.() ?? '');
  assert.deepEqual(beside, inTurn);
  assert.equal(new Set(inTurn.flat()).size, 15);
});
