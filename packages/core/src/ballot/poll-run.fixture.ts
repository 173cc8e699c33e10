import { isRefusal } from '../kernel/index.ts';
import {
  cancelPoll,
  closeDraw,
  closePoll,
  drawBallot,
  publishPoll,
  refuseCast,
  stateOf,
  voidPoll,
  type PollRecord,
  type PollState,
} from './index.ts';

export const voters = ['mei', 'tao', 'lan', 'wu', 'zhou', 'he', 'gao', 'lin', 'shi', 'yan', 'qin'] as const;
export type Voter = (typeof voters)[number];

/** What somebody tries, and minutes that pass. A ballot is cast by whoever drew one; here it bears the name, in life it does not. */
export type Act =
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'draw'; readonly who: Voter; readonly device: number }
  | { readonly do: 'cast'; readonly who: Voter }
  | { readonly do: 'closeDraw' | 'close' | 'publish' | 'void' | 'cancel' };

/** A poll with all that was done to it and when. The issuer and the box each keep their own half. */
export interface Run {
  poll: PollRecord;
  at: Date;
  readonly signed: Map<Voter, string>;
  readonly box: Set<Voter>;
  readonly drawnAt: Date[];
  readonly castAt: Date[];
  readonly signatures: { readonly who: Voter; readonly blinded: string }[];
  readonly states: PollState[];
}

const onRoster = new Set<Voter>(voters.slice(0, 10));
const fewestCast = 5;
export const eligible = onRoster.size;

export function runPoll(poll: PollRecord, from: Date, acts: readonly Act[]): Run {
  const run: Run = {
    poll,
    at: from,
    signed: new Map(),
    box: new Set(),
    drawnAt: [],
    castAt: [],
    signatures: [],
    states: [stateOf(poll, from)],
  };
  for (const act of acts) {
    step(run, act);
    run.states.push(stateOf(run.poll, run.at));
  }
  return run;
}

function step(run: Run, act: Act): void {
  const { poll, at, signed, box } = run;
  const counts = { eligible, issued: signed.size, cast: box.size };
  switch (act.do) {
    case 'wait':
      run.at = new Date(at.getTime() + act.minutes * 60_000);
      return;
    case 'draw': {
      const state = { poll, onRoster: onRoster.has(act.who), ended: null, signed: signed.get(act.who) ?? null };
      const drawn = drawBallot(state, `${act.who}:${act.device}`, at);
      if (isRefusal(drawn)) return;
      signed.set(act.who, drawn.blinded);
      run.signatures.push({ who: act.who, blinded: drawn.blinded });
      run.drawnAt.push(at);
      return;
    }
    case 'cast':
      if (!signed.has(act.who) || box.has(act.who) || refuseCast(poll, at) !== null) return;
      box.add(act.who);
      run.castAt.push(at);
      return;
    case 'closeDraw':
      return record(run, closeDraw(poll, at));
    case 'close':
      return record(run, closePoll(poll, counts, at));
    case 'publish': {
      const opening = box.size < fewestCast ? null : { void: 0, questions: [[0, box.size, 0, 0, 0]] };
      return end(run, publishPoll({ poll, counts, fewestCast, questions: 1, opening }, at));
    }
    case 'void':
      return end(run, voidPoll(poll, { reason: 'disturbed', note: '停电', counts, isOfTheUnit: false }, at));
    case 'cancel':
      return end(run, cancelPoll(poll, at));
  }
}

function record(run: Run, fact: Partial<PollRecord> | object): void {
  if (!isRefusal(fact)) run.poll = { ...run.poll, ...fact };
}

function end(run: Run, fact: object & { readonly as?: 'counted' | 'void' | 'cancelled' }): void {
  if (!isRefusal(fact) && fact.as !== undefined) run.poll = { ...run.poll, end: { as: fact.as, at: run.at } };
}
