import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invert, pow } from '@noble/curves/abstract/modular.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToNumberBE } from '@noble/curves/utils.js';
import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';
import { seal } from '../hpke.ts';
import {
  ballotLength,
  ballotMessage,
  choiceSealing,
  decodeBallot,
  encodeBallot,
  faultOf,
  openBallot,
} from './ballot.ts';
import { pollOf } from './manifest.ts';
import { isPlainPoint } from './plain-point.ts';
import { testPoll, vote, type TestPoll } from './poll.fixture.ts';
import { voterOf } from './voter.ts';

const given = testPoll(20);
const { poll } = given;

function answersIn({ poll: of, secrets }: TestPoll, bytes: Uint8Array): readonly number[] | null {
  return openBallot(of, secrets.closing, decodeBallot(of, bytes) ?? assert.fail('no ballot'));
}

describe('a ballot', () => {
  test('holds what was chosen, or that nothing was', () => {
    for (const answer of [0, 1, 2, 3, 4]) {
      const ballot = vote(given, [answer]);
      assert.equal(faultOf(poll, ballot), null);
      assert.deepEqual(answersIn(given, ballot), [answer]);
    }
  });

  test('is as long as every other, whatever is chosen', () => {
    const lengths = [0, 1, 4].map((answer) => vote(given, [answer]).length);
    assert.deepEqual(new Set(lengths), new Set([ballotLength(poll)]));
    const many = testPoll(20, { questions: Array.from({ length: 16 }, (_, at) => ({ code: `q${at}`, answers: 9 })) });
    const ballot = vote(
      many,
      Array.from({ length: 16 }, (_, at) => at % 10),
    );
    assert.equal(ballot.length, ballotLength(poll));
    assert.deepEqual(
      answersIn(many, ballot),
      Array.from({ length: 16 }, (_, at) => at % 10),
    );
  });

  test('is the same again from the same seed, and shares nothing with one of another', () => {
    const seed = randomBytes(16);
    assert.deepEqual(vote(given, [2], seed), vote(given, [2], seed));
    const [one, other] = [decodeBallot(poll, vote(given, [2], seed)), decodeBallot(poll, vote(given, [2]))];
    for (const part of ['key', 'prefix', 'token', 'sealed', 'signature'] as const)
      assert.notDeepEqual(one?.[part], other?.[part]);
  });

  test('of one seed with another choice has the same key, and is sealed by another secret', () => {
    const seed = randomBytes(16);
    const [one, other] = [decodeBallot(poll, vote(given, [1], seed)), decodeBallot(poll, vote(given, [3], seed))];
    assert.deepEqual(one?.key, other?.key);
    assert.notDeepEqual(one?.sealed.subarray(0, 32), other?.sealed.subarray(0, 32));
  });

  test('of one seed in another poll has another key', () => {
    const elsewhere = testPoll(20);
    const seed = randomBytes(16);
    const keys = [given, elsewhere].map((of) => bytesToHex(vote(of, [1], seed).subarray(0, 32)));
    assert.notEqual(keys[0], keys[1]);
  });

  test('with any part changed is none', () => {
    const ballot = vote(given, [1]);
    for (const [at, code] of [
      [40, 'ballot-token'],
      [100, 'ballot-token'],
      [330, 'ballot-signature'],
      [400, 'ballot-signature'],
    ] as const)
      assert.equal(
        faultOf(
          poll,
          ballot.map((byte, place) => (place === at ? byte ^ 1 : byte)),
        ),
        code,
      );
    assert.equal(faultOf(poll, ballot.subarray(1)), 'ballot-length');
    assert.equal(faultOf(poll, Uint8Array.of(...ballot, 0)), 'ballot-length');
  });

  test('of another poll, under the same key of the issuer, is none', () => {
    const other = testPoll(20);
    assert.deepEqual(other.poll.issuer, poll.issuer);
    assert.equal(faultOf(poll, vote(other, [1])), 'ballot-token');
  });

  test('that another key signed is none, though its token is good', () => {
    const ballot = decodeBallot(poll, vote(given, [1])) ?? assert.fail();
    const thief = ed25519.keygen();
    const signature = ed25519.sign(ballotMessage(poll.id, ballot), thief.secretKey);
    assert.equal(faultOf(poll, encodeBallot({ ...ballot, signature })), 'ballot-signature');
    assert.equal(faultOf(poll, encodeBallot({ ...ballot, key: thief.publicKey, signature })), 'ballot-token');
  });

  test('whose content is no choice of the poll is void, and opens for nobody else', () => {
    const seed = randomBytes(16);
    const good = decodeBallot(poll, vote(given, [1], seed)) ?? assert.fail();
    const resealed = (choices: Uint8Array) => ({
      key: good.key,
      sealed: seal(Buffer.from(poll.manifest.keys.closing, 'hex'), choices, {
        ...choiceSealing(poll.id, good.key),
        once: randomBytes(32),
      }),
    });
    const choices = (...bytes: number[]) => Uint8Array.of(...bytes, ...new Uint8Array(16 - bytes.length));
    assert.deepEqual(openBallot(poll, given.secrets.closing, resealed(choices(4))), [4]);
    assert.equal(openBallot(poll, given.secrets.closing, resealed(choices(5))), null);
    assert.equal(openBallot(poll, given.secrets.closing, resealed(choices(1, 1))), null);
    assert.equal(openBallot(poll, given.secrets.closing, resealed(Uint8Array.of(1))), null);
    assert.equal(openBallot(poll, randomBytes(32), good), null);
    // Taken over from somebody else, it is sealed for another key.
    assert.equal(openBallot(poll, given.secrets.closing, { ...good, key: randomBytes(32) }), null);
  });
});

describe('a voter', () => {
  test('asks the issuer the same from the same seed, and takes nothing that it did not sign', () => {
    const seed = randomBytes(16);
    assert.deepEqual(voterOf(poll, seed).blinded, voterOf(poll, seed).blinded);
    const voter = voterOf(poll, seed);
    const signed = given.sign(voter.blinded);
    assert.equal(
      voter.ballot(
        signed.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
        [1],
      ),
      null,
    );
    assert.equal(
      voter.ballot(testPoll(9, {}, 1).sign(voter.blinded.map((byte, at) => (at === 0 ? 1 : byte))), [1]),
      null,
    );
  });

  test('has no answers but those of the poll, and no seed of another length', () => {
    const voter = voterOf(poll, randomBytes(16));
    const signed = given.sign(voter.blinded);
    for (const answers of [[], [1, 1], [5], [-1], [1.5]])
      assert.throws(() => voter.ballot(signed, answers), RangeError);
    for (const length of [0, 15, 32]) assert.throws(() => voterOf(poll, randomBytes(length)), RangeError);
  });
});

describe('whoever holds all that the issuer signed', () => {
  const { n, e } = poll.issuer;
  const drawn = Array.from({ length: 12 }, () => {
    const voter = voterOf(poll, randomBytes(16));
    const signed = given.sign(voter.blinded);
    return {
      ...voter,
      signed,
      token: decodeBallot(poll, voter.ballot(signed, [1]) ?? assert.fail())?.token ?? assert.fail(),
    };
  });
  const pairs = drawn.flatMap((one) => drawn.map((other) => ({ one, other })));

  test('finds for any of it and any ballot one factor by which they belong together, and none that stands out', () => {
    const factors = pairs.map(({ one, other }) => {
      const factor = (bytesToNumberBE(one.signed) * invert(bytesToNumberBE(other.token), n)) % n;
      const unblinded = pow(bytesToNumberBE(other.token), e, n);
      assert.equal((pow(factor, e, n) * unblinded) % n, bytesToNumberBE(one.blinded));
      return factor;
    });
    assert.equal(new Set(factors).size, pairs.length);
    assert.ok(factors.every((factor) => factor > n >> 64n && n - factor > n >> 64n));
  });

  test('finds every key that was blinded as long as every other, and no part of a ballot in it', () => {
    for (const { one, other } of pairs) {
      assert.equal(one.blinded.length, 256);
      for (const bytes of [one.blinded, one.signed])
        assert.ok(Buffer.from(other.token).indexOf(Buffer.from(bytes.subarray(0, 8))) === -1);
    }
  });
});

test('whoever is shown another key of the issuer is shown another poll, and what is drawn with it is no ballot of this one', () => {
  const other = testPoll(20, poll.manifest, 1);
  assert.notDeepEqual(other.poll.issuer, poll.issuer);
  const shown = {
    ...given,
    ...other,
    poll: pollOf({ ...poll.manifest, keys: { ...poll.manifest.keys, issuer: other.poll.manifest.keys.issuer } }),
  };
  assert.notDeepEqual(shown.poll.id, poll.id);
  assert.equal(faultOf(shown.poll, vote(shown, [1])), null);
  assert.equal(faultOf(poll, vote(shown, [1])), 'ballot-token');
});

test('keys with which libraries disagree are no keys of a ballot', () => {
  assert.ok(isPlainPoint(ed25519.keygen().publicKey));
  // The neutral element, a point of order two, one of order eight, and a good one with that added.
  const { Point } = ed25519;
  const eighth = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
  const mixed = Point.BASE.add(eighth).toBytes();
  assert.equal(isPlainPoint(Point.ZERO.toBytes()), false);
  assert.equal(isPlainPoint(eighth.toBytes()), false);
  assert.equal(isPlainPoint(mixed), false);
  assert.equal(isPlainPoint(new Uint8Array(32).fill(0xff)), false);
});
