import { setTimeout as pause } from 'node:timers/promises';
import { ControlRefused } from '@muster/box/beside';
import { announced, drawBallot, stateOf, type PollRecord } from '@muster/core/ballot';
import { isRefusal } from '@muster/core/kernel';
import { pollOf, slipCommitment, slipSecret, type Poll } from '@muster/proof';
import type { Issued, PollKeys, Prepared, Share } from './poll-keys.ts';
import type { Asker, Decided, Drawing, IssuingPoll, RosterDatabase } from './roster-database.ts';
import type { Signer } from './signer.ts';

/** Why nothing is signed; nothing is said that the asker could not know. */
export interface Refused {
  readonly refused: string;
}

/** Knows who may vote and signs one blinded key for each; of ballots it knows nothing. */
export interface Issuer {
  draw(hash: string, asker: Asker, blinded: Uint8Array): Promise<{ readonly signature: string } | Refused>;
  share(hash: string, asker: BySession): Promise<Share | Refused>;
  /** The holder has written it down. */
  forgetShare(hash: string, asker: BySession): Promise<Refused | null>;
  prepare(polls: readonly string[]): Promise<readonly Prepared[]>;
  /** How many were issued, once the draw is over; asked again, the same. */
  finish(poll: string): Promise<Issued>;
  slips(poll: string, count: number): Promise<readonly string[]>;
  /** What time brings: draws that are over are ended, and keys that have done their work destroyed. */
  keepHouse(): Promise<void>;
}

type BySession = Extract<Asker, { slip: null }>;

interface Known {
  readonly hash: string;
  readonly poll: Poll;
  readonly row: IssuingPoll;
}

export interface IssuerParts {
  readonly database: RosterDatabase;
  readonly keys: PollKeys;
  readonly signer: Signer;
  readonly now: () => Date;
}

/** Between two readings of what was announced. */
const leastMs = 250;

/** Of the constraints of the database that somebody can meet who came a moment too late. */
const refusals: Readonly<Record<string, string>> = {
  ballot_issued__while_drawing: 'draw-over',
  ballot_issued__no_more_slips: 'slips-all-drawn',
  ballot_issued__person_once: 'drawn-already',
  ballot_issued__slip_once: 'drawn-already',
};

export function makeIssuer({ database, keys, signer, now }: IssuerParts): Issuer {
  let known = new Map<string, Known>();
  let read = -leastMs;
  /** Whose draw is over: what is under way when it ends is not signed. */
  const over = new Set<string>();

  const refresh = async (): Promise<void> => {
    const rows = await database.polls();
    known = new Map(
      rows.map((row) => {
        const poll = known.get(row.manifest.poll)?.poll ?? pollOf(row.manifest);
        return [row.manifest.poll, { hash: Buffer.from(poll.id).toString('hex'), poll, row }];
      }),
    );
    read = performance.now();
  };
  /** However many ask for what is nowhere, it is read anew four times a second at most. */
  let soon: Promise<void> | null = null;
  const refreshSoon = (): Promise<void> =>
    (soon ??= pause(Math.max(0, read + leastMs - performance.now()))
      .then(refresh)
      .finally(() => (soon = null)));
  const find = async (fits: (each: Known) => boolean): Promise<Known | undefined> => {
    const found = [...known.values()].find(fits);
    if (found !== undefined) return found;
    await refreshSoon();
    return [...known.values()].find(fits);
  };
  const byHash = (hash: string) => find((each) => each.hash === hash);
  const byId = async (id: string): Promise<Known> => {
    await refresh();
    const found = known.get(id);
    if (found === undefined) throw new ControlRefused('not-found');
    return found;
  };
  const sign = async ({ poll, row }: Known): Promise<Issued> => {
    const id = row.manifest.poll;
    const before = await keys.issuedOf(id);
    if (before !== null) return before;
    over.add(id);
    const issued = await database.issued(row);
    await signer.forget(keys.signingKeyOf(id));
    return keys.finish(id, poll.id, issued);
  };
  /** One after the other: the clock and the desk may ask at the same time. */
  let finishing: Promise<unknown> = Promise.resolve();
  const finish = (which: Known): Promise<Issued> => {
    const signed = finishing.then(() => sign(which));
    finishing = signed.catch(() => undefined);
    return signed;
  };
  const holding = async (
    hash: string,
    asker: BySession,
  ): Promise<Refused | { readonly poll: string; readonly at: number }> => {
    const found = await byHash(hash);
    if (found === undefined) return { refused: 'not-found' };
    const at = await database.shareOf(found.row, asker, now());
    return at === null ? { refused: 'not-a-holder' } : { poll: found.row.manifest.poll, at };
  };

  return {
    draw: async (hash, asker, blinded) => {
      const found = await byHash(hash);
      if (found === undefined) return { refused: 'not-found' };
      const { row } = found;
      const at = now();
      const poll = row.manifest.poll;
      return refusedBy(
        database.draw(
          row,
          committed(poll, asker),
          at,
          async (drawing): Promise<Decided<Refused | { readonly signature: string }>> => {
            if (drawing === null) return nothing('not-found');
            if (!drawing.isKnown) return nothing(asker.slip === null ? 'not-logged-in' : 'slip-unknown');
            const drawn = drawBallot(stateFor(row, drawing), Buffer.from(blinded).toString('hex'), at);
            if (isRefusal(drawn)) return nothing(drawn.refused);
            if (over.has(poll)) return nothing('draw-over');
            const signature = await signer.sign(keys.signingKeyOf(poll), blinded);
            if (signature === null) return nothing('blinded-malformed');
            const answer = { signature: Buffer.from(signature).toString('hex') };
            return { answer, issue: drawn.isAgain ? null : blinded };
          },
        ),
      );
    },
    share: async (hash, asker) => {
      const held = await holding(hash, asker);
      if ('refused' in held) return held;
      return (await keys.shareOf(held.poll, held.at)) ?? { refused: 'share-handed-out' };
    },
    forgetShare: async (hash, asker) => {
      const held = await holding(hash, asker);
      if ('refused' in held) return held;
      await keys.forgetShare(held.poll, held.at);
      return null;
    },
    prepare: (polls) => Promise.all(polls.map((poll) => keys.prepare(poll))),
    finish: async (id) => {
      const found = await byId(id);
      if (!isOver(found.row, now())) throw new ControlRefused('draw-not-over');
      return finish(found);
    },
    slips: async (id, count) => {
      const seed = await keys.slipSeedOf((await byId(id)).row.manifest.poll);
      if (seed === null) throw new ControlRefused('draw-over');
      return Array.from({ length: count }, (_, at) => Buffer.from(slipSecret(seed, id, at)).toString('hex'));
    },
    keepHouse: async () => {
      await refresh();
      const at = now();
      for (const each of known.values()) {
        const id = each.row.manifest.poll;
        if (each.row.hasEnded) {
          await signer.forget(keys.signingKeyOf(id));
          await keys.forget(id);
        } else if (isOver(each.row, at)) await finish(each);
      }
      await keys.tidy(new Set(known.keys()), at);
    },
  };
}

/** Of a slip the database knows what was published of it. */
function committed(poll: string, asker: Asker): Asker {
  return asker.slip === null ? asker : { ...asker, slip: Buffer.from(slipCommitment(poll, asker.slip)) };
}

function recordOf({ manifest, drawClosedAt }: IssuingPoll): PollRecord {
  const { mode, issuing, casting } = manifest;
  const window = ({ from, until }: typeof issuing) => ({ from: new Date(from), until: new Date(until) });
  return { ...announced({ mode, issuing: window(issuing), casting: window(casting) }), drawClosedAt };
}

function isOver(row: IssuingPoll, at: Date): boolean {
  return !['announced', 'drawing'].includes(stateOf(recordOf(row), at));
}

function stateFor(row: IssuingPoll, { drawClosedAt, closedAt, end, isOnRoster, ended, signed }: Drawing) {
  const poll = { ...recordOf({ ...row, drawClosedAt }), closedAt, end };
  return { poll, onRoster: isOnRoster, ended, signed: signed?.toString('hex') ?? null };
}

function nothing(refused: string): Decided<Refused> {
  return { answer: { refused }, issue: null };
}

async function refusedBy<T>(work: Promise<T>): Promise<T | Refused> {
  try {
    return await work;
  } catch (error) {
    const code = refusals[(error as { readonly constraint?: string }).constraint ?? ''];
    if (code === undefined) throw error;
    return { refused: code };
  }
}
