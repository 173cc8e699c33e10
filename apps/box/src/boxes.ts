import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ControlRefused, putFile, readFileIfThere, wipeFile } from './beside/index.ts';
import { announced, closePoll, refuseCast, stateOf, type PollRecord, type PollState } from '@muster/core/ballot';
import { isRefusal } from '@muster/core/kernel';
import { isHeadSigned, issuedMessage, pollOf, type Close, type Manifest, type Poll } from '@muster/proof';
import type { Board } from './board.ts';
import { openBox, type Box, type Emptied } from './box.ts';
import { countApart } from './count-apart.ts';
import { ed25519Key, x25519PublicOf } from './key-of-secret.ts';
import type { OpenBox } from './serve-boxes.ts';

/** What the desk says of a poll; said again as often as it likes. */
export interface Announced {
  readonly manifest: Manifest;
  /** In a meeting, by its clerk. */
  readonly drawClosedAt: string | null;
  /** Without a count: void, or called off. */
  readonly isGivenUp: boolean;
}

export interface Closing {
  readonly poll: string;
  readonly issued: number;
}

export interface Publishing extends Closing {
  readonly issuedSignature: string;
  /** Null where too few were cast. */
  readonly closingSecret: string | null;
}

export interface Boxes {
  readonly find: (hash: string) => OpenBox | undefined;
  /** What whoever votes is told of a poll, by its hash or the first digits of it; undefined where the box knows none, or two. */
  readonly told: (named: string) => ToldPoll | undefined;
  /** A key for each poll that is to be announced; its public half. */
  prepare(polls: readonly string[]): Promise<readonly { readonly poll: string; readonly box: string }[]>;
  open(said: Announced): Promise<void>;
  close(closing: Closing): Promise<Omit<Emptied, 'ballots'> & { readonly cast: number }>;
  publish(publishing: Publishing): Promise<Close>;
  /** Whether ballots are taken is looked at now and then, so that no clock is read when one comes. */
  keepHouse(): Promise<void>;
  shut(): Promise<void>;
}

/** A poll as voters are told of it, who hold the manifest against its hash. */
export interface ToldPoll {
  readonly manifest: Manifest;
  readonly state: PollState;
}

/** Kept on the disk beside the journal. */
interface State {
  readonly drawClosedAt: string | null;
  readonly isEmptied: boolean;
  readonly isGivenUp: boolean;
}

interface Kept {
  readonly poll: Poll;
  readonly hash: string;
  state: State;
  /** Null once everything of it is published, or it was given up. */
  box: Box | null;
  isCasting: boolean;
  /** As it was when it was last looked at. */
  course: PollState;
}

const isPoll = /^[0-9a-f]{32}$/;
const hourMs = 3_600_000;
const fresh: State = { drawClosedAt: null, isEmptied: false, isGivenUp: false };

export async function openBoxes(folder: string, board: Board, now: () => Date): Promise<Boxes> {
  const polls = new Map<string, Kept>();
  const at = (poll: string, ...names: string[]) => {
    if (!isPoll.test(poll)) throw new ControlRefused('not-found');
    return join(folder, poll, ...names);
  };
  const put = async (kept: Kept, state: State): Promise<void> => {
    await putFile(at(kept.poll.manifest.poll, 'state.json'), JSON.stringify(state));
    kept.state = state;
    look(kept, now());
  };
  /** With what the disk has of it. */
  const take = async (manifest: Manifest): Promise<Kept> => {
    const poll = pollOf(manifest);
    const hash = Buffer.from(poll.id).toString('hex');
    const said = await readFileIfThere(at(manifest.poll, 'state.json'));
    const state = said === null ? fresh : (JSON.parse(said.toString()) as State);
    const kept: Kept = { poll, hash, state, box: null, isCasting: false, course: 'announced' };
    const secret = await readFileIfThere(at(manifest.poll, 'box.key'));
    if (secret !== null && !state.isGivenUp && (await board.closeOf(hash, manifest)) === null)
      kept.box = await openBox(poll, {
        journal: at(manifest.poll, 'journal'),
        secretKey: Buffer.from(secret.toString(), 'hex'),
        isCasting: () => kept.isCasting,
      });
    look(kept, now());
    polls.set(manifest.poll, kept);
    return kept;
  };
  const letGo = async (kept: Kept): Promise<void> => {
    const { box } = kept;
    kept.box = null;
    await box?.close();
    await wipeFile(at(kept.poll.manifest.poll, 'box.key'));
    await rm(at(kept.poll.manifest.poll, 'journal'), { force: true });
  };
  const known = (poll: string): Kept => {
    const kept = polls.get(poll);
    if (kept === undefined) throw new ControlRefused('not-found');
    return kept;
  };
  const boxOf = (kept: Kept): Box => {
    if (kept.box === null) throw new ControlRefused('poll-ended');
    return kept.box;
  };

  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const poll of await readdir(folder)) {
    const manifest = isPoll.test(poll) ? await readFileIfThere(at(poll, 'manifest.json')) : null;
    if (manifest !== null) await take(JSON.parse(manifest.toString()) as Manifest);
  }

  return {
    find: (hash) => {
      for (const { hash: of, poll, box } of polls.values()) if (of === hash && box !== null) return { poll, box };
      return undefined;
    },
    told: (named) => {
      const [found, ...others] = [...polls.values()].filter(({ hash }) => hash.startsWith(named));
      if (found === undefined || others.length > 0) return undefined;
      return { manifest: found.poll.manifest, state: found.course };
    },
    prepare: (names) =>
      Promise.all(
        names.map(async (poll) => {
          const secret = randomBytes(32);
          await mkdir(at(poll), { recursive: true, mode: 0o700 });
          await putFile(at(poll, 'box.key'), secret.toString('hex'));
          return { poll, box: publicOf(secret) };
        }),
      ),
    open: async ({ manifest, drawClosedAt, isGivenUp }) => {
      let kept = polls.get(manifest.poll);
      if (kept === undefined) {
        const secret = await readFileIfThere(at(manifest.poll, 'box.key'));
        if (secret === null || publicOf(Buffer.from(secret.toString(), 'hex')) !== manifest.keys.box)
          throw new ControlRefused('not-prepared');
        await board.announce(Buffer.from(pollOf(manifest).id).toString('hex'), manifest);
        await putFile(at(manifest.poll, 'manifest.json'), JSON.stringify(manifest));
        kept = await take(manifest);
      }
      if (Buffer.from(pollOf(manifest).id).toString('hex') !== kept.hash) throw new ControlRefused('another-manifest');
      const { state } = kept;
      const said = {
        ...state,
        drawClosedAt: state.drawClosedAt ?? drawClosedAt,
        isGivenUp: state.isGivenUp || isGivenUp,
      };
      if (JSON.stringify(said) !== JSON.stringify(state)) await put(kept, said);
      if (said.isGivenUp && !state.isGivenUp) await letGo(kept);
    },
    close: async ({ poll, issued }) => {
      const kept = known(poll);
      const box = boxOf(kept);
      if (!kept.state.isEmptied) {
        const counts = { eligible: kept.poll.manifest.electorate.count, issued, cast: box.held() };
        const closed = closePoll(recordOf(kept), counts, now());
        if (isRefusal(closed)) throw new ControlRefused(closed.refused);
        await put(kept, { ...kept.state, isEmptied: true });
      }
      const { ballots, root, signature } = await box.empty();
      return { cast: ballots.length, root, signature };
    },
    publish: async (publishing) => {
      const kept = known(publishing.poll);
      const { manifest } = kept.poll;
      const before = await board.closeOf(kept.hash, manifest);
      if (before !== null) {
        await letGo(kept);
        return before;
      }
      if (!kept.state.isEmptied) throw new ControlRefused('poll-not-closed');
      const emptied = await boxOf(kept).empty();
      const close = await closeFor(kept.poll, kept.hash, emptied, publishing);
      await board.close(kept.hash, manifest, emptied.ballots, close);
      await letGo(kept);
      return close;
    },
    keepHouse: async () => {
      const moment = now();
      for (const kept of polls.values()) look(kept, moment);
      // Prepared, and never announced.
      for (const poll of await readdir(folder))
        if (isPoll.test(poll) && !polls.has(poll) && moment.getTime() - (await stat(at(poll))).mtimeMs > hourMs)
          await wipeFile(at(poll, 'box.key')).then(() => rm(at(poll), { recursive: true, force: true }));
    },
    shut: async () => {
      for (const { box } of polls.values()) await box?.close();
    },
  };
}

function look(kept: Kept, moment: Date): void {
  const { isEmptied, isGivenUp } = kept.state;
  kept.course = courseOf(kept, moment);
  kept.isCasting = !isEmptied && !isGivenUp && refuseCast(recordOf(kept), moment) === null;
}

/** The box is not told why a poll was given up; that of one with too few ballots nothing was opened stands on the board. */
function courseOf(kept: Kept, moment: Date): PollState {
  const { isEmptied, isGivenUp, drawClosedAt } = kept.state;
  if (isGivenUp)
    return drawClosedAt === null && moment < new Date(kept.poll.manifest.issuing.from) ? 'cancelled' : 'void';
  if (isEmptied) return kept.box === null ? 'counted' : 'closed';
  return stateOf(recordOf(kept), moment);
}

function recordOf({ poll: { manifest }, state }: Kept): PollRecord {
  const { mode, issuing, casting } = manifest;
  const window = ({ from, until }: typeof issuing) => ({ from: new Date(from), until: new Date(until) });
  const drawClosedAt = state.drawClosedAt === null ? null : new Date(state.drawClosedAt);
  return { ...announced({ mode, issuing: window(issuing), casting: window(casting) }), drawClosedAt };
}

/** Opens the ballots, where there are enough of them. */
async function closeFor(
  { id, manifest }: Poll,
  hash: string,
  { ballots, root, signature }: Emptied,
  { issued, issuedSignature, closingSecret }: Publishing,
): Promise<Close> {
  if (!isHeadSigned(manifest.keys.issued, issuedMessage(id, issued), issuedSignature))
    throw new ControlRefused('issued-signature');
  if (ballots.length < manifest.fewestCast !== (closingSecret === null))
    throw new ControlRefused(closingSecret === null ? 'poll-not-opened' : 'opened-though-too-few');
  const secret = closingSecret === null ? null : Buffer.from(closingSecret, 'hex');
  if (secret !== null && x25519PublicOf(secret) !== manifest.keys.closing) throw new ControlRefused('closing-secret');
  return {
    format: 'muster-close-1',
    manifest: hash,
    issued,
    cast: ballots.length,
    root,
    opened:
      secret === null || closingSecret === null
        ? null
        : { closingSecret, tally: await countApart({ manifest, ballots, closingSecret: secret }) },
    signatures: { issued: issuedSignature, head: signature },
  };
}

function publicOf(secret: Buffer): string {
  const { x = '' } = createPublicKey(ed25519Key(secret)).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('hex');
}
