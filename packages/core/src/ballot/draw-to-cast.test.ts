/** Somebody holds both logs: who drew when, and when each ballot was cast. Simulated with chance of a fixed seed, under the rules as they are. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { closeDraw, drawBallot, refuseCast, type PollRecord } from './index.ts';
import { apart, meeting, on, pollAt } from './poll.fixture.ts';

const [voters, polls] = [40, 500];
const minute = 60_000;
const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

interface Simulated {
  readonly start: PollRecord;
  /** From when on, and for how many minutes. */
  readonly drawing: readonly [Date, number];
  readonly casting: readonly [Date, number];
  /** Minutes from the draw to the first try, on average. */
  readonly pause: number;
}

/** Each draws at some moment of the draw, and tries to cast soon after; whoever may not comes back at some moment of the casting. */
function simulated({ start, drawing, casting, pause }: Simulated, chance: () => number) {
  const within = ([from, minutes]: readonly [Date, number]) => later(from, chance() * minutes * minute);
  const whileDrawn = Array.from({ length: voters }, () => within(drawing)).toSorted((one, other) => +one - +other);
  const atOnce = whileDrawn.map((at) => later(at, -Math.log(1 - chance()) * pause * minute));
  const closed = start.mode === 'meeting' ? closeDraw(start, casting[0]) : {};
  const poll = { ...start, ...('refused' in closed ? assert.fail('the draw is not closed') : closed) };
  for (const at of whileDrawn)
    assert.ok('blinded' in drawBallot({ poll: start, onRoster: true, ended: null, signed: null }, 'key', at));
  const cast = atOnce.map((at) => (refuseCast(at < casting[0] ? start : poll, at) === null ? at : within(casting)));
  for (const at of cast) assert.equal(refuseCast(poll, at), null);
  return { atOnce, cast };
}

/** Of all voters, how many are right when the ballots, put in an order, are taken for those of the voters in the order of drawing. */
function share(cast: readonly Date[], by: (at: Date) => number): number {
  const order = cast
    .map((_, voter) => voter)
    .toSorted((one, other) => by(cast[one] ?? on(1)) - by(cast[other] ?? on(1)));
  return order.filter((voter, at) => voter === at).length / voters;
}

const guesses = {
  'the order': (at: Date) => at.getTime(),
  'the order backwards': (at: Date) => -at.getTime(),
  'the hour of the day': (at: Date) => at.getTime() % (24 * 60 * minute),
};

const simulations: Readonly<Record<string, Simulated>> = {
  'two windows': { start: pollAt(apart), drawing: [on(21), 2880], casting: [on(23), 2880], pause: 5 },
  'a meeting': { start: pollAt(meeting), drawing: [on(21, 14), 15], casting: [on(21, 14, 20), 10], pause: 0.3 },
};

describe('whoever matches the order of drawing with that of casting', () => {
  for (const [name, of] of Object.entries(simulations))
    test(`in ${name} is right of one voter a poll, and of many if all cast at once`, (told) => {
      const chance = chanceOf(20_261_121);
      const all = Array.from({ length: polls }, () => simulated(of, chance));
      const mean = (shares: readonly number[]) => shares.reduce((sum, one) => sum + one, 0) / polls;
      const atOnce = mean(all.map((one) => share(one.atOnce, guesses['the order'])));
      told.diagnostic(`at once: ${(100 * atOnce).toFixed(1)} %`);
      assert.ok(atOnce > 0.4, `${atOnce}`);
      for (const [guess, by] of Object.entries(guesses)) {
        const found = mean(all.map(({ cast }) => share(cast, by)));
        told.diagnostic(`by ${guess}: ${(100 * found).toFixed(1)} %`);
        assert.ok(found <= 1.5 / voters, `${guess}: ${found}`);
      }
    });
});
