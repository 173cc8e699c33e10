import {
  announcePoll,
  bringShare,
  closeDraw,
  closePoll,
  endPoll,
  listOwnPolls,
  listPolls,
  printSlips,
  publishPoll,
} from '@muster/contract/ballot';
import { permit, type Verb } from '@muster/core/access';
import { printSlips as refusePrinting, refuseOpening } from '@muster/core/ballot';
import { isRefusal, refuse } from '@muster/core/kernel';
import { joinShares, slipCode } from '@muster/proof';
import { participationMeant } from '../campaign/index.ts';
import { findNode } from '../organisation/index.ts';
import { runCommand, type Refused } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import type { Serve } from '../platform/http/serve.ts';
import { announcePollCommand } from './commands/announce-poll.ts';
import { bringShareCommand } from './commands/bring-share.ts';
import { closeDrawCommand } from './commands/close-draw.ts';
import { closePollCommand } from './commands/close-poll.ts';
import { endPollCommand } from './commands/end-poll.ts';
import { printSlipsCommand } from './commands/print-slips.ts';
import { publishPollCommand } from './commands/publish-poll.ts';
import { pollById, slipsOf, type KeptPoll } from './polls.ts';
import { ownPolls } from './own-polls.view.ts';
import { pollsFor, slipsAnswer } from './polls.view.ts';
import type { PollToPublish, Voting } from './processes.ts';
import { announcedOf } from './tell-box.ts';

/** `voting` is null where neither an issuer nor a box can be asked. */
export function routes(serve: Serve, voting: Voting | null): void {
  serve(listPolls, ({ params }, context) =>
    context.read(async (tx) => {
      const unit = await findNode(tx, params.unitId);
      if (unit?.kind !== 'unit') return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', unit.place);
      if (isRefusal(allowed)) return allowed;
      return pollsFor(tx, unit, context, voting?.addresses() ?? null);
    }),
  );

  serve(announcePoll, async ({ params, body }, context) => {
    const allowed = await mayAnnounce(context, params.unitId);
    if (allowed !== null) return allowed;
    const prepared = (await voting?.prepare([newPollId(context), newPollId(context)])) ?? refuse('unavailable');
    if (isRefusal(prepared)) return prepared;
    const times = timesOf(body.times);
    const announced = await runCommand(context, announcePollCommand, { ...params, ...body, times, prepared });
    if (!isRefusal(announced)) for (const { id } of announced.polls) await tellBox(context, voting, id);
    return announced;
  });

  serve(printSlips, async ({ params }, context) => {
    const poll = await readPoll(context, params.pollId, 'open-assessment');
    if (isRefusal(poll)) return poll;
    const refused = refusePrinting(poll.course, slipsOf(poll), context.at);
    if (isRefusal(refused)) return refused;
    const secrets = (await voting?.slips(poll.manifest.poll, slipsOf(poll))) ?? refuse('unavailable');
    if (isRefusal(secrets)) return secrets;
    const printed = await runCommand(context, printSlipsCommand, params);
    return isRefusal(printed)
      ? printed
      : slipsAnswer(
          printed,
          secrets.map((secret) => slipCode(Buffer.from(secret, 'hex'))),
        );
  });

  serve(closeDraw, async ({ params }, context) => {
    const closed = await runCommand(context, closeDrawCommand, params);
    if (!isRefusal(closed)) await tellBox(context, voting, params.pollId);
    return closed;
  });

  serve(closePoll, async ({ params }, context) => {
    const poll = await readPoll(context, params.pollId, 'open-assessment');
    if (isRefusal(poll)) return poll;
    await tellBox(context, voting, poll.id);
    const box = (await voting?.close(poll.manifest.poll)) ?? refuse('unavailable');
    return isRefusal(box) ? box : runCommand(context, closePollCommand, { ...params, box });
  });

  serve(listOwnPolls, (_, context) =>
    context.read(async (tx) => ({ polls: await ownPolls(tx, context.at), voting: voting?.addresses() ?? null })),
  );

  serve(bringShare, ({ params, body }, context) => runCommand(context, bringShareCommand, { ...params, ...body }));

  serve(publishPoll, async ({ params }, context) => {
    const poll = await readPoll(context, params.pollId, 'confirm-assessment');
    if (isRefusal(poll)) return poll;
    const ready = toPublish(poll);
    if (isRefusal(ready)) return ready;
    const close = (await voting?.publish(ready)) ?? refuse('unavailable');
    return isRefusal(close) ? close : runCommand(context, publishPollCommand, { ...params, close });
  });

  serve(endPoll, async ({ params, body }, context) => {
    const ended = await runCommand(context, endPollCommand, { ...params, ...body });
    if (!isRefusal(ended)) await tellBox(context, voting, params.pollId);
    return ended;
  });
}

type WireWindow = { readonly from: string; readonly until: string };

function timesOf(
  wish:
    | { readonly mode: 'windows'; readonly issuing: WireWindow; readonly casting: WireWindow }
    | { readonly mode: 'meeting'; readonly meeting: WireWindow },
) {
  const window = ({ from, until }: WireWindow) => ({ from: new Date(from), until: new Date(until) });
  if (wish.mode === 'meeting') return { mode: wish.mode, meeting: window(wish.meeting) };
  return { mode: wish.mode, issuing: window(wish.issuing), casting: window(wish.casting) };
}

const newPollId = ({ platform }: Context): string => platform.chance.newId().replaceAll('-', '');

/** Before keys are made for it; the command asks again. */
function mayAnnounce(context: Context, unitId: string): Promise<Refused | null> {
  return context.read(async (tx) => {
    const unit = await findNode(tx, unitId);
    if (unit?.kind !== 'unit') return refuse('not-found');
    const place = (await participationMeant(tx, unit, context))?.place ?? { ...unit.place, campaignId: null };
    const allowed = permit(context.actor.grants, 'open-assessment', place);
    return isRefusal(allowed) ? allowed : null;
  });
}

/** Before the issuer and the box are asked about it; the command asks again. */
function readPoll(
  context: Context,
  id: string,
  verb: Verb & ('open-assessment' | 'confirm-assessment'),
): Promise<KeptPoll | Refused> {
  return context.read(async (tx) => {
    const poll = await pollById(tx, id);
    if (poll === null) return refuse('not-found');
    const allowed = permit(context.actor.grants, verb, poll.led);
    return isRefusal(allowed) ? allowed : poll;
  });
}

/** At once, so that nobody waits for it to be told by itself. */
async function tellBox(context: Context, voting: Voting | null, id: string): Promise<void> {
  const poll = await context.read((tx) => pollById(tx, id));
  if (poll !== null) await voting?.open(announcedOf(poll));
}

/** With the closing key of two shares, unless too few were cast: those stay sealed for ever. */
function toPublish({ course, closed, shares, fewestCast, manifest }: KeptPoll): PollToPublish | Refused {
  if (closed === null) return refuse('poll-not-closed', { until: course.casting.until.toISOString() });
  const { issued, issuedSignature } = closed;
  const poll = { poll: manifest.poll, issued, issuedSignature };
  if (closed.cast < fewestCast) return { ...poll, closingSecret: null };
  const brought = shares.flatMap(({ position, height, holderId }) =>
    height === null ? [] : [{ at: position, height: Buffer.from(height, 'hex'), holderId }],
  );
  const holders = shares.map(({ role, holderId }) => ({ role, personId: holderId, isOfTheUnit: false }));
  const refused = refuseOpening(
    holders,
    brought.map(({ holderId }) => holderId),
    course.closedAt,
  );
  const [one, other] = brought;
  if (refused !== null) return refused;
  if (one === undefined || other === undefined) return refuse('two-holders-needed', { brought: brought.length });
  return { ...poll, closingSecret: Buffer.from(joinShares(one, other)).toString('hex') };
}
