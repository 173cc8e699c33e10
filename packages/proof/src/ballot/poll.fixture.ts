import { constants, generateKeyPairSync, privateDecrypt, randomBytes, type KeyObject } from 'node:crypto';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { treeRoot, leafHash } from '../merkle-tree.ts';
import { inOrder, type Board } from './close.ts';
import { headMessage, issuedMessage } from './head.ts';
import { pollOf, type Manifest, type Poll } from './manifest.ts';
import { tallyOf } from './tally.ts';
import { voterOf } from './voter.ts';

/** A poll with the secrets of everybody who takes part in it. */
export interface TestPoll {
  readonly poll: Poll;
  /** The issuer's signature on a blinded message. */
  readonly sign: (blinded: Uint8Array) => Uint8Array;
  readonly secrets: { readonly closing: Uint8Array; readonly box: Uint8Array; readonly issued: Uint8Array };
}

const rsaKeys: KeyObject[] = [];

/** Making a key takes as long as a hundred ballots, so some serve many polls in turn, which differ in their manifests. */
function rsaKey(at: number): KeyObject {
  return (rsaKeys[at] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
}

/** A poll of one question with the four answers, for so many who may vote; `of` changes what a test is about. */
export function testPoll(count: number, of: Partial<Manifest> = {}, key = 0): TestPoll {
  const privateKey = rsaKey(key);
  const { n = '', e = '' } = privateKey.export({ format: 'jwk' });
  const hex = (text: string) => Buffer.from(text, 'base64url').toString('hex');
  const secrets = { closing: randomBytes(32), box: randomBytes(32), issued: randomBytes(32) };
  const poll = pollOf({
    format: 'muster-poll-1',
    poll: bytesToHex(randomBytes(16)),
    campaign: 'campaign',
    stage: 'study',
    units: [{ id: 'unit', name: '白鹭镇中心小学' }],
    raters: ['member', 'representative'],
    questions: [{ code: 'satisfaction', answers: 4 }],
    rule: { question: 0, blocking: [3], counting: [1, 2, 3, 4], from: { num: 1, den: 10 } },
    bands: {
      question: 0,
      satisfied: [1, 2],
      counting: [1, 2, 3, 4],
      limits: [
        { min: 95, below: null },
        { min: 90, below: 95 },
        { min: null, below: 90 },
      ],
    },
    turnout: { num: 1, den: 2 },
    fewestCast: 5,
    mode: 'windows',
    issuing: { from: '2026-11-01T00:00:00Z', until: '2026-11-03T00:00:00Z' },
    casting: { from: '2026-11-03T00:00:00Z', until: '2026-11-05T00:00:00Z' },
    electorate: { count, root: bytesToHex(randomBytes(32)) },
    slips: null,
    ...of,
    keys: {
      issuer: { n: hex(n), e: hex(e) },
      issued: bytesToHex(ed25519.getPublicKey(secrets.issued)),
      closing: bytesToHex(x25519.getPublicKey(secrets.closing)),
      box: bytesToHex(ed25519.getPublicKey(secrets.box)),
    },
  });
  const sign = (blinded: Uint8Array) => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded);
  return { poll, sign, secrets };
}

/** One voter's way from a seed to a ballot. */
export function vote(
  { poll, sign }: TestPoll,
  answers: readonly number[],
  seed: Uint8Array = randomBytes(16),
): Uint8Array {
  const voter = voterOf(poll, seed);
  const ballot = voter.ballot(sign(voter.blinded), answers);
  if (ballot === null) throw new Error('The issuer signed something else');
  return ballot;
}

/** The board of a closed poll with these ballots; it says of itself what is true. */
export function closed({ poll, secrets }: TestPoll, cast: readonly Uint8Array[], issued = cast.length): Board {
  const ballots = inOrder(cast);
  const root = treeRoot(ballots.map(leafHash));
  const sign = (message: Uint8Array, secret: Uint8Array) => bytesToHex(ed25519.sign(message, secret));
  const isFew = ballots.length < poll.manifest.fewestCast;
  return {
    manifest: poll.manifest,
    ballots,
    close: {
      format: 'muster-close-1',
      manifest: bytesToHex(poll.id),
      issued,
      cast: ballots.length,
      root: bytesToHex(root),
      opened: isFew
        ? null
        : { closingSecret: bytesToHex(secrets.closing), tally: tallyOf(poll, ballots, secrets.closing) },
      signatures: {
        issued: sign(issuedMessage(poll.id, issued), secrets.issued),
        head: sign(headMessage(poll.id, ballots.length, root), secrets.box),
      },
    },
  };
}
