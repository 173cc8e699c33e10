import { constants, createPublicKey, verify } from 'node:crypto';
import { ballotMessage, canonicalJson, decodeBallot, keyMessage, prepare } from '@muster/proof';
import { closed, testPoll, vote } from '@muster/proof/testing';
import { recount } from '@muster/recount';
import { quantile, type Figure } from '../figure.ts';

const many = 5000;
const rounds = 5;
const wanted = 5000;

/** P7: the recount of one big board, and a bare loop that checks nothing but the two signatures of its ballots. */
export function recounting(): Figure[] {
  const given = testPoll(many);
  const board = closed(
    given,
    Array.from({ length: many }, (_, at) => vote(given, [at % 5])),
  );
  const files = {
    manifest: Buffer.from(canonicalJson(board.manifest)),
    ballots: Buffer.concat(board.ballots),
    close: Buffer.from(canonicalJson(board.close)),
  };
  const checks = checksOf(given.poll, board.ballots);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    ours.push(
      aSecond(() => {
        if (recount(files).outcome === null) throw new Error('The board does not hold.');
      }),
    );
    bare.push(
      aSecond(() => {
        for (const check of checks) if (!check()) throw new Error('A ballot does not hold.');
      }),
    );
  }
  const [counted, limit] = [ours, bare].map((all) => quantile(all.slice(1), 0.5));
  return [
    {
      id: 'P7',
      what: `recount of ${many} ballots on one core: a second`,
      ours: (counted ?? 0).toFixed(0),
      beside: `${(limit ?? 0).toFixed(0)} by a bare loop over the two signatures of each`,
      wanted: `at least ${wanted}`,
      holds: (counted ?? 0) >= wanted,
    },
  ];
}

function checksOf(
  { id, manifest, issuer }: ReturnType<typeof testPoll>['poll'],
  ballots: readonly Uint8Array[],
): (() => boolean)[] {
  const text = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
  const { n, e } = manifest.keys.issuer;
  const rsa = createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: text(n), e: text(e) } });
  return ballots.map((bytes) => {
    const ballot = decodeBallot({ issuer }, bytes);
    if (ballot === null) throw new Error('There is no ballot.');
    const x = Buffer.from(ballot.key).toString('base64url');
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    const [prepared, message] = [prepare(keyMessage(id, ballot.key), ballot.prefix), ballotMessage(id, ballot)];
    const scheme = { key: rsa, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
    return () =>
      verify('sha384', prepared, scheme, ballot.token) && verify(null, message, key, Buffer.from(ballot.signature));
  });
}

/** By the time that the processor worked for it: what a core could do, whatever else is asked of it meanwhile. */
function aSecond(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (many * 1e6) / (user + system);
}
