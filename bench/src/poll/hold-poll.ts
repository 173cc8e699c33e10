import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ballotLength, pollOf } from '@muster/proof';
import { startInstance, type Instance } from '@muster/testkit/instance';
import { seconds } from '../figure.ts';
import { runMuster } from '../muster.ts';
import { agreed, lineOf, sameBallots, type Known, type Recounted } from './agreed.ts';
import { announce, bringShares, importRoster, logInAll, openHall, type Announced, type Hall } from './hall.ts';
import { phonesOf } from './phones.ts';
import { clockOf, since, type ProcessorTime } from './processor-time.ts';
import { sendAll, type Letter } from './send-all.ts';

/** What went over the network at once: so many, in so long by the clock, for so much work of the processor. */
export interface Stretch {
  readonly count: number;
  readonly ms: number;
  readonly worked: ProcessorTime;
}

export interface HeldPoll {
  readonly instance: Instance;
  readonly draw: Stretch;
  readonly cast: Stretch;
}

type Say = (line: string) => void;
type Phase = <T>(name: string, act: () => Promise<T>) => Promise<T>;
type Places = { readonly issuer: string; readonly box: string };

/** Every tenth voter has no account and draws by a slip. */
const isBySlip = (at: number): boolean => at % 10 === 9;

/**
 * A vote of so many from the roster to the recount, in an instance that the real command serves: issuer, box, desk and PostgreSQL are the
 * product's own, and the voters' phones do what the voters' page does. Representatives have a small poll of their own. Throws where the
 * recount, which shares nothing with what ran the polls, disagrees with what the voters chose and were told. The instance is left running.
 */
export async function holdPoll(voters: number, say: Say): Promise<HeldPoll> {
  const phase: Phase = async (name, act) => {
    const start = performance.now();
    const answer = await act();
    say(`${name}: ${seconds(performance.now() - start)}`);
    return answer;
  };
  const instance = await phase('A town to vote in', () => startInstance('demo', ['--town']));
  try {
    const places = JSON.parse(await instance.heard(/^\{.*"issuer"/)) as Places;
    await phase(`Roster of ${voters} more, imported`, () => importRoster(instance, voters));
    const sessions = await phase('Nine of ten log in', () => logInAll(instance, voters - Math.floor(voters / 10)));
    const hall = await openHall(instance.address);
    const clock = await clockOf(instance.folder);
    const from = new Date(Date.now() + 3_000);
    const polls = await phase('Manifests and slips', () => announce(hall, from, places.box));
    await pause(Math.max(0, from.getTime() - Date.now()));
    const stretches: (readonly [Stretch, Stretch])[] = [];
    const known: Known[] = [];
    for (const [at, poll] of polls.entries()) {
      const isMain = at === 0;
      const [slip, session] = [poll.slips.values(), sessions.values()];
      const who = Array.from(
        { length: isMain ? voters : poll.manifest.electorate.count },
        (_, each) => (!isMain || isBySlip(each) ? slip : session).next().value,
      );
      const voted = await vote({ clock, hall, places, poll, who, phase, say: isMain ? say : () => undefined });
      stretches.push([voted.draw, voted.cast]);
      known.push(voted.known);
    }
    const [first] = polls;
    const board = join(instance.folder, 'board', first?.manifest.campaign ?? '');
    const told = await phase('Recount of the campaign', () => runMuster(['recount', board, '--json']));
    compare(told, board, polls, known, say);
    const [[draw, cast] = []] = stretches;
    if (draw === undefined || cast === undefined) throw new Error('Nobody voted.');
    return { instance, draw, cast };
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

interface Vote {
  readonly clock: () => ProcessorTime;
  readonly hall: Hall;
  readonly places: Places;
  readonly poll: Announced;
  /** A session or the secret of a slip for each. */
  readonly who: readonly (Letter['headers'] | string)[];
  readonly phase: Phase;
  readonly say: Say;
}

async function vote({ clock, hall, places, poll, who, phase, say }: Vote) {
  const { id, hash, manifest } = poll;
  const named = (name: string) => `${who.length} voters: ${name}`;
  const phones = phonesOf(manifest, who.length);
  const shown = (what: string) => progress(say, what, who.length);
  const keys = await phase(named('phones make their keys'), () => phones.make(shown('keys made')));
  const letters = keys.map((blinded, at): Letter => {
    const by = who[at];
    const isSlip = typeof by === 'string';
    const body = JSON.stringify({ blinded, ...(isSlip && { slip: by }) });
    return {
      address: `${places.issuer}/polls/${hash}/draw`,
      body,
      ...(!isSlip && by !== undefined && { headers: by }),
    };
  });
  const [signed, draw] = await phase(named('draw'), () =>
    stretch<{ readonly signature: string }>(clock, letters, shown('drawn')),
  );
  await phase(named('close of the draw'), () => hall.team.send('POST', `/api/polls/${id}/close-draw`, {}));
  // By the blinded keys, which are chance.
  const answers = keys.map((key) => Number.parseInt(key.slice(0, 6), 16) % 5);
  const signatures = signed.map(({ signature }) => signature);
  const ballots = await phase(named('phones fill and seal'), () =>
    phones.seal({ signatures, answers }, shown('sealed')),
  );
  await phones.close();
  const address = `${places.box}/polls/${hash}/ballots`;
  const [receipts, cast] = await phase(named('cast'), () =>
    stretch<{ readonly leaf: string }>(
      clock,
      ballots.map((body) => ({ address, body })),
      shown('cast'),
    ),
  );
  const { root } = await phase(named('close'), () => hall.team.ask<{ root: string }>(`/api/polls/${id}/close`, {}));
  await phase(named('two shares'), () => bringShares(hall, poll, places.issuer));
  await phase(named('publication'), () => hall.team.ask(`/api/polls/${id}/publish`, {}));
  const known: Known = {
    eligible: manifest.electorate.count,
    answers,
    receipts: receipts.map(({ leaf }) => leaf),
    root,
  };
  return { draw, cast, known };
}

/** The first fifth is not counted: what a process works out once, it works out then. */
async function stretch<Answer>(
  clock: () => ProcessorTime,
  letters: readonly Letter[],
  done: (all: number) => void,
): Promise<readonly [readonly Answer[], Stretch]> {
  const fifth = Math.floor(letters.length / 5);
  const first = await sendAll<Answer>(letters.slice(0, fifth), done);
  const before = clock();
  const start = performance.now();
  const rest = await sendAll<Answer>(letters.slice(fifth), (all) => done(fifth + all));
  const count = letters.length - fifth;
  return [[...first, ...rest], { count, ms: performance.now() - start, worked: since(before, clock()) }];
}

/** Four times in all. */
function progress(say: Say, what: string, all: number): (done: number) => void {
  let next = all / 4;
  return (done) => {
    if (done < next) return;
    say(`  ${done} of ${all} ${what}`);
    next += all / 4;
  };
}

interface Told {
  readonly holds: boolean;
  readonly polls: readonly { readonly folder: string; readonly recount: { readonly outcome: Recounted | null } }[];
  readonly campaign: { readonly root: string } | null;
}

function compare(told: string, board: string, polls: readonly Announced[], known: readonly Known[], say: Say): void {
  const { holds, polls: counted, campaign } = JSON.parse(told) as Told;
  if (!holds || counted.length !== polls.length) throw new Error(`The board does not hold: ${told}`);
  for (const [at, { hash, manifest }] of polls.entries()) {
    const outcome = counted.find(({ folder }) => folder === hash)?.recount.outcome ?? null;
    const voters = known[at];
    if (outcome === null || voters === undefined) throw new Error(`The board has no ${hash}.`);
    agreed(outcome, voters);
    sameBallots(readFileSync(join(board, hash, 'ballots.bin')), ballotLength(pollOf(manifest)), voters.receipts);
    say(lineOf(outcome));
  }
  say(`Every ballot with a receipt is on the board, once; root of the campaign ${campaign?.root ?? ''}`);
}
