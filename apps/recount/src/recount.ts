/**
 * The recount of a closed poll, by Node alone: nothing of this file is shared with the programs that ran the poll, so that a mistake of
 * theirs is not made here again. It reads three files of a board: `manifest.json` (what the poll is), `ballots.bin` (every ballot, in the
 * order of their hashes) and `close.json` (what was made known at the end), and says what does not hold, or what the poll came to. Boards
 * of one campaign lie in folders beneath it, which `campaign.json` names. `node recount.ts <folder>` needs nothing but this file and Node 24.
 */
import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hash as digest,
  publicEncrypt,
  randomBytes,
  verify,
  constants,
  type KeyObject,
} from 'node:crypto';
import { promises as disk } from 'node:fs';
import { join } from 'node:path';

/** The three files as they are read; null where there is none. */
export interface BoardFiles {
  readonly manifest: Uint8Array | null;
  readonly ballots: Uint8Array | null;
  readonly close: Uint8Array | null;
}

/** What does not hold; `at` is the ballot that it is about, counted from 0. */
export interface Fault {
  readonly code: string;
  readonly at: number | null;
}

export interface Outcome {
  readonly eligible: number;
  readonly issued: number;
  readonly cast: number;
  readonly root: string;
  /** Null where nothing was opened. */
  readonly tally: { readonly void: number; readonly questions: readonly (readonly number[])[] } | null;
  readonly hasTurnout: boolean;
  /** Null where the poll has no such rule, or nothing to rule on. */
  readonly isBlocked: boolean | null;
  /** The place of the band, from 0. */
  readonly band: number | null;
}

export interface Recount {
  readonly faults: readonly Fault[];
  readonly outcome: Outcome | null;
  /** What is counted, as far as its manifest can be read. */
  readonly poll: { readonly id: string; readonly manifest: Manifest } | null;
  /** The leaf of this poll in the tree of its campaign. */
  readonly leaf: string | null;
}

/** Of a campaign; `folder` is that of the poll which it is about. */
export interface CampaignFault {
  readonly code: string;
  readonly folder: string | null;
}

export interface CampaignRecount {
  readonly polls: readonly { readonly folder: string; readonly recount: Recount }[];
  /** Null where a single board was recounted. */
  readonly campaign: { readonly faults: readonly CampaignFault[]; readonly root: string } | null;
}

export interface Manifest {
  readonly campaign: string;
  readonly stage: string | null;
  readonly units: readonly { readonly name: string }[];
  readonly raters: readonly string[];
  readonly questions: readonly { readonly code: string; readonly answers: number }[];
  readonly rule: Rule | null;
  readonly bands: Bands | null;
  readonly turnout: { readonly num: number; readonly den: number };
  readonly fewestCast: number;
  readonly electorate: { readonly count: number };
  readonly keys: {
    readonly issuer: { readonly n: string; readonly e: string };
    readonly issued: string;
    readonly closing: string;
    readonly box: string;
  };
}

interface Rule {
  readonly question: number;
  readonly blocking: readonly number[];
  readonly counting: readonly number[];
  readonly from: { readonly num: number; readonly den: number };
}

interface Bands {
  readonly question: number;
  readonly satisfied: readonly number[];
  readonly counting: readonly number[];
  readonly limits: readonly { readonly min: number | null; readonly below: number | null }[];
}

interface Close {
  readonly manifest: string;
  readonly issued: number;
  readonly cast: number;
  readonly root: string;
  readonly opened: { readonly closingSecret: string; readonly tally: NonNullable<Outcome['tally']> } | null;
  readonly signatures: { readonly issued: string; readonly head: string };
}

interface CampaignList {
  readonly campaign: string;
  readonly polls: readonly string[];
  readonly root: string;
}

const rest = { key: 32, prefix: 32, sealed: 64, signature: 64 };

/** A pattern stands for a text, 0 for a number from 0 on, a list of one for any number of such, `orNull` for what may be missing. */
type Shape = RegExp | 0 | readonly [Shape] | Optional | { readonly [name: string]: Shape };

class Optional {
  readonly of: Shape;
  constructor(of: Shape) {
    this.of = of;
  }
}

const orNull = (of: Shape) => new Optional(of);

const hex32 = /^[0-9a-f]{64}$/;
const hex64 = /^[0-9a-f]{128}$/;
const words = /^/;
const fraction: Shape = { num: 0, den: 0 };

const manifestShape: Shape = {
  format: /^muster-poll-1$/,
  campaign: words,
  stage: orNull(words),
  units: [{ name: words }],
  raters: [words],
  questions: [{ code: words, answers: 0 }],
  rule: orNull({ question: 0, blocking: [0], counting: [0], from: fraction }),
  bands: orNull({
    question: 0,
    satisfied: [0],
    counting: [0],
    limits: [{ min: orNull(0), below: orNull(0) }],
  }),
  turnout: fraction,
  fewestCast: 0,
  electorate: { count: 0 },
  keys: {
    issuer: { n: /^[89a-f][0-9a-f]{510}[13579bdf]$/, e: /^010001$/ },
    issued: hex32,
    closing: hex32,
    box: hex32,
  },
};

const closeShape: Shape = {
  format: /^muster-close-1$/,
  manifest: hex32,
  issued: 0,
  cast: 0,
  root: hex32,
  opened: orNull({ closingSecret: hex32, tally: { void: 0, questions: [[0]] } }),
  signatures: { issued: hex64, head: hex64 },
};

const campaignShape: Shape = {
  format: /^muster-campaign-1$/,
  campaign: words,
  // Nothing that leads elsewhere.
  polls: [/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/],
  root: hex32,
};

function fits(value: unknown, shape: Shape): boolean {
  if (shape instanceof Optional) return value === null || fits(value, shape.of);
  if (shape instanceof RegExp) return typeof value === 'string' && shape.test(value);
  if (shape === 0) return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32;
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((each) => fits(each, shape[0] as Shape));
  if (typeof value !== 'object' || value === null) return false;
  const of = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([name, each]) => fits(of[name], each));
}

/** Recounts a board. A file that cannot be read at all is a fault like any other; `at` hears how many ballots are through. */
export function recount(files: BoardFiles, at?: (done: number, all: number) => void): Recount {
  const broken = (code: string): Recount => ({ faults: [{ code, at: null }], outcome: null, poll: null, leaf: null });
  for (const name of ['manifest', 'ballots', 'close'] as const)
    if (files[name] === null) return broken(`${name}-missing`);
  const manifest = readJson(files.manifest, manifestShape) as Manifest | null;
  const close = readJson(files.close, closeShape) as Close | null;
  if (manifest === null || !isCountable(manifest)) return broken('manifest-unreadable');
  if (close === null) return broken('close-unreadable');
  return recountBoard(manifest, close, files.ballots ?? none, at ?? (() => undefined));
}

/** As many questions as a ballot has room for, and each answer one byte. */
function isCountable({ questions, rule, bands }: Manifest): boolean {
  const isOf = (question: number) => question < questions.length;
  return (
    questions.length > 0 &&
    questions.length <= 16 &&
    questions.every(({ answers }) => answers > 0 && answers < 256) &&
    (rule === null || isOf(rule.question)) &&
    (bands === null || isOf(bands.question))
  );
}

function recountBoard(
  manifest: Manifest,
  close: Close,
  bytes: Uint8Array,
  tell: (done: number, all: number) => void,
): Recount {
  const id = hash(Buffer.from('muster:manifest:1\0'), Buffer.from(spell(manifest)));
  const issuer = rsaKey(manifest.keys.issuer);
  const size = Buffer.from(manifest.keys.issuer.n, 'hex').length;
  const ballots = cut(bytes, size);
  const leaves = ballots.map((ballot) => hash(zero, ballot));
  const root = rootOf(leaves);
  const isFew = close.cast < manifest.fewestCast;
  const faults: Fault[] = [];
  const ask = (code: string, holds: boolean): void => {
    if (!holds) faults.push({ code, at: null });
  };
  ask('another-manifest', close.manifest === id.toString('hex'));
  const strange = strangeKeys(ballots.map((ballot) => ballot.subarray(0, rest.key)));
  const tags = {
    token: Buffer.concat([Buffer.from('muster:ballot-key:1\0'), id]),
    whole: Buffer.concat([Buffer.from('muster:ballot:1\0'), id]),
  };
  for (const [at, ballot] of ballots.entries()) {
    const code = faultOf(ballot, { issuer, size, tags, isStrange: strange.has(at) });
    if (code !== null) faults.push({ code, at });
    if (at % 256 === 0) tell(at, ballots.length);
  }
  for (const [at, leaf] of leaves.entries())
    if (at > 0 && Buffer.compare(leaves[at - 1] ?? leaf, leaf) >= 0) faults.push({ code: 'ballot-order', at });
  const keys = new Set<string>();
  for (const [at, ballot] of ballots.entries()) {
    const key = ballot.toString('hex', 0, rest.key);
    if (keys.has(key)) faults.push({ code: 'ballot-key-twice', at });
    keys.add(key);
  }
  ask('cast-differs', close.cast === ballots.length);
  ask('root-differs', close.root === root.toString('hex'));
  const head = Buffer.concat([Buffer.from('muster:head:1\0'), id, count(close.cast), Buffer.from(close.root, 'hex')]);
  ask('head-signature', isSignedBy(manifest.keys.box, head, close.signatures.head));
  const issued = Buffer.concat([Buffer.from('muster:issued:1\0'), id, count(close.issued)]);
  ask('issued-signature', isSignedBy(manifest.keys.issued, issued, close.signatures.issued));
  ask('more-cast-than-issued', close.cast <= close.issued);
  ask('more-issued-than-eligible', close.issued <= manifest.electorate.count);
  ask('opened-though-too-few', !isFew || close.opened === null);
  ask('not-opened', isFew || close.opened !== null);
  let tally: Outcome['tally'] = null;
  if (close.opened !== null) {
    const closing = closingKey(close.opened.closingSecret);
    if (closing?.publicKey.toString('hex') !== manifest.keys.closing) ask('closing-secret', false);
    else {
      tally = tallyOf(manifest, ballots, { id, size, closing });
      ask('tally-differs', spell(tally) === spell(close.opened.tally));
    }
  }
  tell(ballots.length, ballots.length);
  const outcome = faults.length > 0 ? null : outcomeOf(manifest, close, tally);
  const leaf = hash(Buffer.of(0), head, issued).toString('hex');
  return { faults, outcome, poll: { id: id.toString('hex'), manifest }, leaf };
}

/** The boards of a campaign that were recounted, held against `campaign.json`: its root is over what both signatures of each poll are on. */
export function recountCampaign(list: Uint8Array, polls: CampaignRecount['polls']): CampaignRecount {
  const published = readJson(list, campaignShape) as CampaignList | null;
  const faults: CampaignFault[] = [];
  const leaves = polls.flatMap(({ recount: { leaf } }) => (leaf === null ? [] : [Buffer.from(leaf, 'hex')]));
  const root = rootOf(leaves).toString('hex');
  if (published === null) faults.push({ code: 'campaign-unreadable', folder: null });
  let last = '';
  for (const { folder, recount: of } of polls) {
    if (of.poll === null) continue;
    if (of.poll.manifest.campaign !== published?.campaign) faults.push({ code: 'another-campaign', folder });
    if (of.poll.id <= last) faults.push({ code: 'poll-order', folder });
    last = of.poll.id;
  }
  if (published !== null && published.root !== root) faults.push({ code: 'campaign-root-differs', folder: null });
  return { polls, campaign: { faults, root } };
}

/** Reads one file by its path below the board's or the campaign's folder; null where there is none. */
export type Reading = (path: string) => Promise<Uint8Array | null>;

/** Recounts what lies there: the boards that `campaign.json` names or, where there is no such file, the one board. */
export async function recountAt(
  read: Reading,
  at?: (folder: string, done: number, all: number) => void,
): Promise<CampaignRecount> {
  const one = async (folder: string) => {
    const [manifest, ballots, close] = await Promise.all(
      ['manifest.json', 'ballots.bin', 'close.json'].map((name) => read(folder === '' ? name : `${folder}/${name}`)),
    );
    const files = { manifest: manifest ?? null, ballots: ballots ?? null, close: close ?? null };
    return { folder, recount: recount(files, (done, all) => at?.(folder, done, all)) };
  };
  const list = await read('campaign.json');
  if (list === null) return { polls: [await one('')], campaign: null };
  const polls = [];
  for (const folder of (readJson(list, campaignShape) as CampaignList | null)?.polls ?? [])
    polls.push(await one(folder));
  return recountCampaign(list, polls);
}

/** What is read of a text file at most. */
export const longestText = 4 * 2 ** 20;

export function inFolder(folder: string): Reading {
  return async (path) => {
    const file = join(folder, path);
    const found = await disk.stat(file).catch(() => null);
    if (found?.isFile() !== true) return null;
    return path.endsWith('.json') && found.size > longestText ? new Uint8Array(0) : disk.readFile(file);
  };
}

export const isWhole = ({ polls, campaign }: CampaignRecount): boolean =>
  (campaign?.faults.length ?? 0) === 0 && polls.every(({ recount: { faults } }) => faults.length === 0);

function outcomeOf(manifest: Manifest, { issued, cast, root }: Close, tally: Outcome['tally']): Outcome {
  const eligible = manifest.electorate.count;
  const { num, den } = manifest.turnout;
  const ruled = { isBlocked: isBlocked(manifest.rule, tally), band: bandOf(manifest.bands, tally) };
  return { eligible, issued, cast, root, tally, hasTurnout: cast * den >= num * eligible, ...ruled };
}

function sumOf(counts: readonly number[] | undefined, answers: readonly number[]): number {
  return answers.reduce((sum, answer) => sum + (counts?.[answer] ?? 0), 0);
}

function isBlocked(rule: Rule | null, tally: Outcome['tally']): boolean | null {
  if (rule === null || tally === null) return null;
  const counts = tally.questions[rule.question];
  const whole = sumOf(counts, rule.counting);
  return whole === 0 ? null : sumOf(counts, rule.blocking) * rule.from.den >= rule.from.num * whole;
}

function bandOf(bands: Bands | null, tally: Outcome['tally']): number | null {
  if (bands === null || tally === null) return null;
  const counts = tally.questions[bands.question];
  const [part, whole] = [100 * sumOf(counts, bands.satisfied), sumOf(counts, bands.counting)];
  const at = bands.limits.findIndex(
    ({ min, below }) => (min === null || part >= min * whole) && (below === null || part < below * whole),
  );
  return whole === 0 || at < 0 ? null : at;
}

interface Issuing {
  readonly issuer: KeyObject;
  readonly size: number;
  /** What stands before the messages that are signed, with this poll's hash. */
  readonly tags: { readonly token: Buffer; readonly whole: Buffer };
  readonly isStrange: boolean;
}

function faultOf(ballot: Buffer, { issuer, size, tags, isStrange }: Issuing): string | null {
  if (ballot.length !== lengthOf(size)) return 'ballot-length';
  const { key, prefix, token, signature, signed } = partsOf(ballot, size);
  const message = Buffer.concat([prefix, tags.token, key]);
  const scheme = { key: issuer, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  if (!verify('sha384', message, scheme, token)) return 'ballot-token';
  if (isStrange) return 'ballot-key';
  return isSigned(key, Buffer.concat([tags.whole, signed]), signature) ? null : 'ballot-signature';
}

function lengthOf(size: number): number {
  return rest.key + rest.prefix + size + rest.sealed + rest.signature;
}

function partsOf(ballot: Buffer, size: number) {
  const token = rest.key + rest.prefix;
  const sealed = token + size;
  const signature = sealed + rest.sealed;
  return {
    key: ballot.subarray(0, rest.key),
    prefix: ballot.subarray(rest.key, token),
    token: ballot.subarray(token, sealed),
    sealed: ballot.subarray(sealed, signature),
    signature: ballot.subarray(signature),
    signed: ballot.subarray(0, signature),
  };
}

/** What is left over at the end is a ballot that is too short. */
function cut(bytes: Uint8Array, size: number): readonly Buffer[] {
  const whole = Buffer.from(bytes);
  const length = lengthOf(size);
  return Array.from({ length: Math.ceil(whole.length / length) }, (_, at) =>
    whole.subarray(at * length, (at + 1) * length),
  );
}

interface Closing {
  readonly secret: KeyObject;
  readonly publicKey: Buffer;
}

function tallyOf(
  { questions }: Manifest,
  ballots: readonly Buffer[],
  { id, size, closing }: { readonly id: Buffer; readonly size: number; readonly closing: Closing },
): NonNullable<Outcome['tally']> {
  const counts = questions.map(({ answers }) => Array.from({ length: answers + 1 }, () => 0));
  const context = sealingContext(id);
  let spoilt = 0;
  for (const ballot of ballots) {
    const choices = ballot.length === lengthOf(size) ? openChoices(partsOf(ballot, size), context, closing) : null;
    const isFit = choices?.every((choice, at) => choice <= (questions[at]?.answers ?? 0)) ?? false;
    if (choices === null || !isFit) spoilt += 1;
    else
      for (const [at, of] of counts.entries()) {
        const choice = choices[at] ?? 0;
        of[choice] = (of[choice] ?? 0) + 1;
      }
  }
  return { void: spoilt, questions: counts };
}

/** HPKE of RFC 9180, base mode, with X25519, HKDF-SHA256 and ChaCha20Poly1305; null where it does not open. */
function openChoices(
  { key, sealed }: { readonly key: Buffer; readonly sealed: Buffer },
  context: Buffer,
  { secret, publicKey }: Closing,
): Buffer | null {
  const encapsulated = sealed.subarray(0, 32);
  try {
    const agreed = diffieHellman({ privateKey: secret, publicKey: keyText(x25519, encapsulated) });
    const parties = Buffer.concat([encapsulated, publicKey]);
    const agreement = mac(none, kemLabels.agreement, agreed);
    const shared = mac(agreement, kemLabels.shared, parties, one);
    const base = mac(shared, labels.secret);
    const cipherKey = mac(base, labels.key, context, one);
    const nonce = mac(base, labels.nonce, context, one).subarray(0, 12);
    const cipher = createDecipheriv('chacha20-poly1305', cipherKey, nonce, { authTagLength: 16 });
    cipher.setAAD(key, { plaintextLength: 16 });
    cipher.setAuthTag(sealed.subarray(48));
    return Buffer.concat([cipher.update(sealed.subarray(32, 48)), cipher.final()]);
  } catch {
    return null;
  }
}

const none = Buffer.alloc(0);
/** HKDF's first block, and there is none but the first. */
const one = Buffer.of(1);
const kem = Buffer.from('KEM\0\x20');
const suite = Buffer.from('HPKE\0\x20\0\x01\0\x03');

/** What stands before an input of LabeledExtract and, with the length that is wanted, of LabeledExpand. */
function label(of: Buffer, name: string, length?: number): Buffer {
  const wanted = length === undefined ? none : Buffer.of(0, length);
  return Buffer.concat([wanted, Buffer.from('HPKE-v1'), of, Buffer.from(name)]);
}

const kemLabels = { agreement: label(kem, 'eae_prk'), shared: label(kem, 'shared_secret', 32) };
const labels = {
  secret: label(suite, 'secret'),
  key: label(suite, 'key', 32),
  nonce: label(suite, 'base_nonce', 12),
};

/** What a poll's choices are sealed for, in base mode: the same for all of its ballots. */
function sealingContext(id: Buffer): Buffer {
  const info = Buffer.concat([Buffer.from('muster:choice:1\0'), id]);
  return Buffer.concat([
    Buffer.of(0),
    mac(none, label(suite, 'psk_id_hash')),
    mac(none, label(suite, 'info_hash'), info),
  ]);
}

/** HMAC-SHA256 by its two hashes: asking Node for an HMAC, or for HKDF, takes longer than working it out. The key has at most 64 bytes. */
function mac(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  for (let at = 0; at < 64; at += 1) {
    const byte = key[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  return sha256(Buffer.concat([outer, sha256(Buffer.concat([inner, ...parts]))]));
}

const [inner, outer] = [Buffer.alloc(64), Buffer.alloc(64)];

function sha256(bytes: Uint8Array): Buffer {
  return digest('sha256', bytes, 'buffer');
}

function closingKey(secret: string): Closing | null {
  try {
    const der = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), Buffer.from(secret, 'hex')]);
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const { x } = createPublicKey(key).export({ format: 'jwk' });
    return { secret: key, publicKey: Buffer.from(x ?? '', 'base64url') };
  } catch {
    return null;
  }
}

function rsaKey({ n, e }: Manifest['keys']['issuer']): KeyObject {
  const text = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: text(n), e: text(e) } });
}

/** Text, of which all but the key is always the same: Node reads it in place, and makes no object of it, which costs as much as reading. */
function keyText(start: string, key: Buffer): string {
  return `-----BEGIN PUBLIC KEY-----\n${start}${key.toString('base64')}\n-----END PUBLIC KEY-----\n`;
}

const x25519 = Buffer.from('302a300506032b656e032100', 'hex').toString('base64');
const ed25519 = Buffer.from('302a300506032b6570032100', 'hex').toString('base64');
const neutral = Buffer.from('01'.padEnd(64, '0'), 'hex');

/** By a key that is not strange: then OpenSSL, which multiplies nothing by the cofactor, takes no head of a signature that is, but the neutral one. */
function isSigned(key: Buffer, message: Buffer, signature: Buffer): boolean {
  try {
    if (signature.subarray(0, 32).equals(neutral)) return false;
    return key.length === 32 && verify(null, message, keyText(ed25519, key), signature);
  } catch {
    return false;
  }
}

/** By a key that a manifest names. */
function isSignedBy(name: string, message: Buffer, signature: string): boolean {
  const key = Buffer.from(name, 'hex');
  return strangeKeys([key]).size === 0 && isSigned(key, message, Buffer.from(signature, 'hex'));
}

/*
 * Keys outside the group of prime order: libraries disagree on what they signed. Node has no arithmetic of this curve, so it is done here
 * (RFC 8032, 5.1), and not for each key, which would take longer than all the rest: of many keys, sums of a random half of them are asked,
 * 32 times. A strange one is overlooked once in 2^32 recounts, and nobody knows in which.
 */
const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
const curve = 37_095_705_934_669_439_343_138_083_508_754_565_189_542_113_879_843_219_016_388_785_533_085_940_283_555n;
const rootOfMinusOne =
  19_681_161_376_707_505_956_807_079_304_988_542_015_446_066_515_923_890_162_744_021_073_123_829_784_752n;

/** On the curve, x = X/Z and y = Y/Z, T = XY/Z; below the prime, or the same less the prime. */
type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint];

const origin: Point = [0n, 1n, 1n, 0n];

function strangeKeys(keys: readonly Buffer[]): ReadonlySet<number> {
  const points = keys.map(pointOf);
  const strange = new Set<number>();
  const found: Point[] = [];
  for (const [at, point] of points.entries())
    if (point === null) strange.add(at);
    else found.push(point);
  if (found.length > alone && sumsOf(found).every(isPlain)) return strange;
  for (const [at, point] of points.entries()) if (point !== null && !isPlain(point)) strange.add(at);
  return strange;
}

/** So many are sooner asked one by one. */
const alone = 50;

/** Sums of 32 random choices among them, a byte of chance for eight at a time. */
function sumsOf(points: readonly Point[]): Point[] {
  const chance = randomBytes(4 * points.length);
  return [0, 1, 2, 3].flatMap((group) => {
    const sums = Array.from({ length: 256 }, () => origin);
    for (const [at, point] of points.entries()) {
      const drawn = chance[4 * at + group] ?? 0;
      sums[drawn] = added(sums[drawn] ?? origin, point);
    }
    return [1, 2, 4, 8, 16, 32, 64, 128].map((bit) =>
      sums.filter((_, drawn) => (drawn & bit) !== 0).reduce(added, origin),
    );
  });
}

/** Of prime order, that is: so many times itself is nothing. */
function isPlain(point: Point): boolean {
  let sum = origin;
  for (let bit = 252n; bit >= 0n; bit -= 1n) {
    sum = added(sum, sum);
    if (((order >> bit) & 1n) === 1n) sum = added(sum, point);
  }
  return sum[0] % prime === 0n && (sum[1] - sum[2]) % prime === 0n;
}

function added([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = (y1 - x1) * (y2 - x2);
  const b = (y1 + x1) * (y2 + x2);
  const c = ((2n * t1 * t2) % prime) * curve;
  const d = 2n * z1 * z2;
  const e = (b - a) % prime;
  const f = (d - c) % prime;
  const g = (d + c) % prime;
  const h = (b + a) % prime;
  return [(e * f) % prime, (g * h) % prime, (f * g) % prime, (e * h) % prime];
}

function residue(number: bigint): bigint {
  const left = number % prime;
  return left < 0n ? left + prime : left;
}

/** Null where the bytes are no point, or the neutral one. */
function pointOf(key: Buffer): Point | null {
  if (key.length !== 32) return null;
  const turned = Buffer.from(key.toReversed());
  const isOdd = ((turned[0] ?? 0) & 0x80) !== 0;
  turned[0] = (turned[0] ?? 0) & 0x7f;
  const y = numberOf(turned);
  if (y >= prime) return null;
  const u = residue(y * y - 1n);
  const v = residue(curve * ((y * y) % prime) + 1n);
  if (u === 0n) return null;
  const third = (((v * v) % prime) * v) % prime;
  const base = (((((third * third) % prime) * v) % prime) * u) % prime;
  const root = (((u * third) % prime) * powered(base)) % prime;
  const square = (((root * root) % prime) * v) % prime;
  if (square !== u && square !== prime - u) return null;
  const either = square === u ? root : (root * rootOfMinusOne) % prime;
  const x = (either % 2n === 1n) === isOdd ? either : prime - either;
  return [x, y, 1n, (x * y) % prime];
}

const field = rsaKey({ n: prime.toString(16), e: ((prime - 5n) / 8n).toString(16).padStart(64, '0') });

/** x^((p − 5) / 8) modulo p, which is what RSA would be with p for its modulus: in OpenSSL several times as fast as here. */
function powered(x: bigint): bigint {
  const input = Buffer.from(x.toString(16).padStart(64, '0'), 'hex');
  return numberOf(publicEncrypt({ key: field, padding: constants.RSA_NO_PADDING }, input));
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

/** The tree of RFC 9162, level by level: a pair becomes one, and who has none beside it goes up alone. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return hash();
  let level = leaves;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left !== undefined) above.push(right === undefined ? left : hash(Buffer.of(1), left, right));
    }
    level = above;
  }
  return level[0] ?? hash();
}

const zero = Buffer.of(0);

function hash(...parts: readonly Uint8Array[]): Buffer {
  return sha256(Buffer.concat(parts));
}

function count(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Null, too, where it is nested so deeply that nobody could spell it. */
function readJson(bytes: Uint8Array | null, shape: Shape): unknown {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes ?? none));
    return fits(value, shape) && spell(value) !== '' ? value : null;
  } catch {
    return null;
  }
}

/** JSON as RFC 8785 spells it. */
function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const of = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(of).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${spell(of[name])}`).join(',')}}`;
}

if (import.meta.main) {
  const counted = await recountAt(inFolder(process.argv[2] ?? '.'));
  process.stdout.write(`${JSON.stringify(counted, null, 2)}\n`);
  process.exitCode = isWhole(counted) ? 0 : 3;
}
