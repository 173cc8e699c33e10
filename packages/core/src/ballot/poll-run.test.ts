import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../kernel/index.ts';
import { closePoll, pollStates, type PollRecord } from './index.ts';
import { apart, meeting, now, on, pollAt } from './poll.fixture.ts';
import { eligible, runPoll, voters, type Act, type Run } from './poll-run.fixture.ts';

const who = fc.constantFrom(...voters);
const minutes = fc.oneof({ weight: 4, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.nat(3000) });
const draw: fc.Arbitrary<Act> = fc.record({ do: fc.constant('draw' as const), who, device: fc.constantFrom(1, 1, 2) });
const cast: fc.Arbitrary<Act> = fc.record({ do: fc.constant('cast' as const), who });
const ofClerk = fc.constantFrom('closeDraw' as const, 'close' as const, 'publish' as const);
const ofOffice = fc.constantFrom('void' as const, 'cancel' as const);
const anything: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: draw },
  { weight: 6, arbitrary: cast },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes }) },
  { weight: 3, arbitrary: fc.record({ do: ofClerk }) },
  { weight: 1, arbitrary: fc.record({ do: ofOffice }) },
);
const some = (acts: fc.Arbitrary<Act>) => fc.array(acts, { maxLength: 30, size: 'max' });
const wait = (least: number) => fc.constant([{ do: 'wait' as const, minutes: least }]);
const clerk = (act: 'closeDraw' | 'close' | 'publish') => fc.constant([{ do: act }]);

/** A day lies between drawing and casting. */
const parted = pollAt({ ...apart, casting: { from: on(24), until: on(26) } });

/** How a poll goes when nothing comes between, of two windows and of a meeting. */
const courses: readonly (readonly [PollRecord, readonly fc.Arbitrary<readonly Act[]>[]])[] = [
  [pollAt(apart), [wait(1500), some(draw), wait(2880), some(cast), wait(2880), clerk('close'), clerk('publish')]],
  [parted, [wait(1500), some(draw), wait(4320), some(cast), wait(2880), clerk('close'), clerk('publish')]],
  [
    pollAt(meeting),
    [
      wait(1750),
      some(draw),
      clerk('closeDraw'),
      some(cast),
      clerk('close'),
      wait(170),
      clerk('close'),
      clerk('publish'),
    ],
  ],
];

/** Of each of these courses a part may be left out, and anything may come between. */
const runs: fc.Arbitrary<Run> = fc.oneof(
  ...courses.map(([poll, parts]) => {
    const bent = parts.map((part) =>
      fc.tuple(fc.option(part, { freq: 9, nil: [] }), fc.array(anything, { maxLength: 6 })),
    );
    return fc.tuple(...bent).map((acts) => runPoll(poll, now, acts.flat(2)));
  }),
);

function always(holds: (run: Run) => void): void {
  fc.assert(fc.property(runs, holds), { numRuns: 500 });
}

describe('whatever is tried, and whenever', () => {
  it('nobody has two different ballots signed', () => {
    always(({ signatures }) => {
      const signed = new Map(signatures.map(({ who: person, blinded }) => [person, blinded]));
      for (const { who: person, blinded } of signatures) assert.equal(signed.get(person), blinded);
    });
  });

  it('nobody draws who is not on the roster', () => {
    always(({ signed }) => assert.ok(!signed.has('qin')));
  });

  it('nothing is cast before the draw has ended, and nothing drawn after', () => {
    always(({ poll, drawnAt, castAt }) => {
      const over = poll.drawClosedAt ?? poll.issuing.until;
      const begins = poll.drawClosedAt ?? poll.casting.from;
      for (const at of drawnAt) assert.ok(at >= poll.issuing.from && at <= over);
      for (const at of castAt) assert.ok(at >= over && at >= begins && at < poll.casting.until);
    });
  });

  it('no more are cast than were issued, and no more issued than may vote', () => {
    always(({ signed, box }) => {
      assert.ok(box.size <= signed.size);
      assert.ok(signed.size <= eligible);
    });
  });

  it('a poll never goes back, and an end is for good', () => {
    always(({ states }) => {
      const places = states.map((state) => pollStates.indexOf(state));
      for (const [at, place] of places.entries()) {
        const before = places[at - 1] ?? 0;
        assert.ok(place >= before, `${states[at - 1]} → ${states[at]}`);
        if (before >= pollStates.indexOf('counted')) assert.equal(place, before);
      }
    });
  });

  it('a counted poll was emptied, of five ballots or more', () => {
    always(({ poll, box }) => {
      if (poll.end?.as !== 'counted') return;
      assert.ok(poll.closedAt !== null && box.size >= 5);
    });
  });

  it('a poll that has not ended can be closed once its time is over', () => {
    always(({ poll, signed, box }) => {
      if (poll.end !== null || poll.closedAt !== null) return;
      const counts = { eligible, issued: signed.size, cast: box.size };
      assert.ok(!isRefusal(closePoll(poll, counts, poll.casting.until)));
    });
  });
});

describe('these runs', () => {
  it('are of whole polls: of two thousand some are counted, some void and some called off', () => {
    const seen = new Set(fc.sample(runs, { numRuns: 2000, seed: 7 }).map(({ states }) => states.at(-1)));
    for (const state of ['counted', 'void', 'cancelled', 'casting', 'closed'] as const)
      assert.ok(seen.has(state), state);
  });
});
