import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { askControl, ControlRefused, type Beside } from '@muster/box/beside';
import { isHeadSigned, issuedMessage } from '@muster/proof';
import {
  ask,
  givenHall,
  givenPoll,
  hexOf,
  newVoter,
  type Hall,
  type Person,
  type PollAtHand,
} from './poll-at-hand.fixture.ts';
import type { Issued } from './poll-keys.ts';
import { startIssuer } from './start-issuer.ts';

let hall: Hall;
let issuer: Beside;
let later = 0;
const faults: unknown[] = [];
before(async () => {
  hall = await givenHall();
  issuer = await startIssuer(
    {
      folder: hall.folder,
      host: '127.0.0.1',
      port: 0,
      orAnother: true,
      database: hall.database.connection('issuer'),
      deskOrigin: null,
      tls: null,
    },
    (error) => faults.push(error),
    () => new Date(Date.now() + later),
  );
});
after(async () => {
  await issuer.close();
  await hall.database.drop();
  rmSync(hall.folder, { recursive: true, force: true });
  assert.deepEqual(faults, []);
});

const draw = (given: PollAtHand, blinded: Uint8Array | string, by: Person | { readonly slip: string } | null) =>
  ask(issuer.port, `/polls/${given.hash}/draw`, {
    ...(by !== null && 'csrf' in by && { by }),
    body: {
      blinded: typeof blinded === 'string' ? blinded : hexOf(blinded),
      ...(by !== null && 'slip' in by && { slip: by.slip }),
    },
  });

describe('somebody who may vote', () => {
  let given: PollAtHand;
  before(async () => {
    given = await givenPoll(hall);
  });

  test('has one key signed, and gets the same answer however often it is asked for', async () => {
    const [person] = given.people;
    assert.ok(person);
    const voter = newVoter(given.poll);
    const { status, body } = await draw(given, voter.blinded, person);
    assert.equal(status, 200);
    assert.ok(voter.ballot(Buffer.from(body.signature ?? '', 'hex'), [1]) !== null);
    assert.deepEqual(await draw(given, voter.blinded, person), { status, body });
    const other = await draw(given, newVoter(given.poll).blinded, person);
    assert.deepEqual(other, { status: 409, body: { code: 'drawn-already' } });
  });

  test('has one key signed of two that are sent at the same moment', async () => {
    const person = given.people[1];
    assert.ok(person);
    const both = await Promise.all([0, 1].map(() => draw(given, newVoter(given.poll).blinded, person)));
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((one, other) => one - other),
      [200, 409],
    );
  });

  test('draws by a slip as by a login, once', async () => {
    const [slip = ''] = given.slips;
    const voter = newVoter(given.poll);
    const { body } = await draw(given, voter.blinded, { slip });
    assert.ok(voter.ballot(Buffer.from(body.signature ?? '', 'hex'), [1]) !== null);
    assert.equal((await draw(given, voter.blinded, { slip })).status, 200);
    assert.equal((await draw(given, newVoter(given.poll).blinded, { slip })).body.code, 'drawn-already');
  });

  test('is nobody else: no session, another word than its own, a stranger, an unknown slip', async () => {
    const { blinded } = newVoter(given.poll);
    const [person] = given.people;
    assert.ok(person);
    assert.equal((await draw(given, blinded, null)).body.code, 'not-logged-in');
    assert.equal((await draw(given, blinded, { ...person, csrf: 'guessed' })).body.code, 'not-logged-in');
    assert.equal((await draw(given, blinded, given.holder)).body.code, 'not-on-roster-of-poll');
    assert.equal((await draw(given, blinded, { slip: 'ab'.repeat(16) })).body.code, 'slip-unknown');
    assert.equal((await draw(given, blinded, { slip: 'ab' })).body.code, 'slip-malformed');
    assert.equal((await draw({ ...given, hash: 'ab'.repeat(32) }, blinded, person)).status, 404);
  });

  test('is not signed 0, 1, the modulus or more, nor 255 bytes, and may still draw', async () => {
    const person = given.people[2];
    assert.ok(person);
    const { n } = given.poll.manifest.keys.issuer;
    const most = 'ff'.repeat(256);
    for (const blinded of ['00'.repeat(256), `${'00'.repeat(255)}01`, n, most, '02'.repeat(255), '02'.repeat(257)])
      assert.deepEqual(await draw(given, blinded, person), { status: 422, body: { code: 'blinded-malformed' } });
    assert.equal((await draw(given, newVoter(given.poll).blinded, person)).status, 200);
  });

  test('finds no more slips signed than there are people for them, whatever the spare ones', async () => {
    const all = await Promise.all(
      given.slips.slice(1).map((slip) => draw(given, newVoter(given.poll).blinded, { slip })),
    );
    assert.equal(all.filter(({ status }) => status === 200).length, 5);
    assert.ok(all.filter(({ status }) => status !== 200).every(({ body }) => body.code === 'slips-all-drawn'));
  });
});

test('a share is its holder’s, again until the holder says that it is kept, and then nobody’s here', async () => {
  const given = await givenPoll(hall);
  const share = (by: Person | undefined, method = 'POST') =>
    ask(issuer.port, `/polls/${given.hash}/share`, { ...(by && { by }), method });
  const { body } = await share(given.holder);
  assert.equal(body.at, 2);
  assert.match(
    createHash('sha256')
      .update(Buffer.from(body.height ?? '', 'hex'))
      .digest('hex'),
    /^[0-9a-f]{64}$/,
  );
  assert.deepEqual((await share(given.holder)).body, body);
  assert.equal((await share(given.people[0])).body.code, 'not-a-holder');
  assert.equal((await share(undefined)).body.code, 'not-logged-in');
  assert.equal((await share(given.holder, 'DELETE')).status, 204);
  assert.equal((await share(given.holder)).body.code, 'share-handed-out');
});

test('when the draw is over nothing is signed, what was issued is, and the keys are gone', async () => {
  const given = await givenPoll(hall);
  const [first, second] = given.people;
  assert.ok(first && second);
  const voter = newVoter(given.poll);
  assert.equal((await draw(given, voter.blinded, first)).status, 200);
  const id = given.poll.manifest.poll;
  const finish = () => askControl<Issued>(hall.control, 'finish', { poll: id });
  await assert.rejects(finish, new ControlRefused('draw-not-over'));
  const folder = join(hall.folder, id);
  assert.ok(existsSync(join(folder, 'signing.pem')));
  later = 4 * 3_600_000;
  try {
    for (const [blinded, by] of [[voter.blinded, first] as const, [newVoter(given.poll).blinded, second] as const])
      assert.equal((await draw(given, blinded, by)).body.code, 'draw-over');
    const said = await finish();
    assert.equal(said.issued, 1);
    assert.ok(isHeadSigned(given.poll.manifest.keys.issued, issuedMessage(given.poll.id, 1), said.signature));
    assert.deepEqual(await finish(), said);
    assert.deepEqual(readdirSync(folder).toSorted(), ['issued.json', 'share-1', 'share-2', 'share-3']);
  } finally {
    later = 0;
  }
});
