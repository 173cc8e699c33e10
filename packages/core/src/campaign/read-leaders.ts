import { settle, type Laying } from './laying.ts';
import { leadersDuties, type LeadersAsked, type Times } from './playbook.ts';
import { keysOf, wholeOf, type Spot } from './spot.ts';

const nothing: LeadersAsked = { ownBranch: null, contactPoint: null, lectures: null };
const notSet = 'not set';

/** How often leaders take part; what is not written is not asked. */
export function readLeaders(spot: Spot): LeadersAsked {
  if (spot.value === undefined) return nothing;
  const keys = keysOf(spot, { required: [], optional: leadersDuties });
  return {
    ownBranch: maybe(keys.ownBranch),
    contactPoint: maybe(keys.contactPoint),
    lectures: maybe(keys.lectures),
  };
}

const maybe = (spot: Spot): Times | null => (spot.value === undefined ? null : timesOf(spot));
const timesOf = (spot: Spot): Times => ({ atLeast: spot.value === notSet ? null : wholeOf(spot, 1, 366) });

/** A layer may ask for it, say how often where nobody had, and ask for more. */
export function layLeaders({ changes }: Laying, spot: Spot, above: LeadersAsked): LeadersAsked {
  if (spot.value === undefined) return above;
  const keys = keysOf(spot, { required: [], optional: leadersDuties });
  const lay = (duty: (typeof leadersDuties)[number]): Times | null =>
    settle<Times | null>(keys[duty], above[duty], { read: timesOf, order, say }, () =>
      changes.push({ subject: `leaders.${duty}`, what: above[duty] === null ? 'added' : 'tightened' }),
    );
  return { ownBranch: lay('ownBranch'), contactPoint: lay('contactPoint'), lectures: lay('lectures') };
}

const weight = (times: Times | null): number => (times === null ? -1 : (times.atLeast ?? 0));
const say = (times: Times | null): string => String(times?.atLeast ?? notSet);

function order(written: Times | null, above: Times | null): 'same' | 'stricter' | 'looser' {
  const more = weight(written) - weight(above);
  return more === 0 ? 'same' : more > 0 ? 'stricter' : 'looser';
}
