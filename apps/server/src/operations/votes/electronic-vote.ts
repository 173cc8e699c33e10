import { setTimeout as pause } from 'node:timers/promises';
import {
  announcePoll,
  bringShare,
  closeDraw,
  closePoll,
  listPolls,
  printSlips,
  publishPoll,
} from '@muster/contract/ballot';
import { secretOfSlip, type Poll } from '@muster/proof';
import { inParallel } from '../in-parallel.ts';
import type { Visitor } from '../visitor.ts';
import { cast, draw, fetchPoll, newPhone, share, type Phone } from './voters.ts';

/** Who runs a vote, and where ballots are drawn and cast. */
export interface Hall {
  readonly office: Visitor;
  readonly team: Visitor;
  readonly representative: Visitor;
  readonly voting: { readonly issuer: string; readonly box: string };
  readonly stopping: AbortSignal;
}

/** A poll whose draw has begun, with the slips of the box from which people draw. */
export interface Drawing {
  readonly id: string;
  readonly poll: Poll;
  /** How many may vote; there are spare slips besides. */
  readonly eligible: number;
  /** Their secrets, in hexadecimal. */
  readonly slips: readonly string[];
}

/** Somebody who has drawn, and knows what to choose: 1 is the first answer. */
export interface Voter {
  readonly phone: Phone;
  readonly signature: string;
  readonly answer: number;
}

/** People at their phones at a time. */
const phonesAtOnce = 4;
const minuteMs = 60_000;
const lead = 1500;

/** A vote in a meeting that begins at once, by slips for everybody: its polls, once their draw has begun. */
export async function beginVote(
  { office, team, representative, voting, stopping }: Hall,
  unitId: string,
  { minutes, turnout }: { readonly minutes: number; readonly turnout: { readonly num: number; readonly den: number } },
): Promise<Drawing[]> {
  const from = new Date(Date.now() + lead);
  const meeting = { from: from.toISOString(), until: new Date(from.getTime() + minutes * minuteMs).toISOString() };
  const { polls } = await office.call(announcePoll, {
    params: { unitId },
    body: {
      times: { mode: 'meeting', meeting },
      questions: ['satisfaction'],
      turnout,
      slips: { for: 'everybody', spare: 3 },
      holders: [
        { role: 'superior-office', personId: office.personId },
        { role: 'supervision-team', personId: team.personId },
        { role: 'mass-representative', personId: representative.personId },
      ],
    },
  });
  const begun: Drawing[] = [];
  for (const { id, hash } of polls) {
    const { codes } = await office.call(printSlips, { params: { pollId: id } });
    const { campaignId, eligible } = await pollShown(office, unitId, id);
    const poll = await fetchPoll(voting.box, campaignId, hash);
    begun.push({
      id,
      poll,
      eligible,
      slips: codes.map((code) => Buffer.from(secretOfSlip(code) ?? []).toString('hex')),
    });
  }
  await pause(Math.max(0, from.getTime() - Date.now()) + 100, undefined, { signal: stopping });
  return begun;
}

async function pollShown(office: Visitor, unitId: string, id: string) {
  const { polls } = await office.call(listPolls, { params: { unitId } });
  const shown = polls.find((poll) => poll.id === id);
  if (shown === undefined) throw new Error('A poll that was announced is not listed');
  return shown;
}

/** One after the other takes a slip and draws with a phone of the own; what each will choose is known beforehand. */
export async function drawBySlips(
  { voting, stopping }: Hall,
  { poll, slips }: Pick<Drawing, 'poll' | 'slips'>,
  answers: readonly number[],
): Promise<Voter[]> {
  const voters: Voter[] = [];
  await inParallel(answers, phonesAtOnce, async (answer, at) => {
    stopping.throwIfAborted();
    const phone = newPhone(poll);
    const { status, body } = await draw(voting.issuer, phone, { slip: slips[at] ?? '' });
    if (status !== 200) throw new Error(`A ballot could not be drawn: ${JSON.stringify(body)}`);
    voters.push({ phone, signature: String(body['signature']), answer });
  });
  return voters;
}

export function castAll(
  { voting, stopping }: Pick<Hall, 'voting' | 'stopping'>,
  voters: readonly Voter[],
): Promise<void> {
  return inParallel(voters, phonesAtOnce, async ({ phone, signature, answer }) => {
    stopping.throwIfAborted();
    const { status, body } = await cast(voting.box, phone, signature, answer);
    if (status !== 201 && status !== 200) throw new Error(`A ballot could not be cast: ${JSON.stringify(body)}`);
  });
}

/** A whole vote, from its announcement to the published board; `answersOf` says what those choose who take part. */
export async function holdVote(
  hall: Hall,
  unitId: string,
  answersOf: (eligible: number) => readonly number[],
): Promise<void> {
  const { office, team, representative, voting } = hall;
  const drawn: { readonly id: string; readonly voters: readonly Voter[] }[] = [];
  const begun = await beginVote(hall, unitId, { minutes: 60, turnout: { num: 1, den: 2 } });
  for (const drawing of begun)
    drawn.push({ id: drawing.id, voters: await drawBySlips(hall, drawing, answersOf(drawing.eligible)) });
  for (const { id } of drawn) await office.call(closeDraw, { params: { pollId: id } });
  for (const { voters } of drawn) await castAll(hall, voters);
  for (const { id, voters } of drawn) {
    await office.call(closePoll, { params: { pollId: id } });
    const hash = voters[0]?.phone.hash ?? '';
    for (const holder of [team, representative]) {
      const height = await share(voting.issuer, hash, holder.session);
      await holder.call(bringShare, { params: { pollId: id }, body: { height } });
    }
    await team.call(publishPoll, { params: { pollId: id } });
  }
}
