/** What whoever is given everything of a closed poll can find: the database, its files and its logs, the journal, the keys and the board. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { leafHash } from '@muster/proof';
import { startInstance, type Instance } from '@muster/testkit/instance';
import { tracedVote, type TracedPoll, type TracedVote, type TracedVoter } from './traced-poll.fixture.ts';
import { askAll, databaseLog, placesOf, kindsIn, textOf, type Needles } from './whole-instance.fixture.ts';
import { signIn } from './voters.fixture.ts';

let instance: Instance;
let vote: TracedVote;
let addresses: { readonly issuer: string; readonly box: string };
before(async () => {
  instance = await startInstance('demo', ['--town'], { MUSTER_LOG_LEVEL: 'trace' });
  addresses = JSON.parse(await instance.heard(/^\{.*"issuer"/)) as typeof addresses;
  const { address } = instance;
  const [team, office, member] = await Promise.all(['team', 'office', 'member'].map((login) => signIn(address, login)));
  assert.ok(team && office && member);
  vote = await tracedVote(instance, addresses, { team, office, member });
  await askAll(instance.folder, 'checkpoint');
});
after(() => instance.stop());

const allVoters = (): readonly TracedVoter[] => vote.polls.flatMap(({ voters }) => voters);

/** What nobody but a phone, or nobody any more, may have. */
function secrets(): Needles {
  const voters = allVoters();
  return {
    'seed of a phone': voters.map(({ seed }) => seed),
    'signature of the issuer before it is unblinded': voters.map(({ signature }) => signature),
    'secret of a slip': vote.polls.flatMap(({ slips }) => slips),
    'code of a slip': vote.polls.flatMap(({ codes }) => codes),
    'session of the desk': voters.map(({ token }) => token),
    'address of a voter': voters.map(({ from }) => from),
    'what a proxy says of a voter': ['203.0.113.77', 'desk.invalid'],
    'leaf of a ballot': voters.map(({ ballot }) => leafHash(ballot)),
  };
}

/** What a ballot is known by. */
function ofBallots(): Needles {
  const parts = allVoters().map((voter) => voter.parts);
  return {
    'key of a ballot': parts.map(({ key }) => key),
    'prefix of a ballot': parts.map(({ prefix }) => prefix),
    'token of a ballot': parts.map(({ token }) => token),
    'what is sealed in a ballot': parts.map(({ sealed }) => sealed),
    'signature of a ballot': parts.map(({ signature }) => signature),
  };
}

/** What a person is known by. */
function ofPeople(): Needles {
  const people = vote.polls.flatMap((poll) => poll.people);
  return {
    'name of a person': people.map(({ name }) => name),
    'number of a person': people.map(({ id }) => id),
    'login of a person': people.flatMap(({ login }) => login ?? []),
    'word of a session': allVoters().flatMap(({ way, csrf }) => (way === 'login' ? [csrf] : [])),
    'blinded key': allVoters().map(({ blinded }) => blinded),
    'what is published of a slip': allVoters().flatMap(({ way, knownAs }) =>
      way === 'slip' ? [Buffer.from(knownAs, 'hex')] : [],
    ),
  };
}

test('people drew by a login and by a slip, faults were made on purpose, and all cast in the order in which they drew', () => {
  for (const { voters, refused, poll } of vote.polls) {
    assert.equal(voters.length, poll.manifest.electorate.count);
    assert.ok(voters.length >= 10);
    assert.deepEqual([...new Set(refused)].toSorted(), [
      'ballot-length',
      'ballot-signature',
      'blinded-malformed',
      'drawn-already',
      'not-found',
      'slips-all-drawn',
    ]);
  }
  assert.deepEqual(new Set(allVoters().map(({ way }) => way)), new Set(['login', 'slip']));
});

describe('whoever joins tables', () => {
  test('on xmin, xmax or the physical order finds nothing of casting in any row', () => {
    for (const { rows, voters } of vote.polls) {
      assert.ok((rows.drawn.get('public.ballot_issued')?.split(', ').length ?? 0) >= voters.length, 'drawing is found');
      const [drawn, cast] = [new Map(rows.drawn), new Map(rows.cast)];
      // Who comes to the page by a login was at the desk, and so was whoever looked something up.
      assert.ok(drawn.delete('public.session') && cast.delete('public.session'));
      assert.deepEqual(cast, drawn);
    }
  });

  test('on any order that is there, and guesses that the next ballot is of the next one, does no better than chance', async () => {
    for (const traced of vote.polls) {
      const ballots = ordersOfBallots(traced);
      // Whoever had the order of casting would have them all.
      const cast = traced.voters.map((_, at) => at);
      assert.equal(hits(cast, cast), traced.voters.length);
      for (const [name, known] of Object.entries(await ordersOfPeople(traced)))
        for (const [kept, published] of Object.entries(ballots))
          for (const guess of [published, published.toReversed()])
            assert.ok(hits(known, guess) <= 10, `${name} and ${kept}: ${hits(known, guess)} of ${known.length}`);
    }
  });
});

/** More than ten right of one such guess are had once in forty million: of N there is one on average. */
const hits = (known: readonly number[], guessed: readonly number[]): number =>
  known.filter((voter, at) => guessed[at] === voter).length;

/** In each order that the database has of those who drew, which they are: 0 drew and cast first. */
async function ordersOfPeople({ voters, poll }: TracedPoll): Promise<Readonly<Record<string, readonly number[]>>> {
  const drawn = voters.map(({ knownAs }) => knownAs);
  const order = async (by: string): Promise<readonly number[]> => {
    const rows = await askAll<{ known_as: string }>(
      instance.folder,
      `select coalesce(i.person_id::text, encode(i.slip, 'hex')) as known_as
       from ballot_issued i
       left join ballot_roster r on r.poll_id = i.poll_id and r.person_id = i.person_id
       left join ballot_slip s on s.poll_id = i.poll_id and s.commitment = i.slip
       left join account a on a.person_id = i.person_id
       left join lateral (select n.*, n.xmin as wrote, n.ctid as place from session n where n.account_id = a.id order by n.ctid desc limit 1) n on true
       where replace(i.poll_id::text, '-', '') = $1 order by ${by}`,
      [poll.manifest.poll],
    );
    assert.equal(rows.length, voters.length);
    return rows.map((row) => drawn.indexOf(row.known_as));
  };
  const found: Record<string, readonly number[]> = {};
  for (const by of [
    'i.ctid',
    'i.xmin::text::bigint',
    'i.issued_on, i.ctid',
    'i.blinded',
    'i.person_id, i.slip',
    'r.ctid, s.ctid',
  ])
    found[by] = await order(by);
  for (const by of [
    'coalesce(r.xmax, s.xmax)::text::bigint',
    'n.created_at, s.ctid',
    'a.id, s.ctid',
    'n.seen_at, i.ctid',
    'n.wrote::text::bigint, s.ctid',
    'n.place, s.ctid',
    'n.token_hash, i.slip',
  ])
    found[by] = await order(by);
  // It is told who drew when: that is not what is to be hidden.
  assert.deepEqual(
    found['i.ctid'],
    drawn.map((_, at) => at),
  );
  return found;
}

/** In each order that the journal and the board have of ballots, whose they are. */
function ordersOfBallots({ voters, journal, board }: TracedPoll): Readonly<Record<string, readonly number[]>> {
  const all = voters.map((_, at) => at);
  const by = (place: (voter: TracedVoter) => number | Uint8Array) => {
    const places = voters.map(place);
    return all.toSorted((one, other) => {
      const [left = 0, right = 0] = [places[one], places[other]];
      return typeof left === 'number' || typeof right === 'number'
        ? Number(left) - Number(right)
        : Buffer.compare(left, right);
    });
  };
  const within = (file: Buffer) =>
    by(({ ballot }) => {
      const at = file.indexOf(ballot);
      return at >= 0 ? at : assert.fail('a ballot is not there');
    });
  return {
    'the journal': within(journal),
    'the board': within(board),
    keys: by(({ parts }) => parts.key),
    prefixes: by(({ parts }) => parts.prefix),
    tokens: by(({ parts }) => parts.token),
    'what is sealed': by(({ parts }) => parts.sealed),
    signatures: by(({ parts }) => parts.signature),
  };
}

describe('whoever is given the data of a closed poll', () => {
  test('finds ballots on the board, and not a part of one anywhere else', () => {
    const boards = vote.polls.map(({ hash }) => `board/${vote.campaignId}/${hash}/ballots.bin`).toSorted();
    const kinds = Object.keys(ofBallots());
    assert.deepEqual(placesOf(instance.folder, ofBallots()), Object.fromEntries(kinds.map((kind) => [kind, boards])));
  });

  test('finds nothing of what was on a phone, on a slip or in a request', () => {
    assert.deepEqual(placesOf(instance.folder, secrets()), {});
  });

  test('finds who drew in the database and there alone', () => {
    const places = placesOf(instance.folder, ofPeople());
    // Sheets with names were brought before.
    const { 'name of a person': names = [], ...others } = places;
    assert.deepEqual([...new Set(names.map((place) => place.replace(/^files\/.*/, 'files')))], ['database', 'files']);
    const kinds = Object.keys(ofPeople()).filter((kind) => kind !== 'name of a person');
    assert.deepEqual(others, Object.fromEntries(kinds.map((kind) => [kind, ['database']])));
  });

  test('and reads every row of every table, finds no more', async () => {
    const text = Buffer.from(await textOf(instance.folder));
    assert.deepEqual(kindsIn(text, { ...secrets(), ...ofBallots() }), []);
    assert.ok(kindsIn(text, ofPeople()).includes('blinded key'), 'it would be found');
  });

  test('finds nothing of the issuer’s about it, and of the box’s what was announced and that it is over', () => {
    const lies = (where: 'issuer' | 'box', poll: string) =>
      readdirSync(join(instance.folder, where), { recursive: true })
        .map(String)
        .filter((name) => name.includes(poll));
    for (const { poll } of vote.polls) {
      const { poll: id } = poll.manifest;
      assert.deepEqual(lies('issuer', id), []);
      assert.deepEqual(lies('box', id).toSorted(), [id, `${id}/manifest.json`, `${id}/state.json`]);
    }
  });
});

describe('whoever reads the logs', () => {
  test('of all processes finds nobody, no address, no session and no key', () => {
    const said = Buffer.from(instance.told().slice(vote.saidBefore).join('\n'));
    assert.match(said.toString(), /"route":"\/vote\/places.json"/, 'what the desk is asked is logged');
    assert.deepEqual(kindsIn(said, { ...secrets(), ...ofBallots(), ...ofPeople() }), []);
    // The issuer and the box had nothing to say, whatever they were sent.
    assert.doesNotMatch(said.toString(), /"process":"(issuer|box)"/);
  });

  test('of the database finds what went wrong, and of whom nothing', () => {
    const log = Buffer.from(databaseLog(instance.folder));
    assert.match(log.toString(), /LOG: {2}checkpoint complete/, 'it is written');
    assert.deepEqual(kindsIn(log, { ...secrets(), ...ofBallots(), ...ofPeople() }), []);
    assert.doesNotMatch(log.toString(), /STATEMENT|DETAIL|parameters|ballot/);
  });
});

describe('whoever counts bytes', () => {
  test('on the wire finds every ballot as long as every other, whatever was chosen, and its answer too', () => {
    const lengths = vote.polls.flatMap(({ voters }) =>
      voters.map(({ ballot, cast }) => [ballot.length, cast.received]),
    );
    assert.equal(new Set(lengths.map(String)).size, 1, String(lengths));
  });

  test('finds every draw by a slip, and every one by a login, as long as the others, and all answers alike', () => {
    for (const wanted of ['login', 'slip'] as const) {
      const same = allVoters().filter(({ way }) => way === wanted);
      // The address of the voter is in it on purpose, and of another length.
      const sent = same.map(({ drawn, from }) => drawn.sent - 2 * from.length);
      assert.equal(new Set(sent).size, 1, `${wanted} ${String(sent)}`);
    }
    const answers = allVoters().map(({ drawn }) => drawn.received);
    assert.equal(new Set(answers).size, 1, String(answers));
  });
});
