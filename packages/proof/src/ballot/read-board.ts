import { canonicalJson, type Json } from '../canonical-json.ts';
import { ballotLength } from './ballot.ts';
import type { Campaign } from './campaign.ts';
import type { Board, Close } from './close.ts';
import { pollOf, type Manifest } from './manifest.ts';

/** The files of a board as they were found; null where there is none. */
export interface BoardFiles {
  readonly manifest: Uint8Array | null;
  readonly ballots: Uint8Array | null;
  readonly close: Uint8Array | null;
}

export type FileFault =
  | 'manifest-missing'
  | 'ballots-missing'
  | 'close-missing'
  | 'manifest-unreadable'
  | 'close-unreadable';

/** A board from its files, or why there is none. */
export function readBoard({ manifest: poll, ballots, close: end }: BoardFiles): Board | FileFault {
  if (poll === null) return 'manifest-missing';
  if (ballots === null) return 'ballots-missing';
  if (end === null) return 'close-missing';
  const manifest = readJson(poll);
  if (!isManifest(manifest)) return 'manifest-unreadable';
  const close = readJson(end);
  if (!isClose(close)) return 'close-unreadable';
  return { manifest, close, ballots: cut(ballots, ballotLength(pollOf(manifest))) };
}

export function readCampaign(bytes: Uint8Array): Campaign | null {
  const campaign = readJson(bytes);
  return isCampaign(campaign) ? campaign : null;
}

/** What is left over at the end is a ballot that is too short. */
function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) =>
    bytes.slice(at * length, (at + 1) * length),
  );
}

/** Undefined where it is none, or nested so deeply that it has no one spelling. */
function readJson(bytes: Uint8Array): Json | undefined {
  try {
    const value = JSON.parse(decoded(bytes)) as Json;
    canonicalJson(value);
    return value;
  } catch {
    return undefined;
  }
}

/** UTF-8. `TextDecoder` is no part of the language, and this package is compiled without what is none. */
function decoded(bytes: Uint8Array): string {
  const escaped: string[] = [];
  for (const byte of bytes) escaped.push(`%${byte.toString(16).padStart(2, '0')}`);
  return decodeURIComponent(escaped.join(''));
}

type Test = (value: Json | undefined) => boolean;

const whole: Test = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
const words: Test = (value) => typeof value === 'string';
const like =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every((each: Json) => test(each));
const having =
  (tests: Readonly<Record<string, Test>>): Test =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(tests).every(([name, test]) => test((value as { readonly [name: string]: Json })[name]));

const hash = like(/^[0-9a-f]{64}$/);
const signature = like(/^[0-9a-f]{128}$/);
const fraction = having({ num: whole, den: whole });

const hasManifest = having({
  format: like(/^muster-poll-1$/),
  campaign: words,
  stage: orNull(words),
  units: listOf(having({ name: words })),
  raters: listOf(words),
  questions: listOf(having({ code: words, answers: whole })),
  rule: orNull(having({ question: whole, blocking: listOf(whole), counting: listOf(whole), from: fraction })),
  bands: orNull(
    having({
      question: whole,
      satisfied: listOf(whole),
      counting: listOf(whole),
      limits: listOf(having({ min: orNull(whole), below: orNull(whole) })),
    }),
  ),
  turnout: fraction,
  fewestCast: whole,
  electorate: having({ count: whole }),
  keys: having({
    issuer: having({ n: like(/^[89a-f][0-9a-f]{510}[13579bdf]$/), e: like(/^010001$/) }),
    issued: hash,
    closing: hash,
    box: hash,
  }),
});

/** As many questions as a ballot has room for, and each answer one byte. */
function isManifest(value: Json | undefined): value is Manifest {
  if (!hasManifest(value)) return false;
  const { questions, rule, bands } = value as Manifest;
  const isOf = (place: { readonly question: number } | null) => place === null || place.question < questions.length;
  const isFit = questions.every(({ answers }) => answers > 0 && answers < 256);
  return isFit && questions.length > 0 && questions.length <= 16 && isOf(rule) && isOf(bands);
}

const hasClose = having({
  format: like(/^muster-close-1$/),
  manifest: hash,
  issued: whole,
  cast: whole,
  root: hash,
  opened: orNull(having({ closingSecret: hash, tally: having({ void: whole, questions: listOf(listOf(whole)) }) })),
  signatures: having({ issued: signature, head: signature }),
});

function isClose(value: Json | undefined): value is Close {
  return hasClose(value);
}

const hasCampaign = having({
  format: like(/^muster-campaign-1$/),
  campaign: words,
  polls: listOf(like(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/)),
  root: hash,
});

function isCampaign(value: Json | undefined): value is Campaign {
  return hasCampaign(value);
}
