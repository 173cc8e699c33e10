import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { appointMany, makeActivationSheet, readMe } from '@muster/contract/access';
import { listPools } from '@muster/contract/assessment';
import { endPoll, listPolls } from '@muster/contract/ballot';
import { readRepresentatives } from '@muster/contract/roster';
import { pollOf, type Manifest } from '@muster/proof';
import { nameMaker } from '../demo/names.ts';
import { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import { beginVote, castAll, drawBySlips, holdVote, type Hall, type Voter } from './electronic-vote.ts';
import { newPhone } from './voters.ts';

/** The hall before the third holder of its keys has an account. */
export interface Organisers extends Omit<Hall, 'representative'> {
  /** Whose unit the reader's own vote is about. */
  readonly head: Visitor;
  readonly visit: (login: string) => Promise<Visitor>;
  /** Chooses a password by the code of an activation sheet. */
  readonly activated: (code: string) => Promise<unknown>;
  readonly folder: string;
}

/** Of each vote that is over, what share of those who took part was dissatisfied: the second unit does not pass. */
const dissatisfied = [0.03, 0.16, 0.06];
const representatives = 7;
/** In the vote that waits for the reader so many have drawn. */
const simulated = 9;
/** As long as may be, and so low a turnout that ten are enough. */
const forReader = { minutes: 8 * 60, turnout: { num: 1, den: 3 } };
const origins = ['served', 'served', 'own', 'served', 'subordinate'] as const;

const fileOf = (folder: string) => join(folder, 'phones.json');

/**
 * Electronic votes of some units, whole, cast by simulated phones; and one in a meeting in which nine have drawn, which waits for whoever
 * reads the demo. What is there from an earlier start is not held again. Where the reader's vote waits is answered, null where none does.
 */
export async function holdDemoVotes(organisers: Organisers): Promise<{ unitId: string } | null> {
  const { team, head } = organisers;
  const own = unitsOf(await head.call(readMe, {}), 'apply-transition');
  const theirs = unitsOf(await team.call(readMe, {}), 'confirm-assessment').filter((id) => !own.includes(id));
  const names = nameMaker(new Seeded(20_05), []);
  const chance = new Seeded(4);
  let held = 0;
  for (const unitId of theirs) {
    if (held === dissatisfied.length) break;
    const found = await readiness(organisers, unitId);
    if (found === 'voted') held += 1;
    if (found !== 'ready') continue;
    const share = dissatisfied[held] ?? 0;
    held += 1;
    const hall = await hallFor(organisers, unitId, names);
    await holdVote(hall, unitId, (eligible) => answers(chance, Math.ceil(0.92 * eligible), share));
  }
  const [unitId] = own;
  return unitId === undefined ? null : awaitReader(organisers, unitId, names);
}

type Me = { readonly grants: readonly { verb: string; organisationKind: string; organisationId: string }[] };

const unitsOf = ({ grants }: Me, verb: string): string[] =>
  grants.flatMap((grant) => (grant.verb === verb && grant.organisationKind === 'unit' ? [grant.organisationId] : []));

/** Whether one can be announced there; a unit of fewer than ten has it after its representatives are chosen. */
async function readiness({ office }: Pick<Organisers, 'office'>, unitId: string): Promise<'voted' | 'ready' | 'not'> {
  const { polls, mayAnnounce, announceRefusal, tooFew } = await office.call(listPolls, { params: { unitId } });
  if (polls.some(({ state }) => state === 'counted')) return 'voted';
  const { pools } = await office.call(listPools, { params: { organisationId: unitId } });
  // Units that vote together are led by whoever leads the host.
  if (pools.some(({ units }) => units[0]?.id !== unitId && units.some(({ id }) => id === unitId))) return 'not';
  const fewest = tooFew === null || tooFew.voters + representatives >= tooFew.least;
  return mayAnnounce && announceRefusal === null && fewest ? 'ready' : 'not';
}

/** Representatives of the unit are chosen where it has none; the first of them gets an account, and holds a share of the key. */
async function hallFor(organisers: Organisers, unitId: string, names: () => string): Promise<Hall> {
  const { office, visit, activated } = organisers;
  const chosen = async () => (await office.call(readRepresentatives, { params: { unitId } })).people;
  if ((await chosen()).length === 0) {
    const appointments = Array.from({ length: representatives }, (_, at) => ({
      organisationId: unitId,
      personName: names(),
      role: 'representative' as const,
      origin: origins[at % origins.length] ?? 'served',
    }));
    await office.call(appointMany, { body: { appointments } });
  }
  const [first] = await chosen();
  if (first === undefined) throw new Error('Nobody represents the masses there');
  const sheet = await office.call(makeActivationSheet, {
    params: { organisationId: unitId },
    body: { personIds: [first.person.id] },
  });
  const [row] = sheet.rows;
  if (row === undefined) throw new Error('Nobody was given an account');
  await activated(row.code);
  return { ...organisers, representative: await visit(row.login) };
}

/** So many, of whom a share is dissatisfied; of the others most are satisfied, some say they do not know. */
function answers(chance: Seeded, many: number, share: number): number[] {
  const angry = Math.ceil(share * many);
  const chosen = Array.from({ length: many }, (_, at) => (at < angry ? 3 : chance.pick([1, 1, 1, 1, 2, 2, 4])));
  return chosen
    .map((answer) => ({ answer, at: chance.next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ answer }) => answer);
}

/** A vote in which nine have drawn, each with a slip from the end of the sheet; they cast when whoever reads has closed the draw. */
async function awaitReader(
  organisers: Organisers,
  unitId: string,
  names: () => string,
): Promise<{ unitId: string } | null> {
  const { office, folder } = organisers;
  const { polls } = await office.call(listPolls, { params: { unitId } });
  if (polls.some(({ state }) => state === 'counted')) return null;
  if (polls.some(({ state }) => state === 'drawing' || state === 'casting')) return { unitId };
  await giveUpLapsed(organisers, unitId);
  if ((await readiness(organisers, unitId)) !== 'ready') return null;
  const hall = await hallFor(organisers, unitId, names);
  const begun = await beginVote(hall, unitId, forReader);
  const kept: KeptVoter[] = [];
  for (const { poll, slips } of begun) {
    const chosen = [1, 1, 2, 1, 1, 4, 1, 2, 1].slice(0, simulated);
    const drawn = await drawBySlips(hall, { poll, slips: slips.toReversed() }, chosen);
    kept.push(
      ...drawn.map(({ phone, signature, answer }) => ({
        manifest: poll.manifest,
        seed: Buffer.from(phone.seed).toString('hex'),
        signature,
        answer,
      })),
    );
  }
  // What telephones keep by themselves.
  writeFileSync(fileOf(folder), JSON.stringify(kept), { mode: 0o600 });
  return { unitId };
}

/** One of an earlier day that nobody led to its end. */
async function giveUpLapsed({ team }: Organisers, unitId: string): Promise<void> {
  const { polls } = await team.call(listPolls, { params: { unitId } });
  for (const { id, may } of polls)
    if (may.giveUp.includes('disturbed'))
      await team.call(endPoll, { params: { pollId: id }, body: { reason: 'disturbed', note: '到时无人主持' } });
}

interface KeptVoter {
  readonly manifest: Manifest;
  readonly seed: string;
  readonly signature: string;
  readonly answer: number;
}

/** The nine wait until the draw is closed, then cast; ends when they have, or nothing can be cast any more. */
export async function castForReader({
  voting,
  stopping,
  folder,
}: Pick<Organisers, 'voting' | 'stopping' | 'folder'>): Promise<void> {
  if (!existsSync(fileOf(folder))) return;
  const kept = JSON.parse(readFileSync(fileOf(folder), 'utf8')) as readonly KeptVoter[];
  const voters: Voter[] = kept.map(({ manifest, seed, signature, answer }) => ({
    phone: newPhone(pollOf(manifest), Buffer.from(seed, 'hex')),
    signature,
    answer,
  }));
  for (const [hash, waiting] of Map.groupBy(voters, ({ phone }) => phone.hash)) {
    let state = 'drawing';
    while (['announced', 'drawing', 'drawn', 'unknown'].includes(state)) {
      await pause(2000, undefined, { signal: stopping });
      state = await stateAt(voting.box, hash);
    }
    if (state === 'casting') await castAll({ voting, stopping }, waiting);
  }
  rmSync(fileOf(folder), { force: true });
}

async function stateAt(box: string, hash: string): Promise<string> {
  const answer = await fetch(`${box}/polls/${hash}`).catch(() => null);
  return answer?.ok === true ? ((await answer.json()) as { state: string }).state : 'unknown';
}
