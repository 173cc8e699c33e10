import { z } from 'zod';
import { amount, done, id, instant, text } from '../fields.ts';
import { route } from '../route.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const window = z.object({ from: instant, until: instant });
const holderRole = z.enum(['superior-office', 'supervision-team', 'mass-representative']);
const state = z.enum(['announced', 'drawing', 'drawn', 'casting', 'closed', 'counted', 'void', 'cancelled']);
const voting = z.object({ issuer: z.string(), box: z.string() });
const voidReason = z.enum(['disturbed', 'counts-do-not-hold', 'shares-lost']);

const pollAnswer = z.object({
  id,
  campaignId: id,
  /** The attempt that it is a vote of, at the unit that hosts it. */
  assessmentId: id,
  /** By which everybody names it: of the manifest. */
  hash: z.string(),
  state,
  stageCode: z.string(),
  units: z.array(z.object({ id, name: z.string() })),
  raters: z.array(z.enum(['member', 'representative'])),
  questions: z.array(z.string()),
  mode: z.enum(['windows', 'meeting']),
  issuing: window,
  casting: window,
  turnout: z.object({ num: amount, den: amount }),
  fewestCast: amount,
  eligible: amount,
  /** Spare ones too. */
  slips: amount,
  /** How many have drawn; who, nobody is told. */
  issued: amount,
  /** Once the box is emptied. */
  closed: z.object({ cast: amount, root: z.string(), at: instant }).nullable(),
  holders: z.array(z.object({ role: holderRole, personId: id, name: z.string(), hasBrought: z.boolean() })),
  endedFor: z.enum(['too-few-cast', 'disturbed', 'counts-do-not-hold', 'shares-lost']).nullable(),
  /** What this person can do now. The box is asked whether it can be emptied before its time: in a meeting, once all who drew have cast. */
  may: z.object({
    printSlips: z.boolean(),
    closeDraw: z.boolean(),
    close: z.boolean(),
    publish: z.boolean(),
    callOff: z.boolean(),
    giveUp: z.array(voidReason),
    /** Holds a share that is not brought yet: fetches it from the issuer, and brings it once the box is emptied. */
    bring: z.boolean(),
  }),
  /** Whoever would rule elsewhere does not do so here, as somebody of a unit that is voted on. */
  recused: z.boolean(),
});

export const listPolls = route({
  name: 'listPolls',
  slice: 'ballot',
  method: 'GET',
  path: '/api/units/:unitId/polls',
  summary: 'The electronic polls about a unit, the latest first, and where ballots are drawn and cast',
  access: 'read',
  params: z.object({ unitId: id }),
  answer: z.object({
    polls: z.array(pollAnswer),
    mayAnnounce: z.boolean(),
    /** To who might announce the next poll: so few may vote, with those that the unit votes together with, that none can be. */
    tooFew: z.object({ voters: amount, least: amount }).nullable(),
    /** To who might announce the next poll: why nobody can now, as a refusal code, unless too few may vote. */
    announceRefusal: z
      .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
    /** Null where this instance has none. */
    voting: voting.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

export const announcePoll = route({
  name: 'announcePoll',
  slice: 'ballot',
  method: 'POST',
  path: '/api/units/:unitId/polls',
  summary: 'Announce an electronic vote of the open stage: the manifest is published, the roster frozen',
  access: 'open-assessment',
  params: z.object({ unitId: id }),
  body: z.object({
    times: z.discriminatedUnion('mode', [
      z.object({ mode: z.literal('windows'), issuing: window, casting: window }),
      z.object({ mode: z.literal('meeting'), meeting: window }),
    ]),
    questions: z.array(z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)).max(32),
    turnout: z.object({ num: z.number().int().max(1000), den: z.number().int().max(1000) }),
    /** Who draws by a slip; the others of the roster draw by their accounts. */
    slips: z.object({ for: z.enum(['without-account', 'everybody']), spare: z.number().int().min(0).max(1000) }),
    holders: z.array(z.object({ role: holderRole, personId: id })).max(10),
  }),
  answer: z.object({ polls: z.array(z.object({ id, hash: z.string() })) }),
  status: 201,
  refusals: [
    'not-logged-in',
    'not-found',
    'not-permitted',
    'of-another-campaign',
    'unavailable',
    'stage-not-open',
    'too-few-voters',
    'assessment-open-already',
    'assessment-needs-verified-order',
    'assessment-before-verification',
    'assessment-too-soon',
    'assessment-not-held-yet',
    'assessment-before-stage',
    'assessment-before-pool',
    'pool-changed',
    'roll-changed',
    'evidence-window-closed',
    'poll-window-past',
    'poll-window-too-short',
    'poll-window-too-long',
    'poll-windows-overlap',
    'day-too-far',
    'poll-without-questions',
    'poll-questions-too-many',
    'poll-question-twice',
    'turnout-no-share',
    'polls-not-disjoint',
    'holder-missing',
    'holder-role-twice',
    'holder-twice',
    'has-no-account',
    'recused',
  ],
  idempotency: 'key',
});

const onPoll = ['not-logged-in', 'not-found', 'not-permitted', 'of-another-campaign'] as const;
const ended = ['poll-counted-already', 'poll-void-already', 'poll-cancelled-already'] as const;
const params = z.object({ pollId: id });

export const printSlips = route({
  name: 'printSlips',
  slice: 'ballot',
  method: 'POST',
  path: '/api/polls/:pollId/slips',
  summary:
    'The codes of all slips of a poll, to be printed; that they were printed is recorded, and the codes are kept nowhere',
  access: 'open-assessment',
  params,
  answer: z.object({
    id,
    hash: z.string(),
    units: z.array(z.object({ id, name: z.string() })),
    raters: z.array(z.enum(['member', 'representative'])),
    stageCode: z.string(),
    mode: z.enum(['windows', 'meeting']),
    issuing: window,
    casting: window,
    /** Of 28 characters each. */
    codes: z.array(z.string()),
  }),
  status: 201,
  refusals: [...onPoll, ...ended, 'unavailable', 'draw-over', 'poll-without-slips'],
  // Kept under a key the answer would be kept too, and with it every code.
  idempotency: 'natural',
});

export const closeDraw = route({
  name: 'closeDraw',
  slice: 'ballot',
  method: 'POST',
  path: '/api/polls/:pollId/close-draw',
  summary: 'In a meeting: everybody who is there has drawn, and casting begins',
  access: 'open-assessment',
  params,
  answer: done,
  status: 201,
  refusals: [...onPoll, ...ended, 'draw-closes-by-itself', 'draw-not-begun', 'draw-over'],
  idempotency: 'natural',
});

export const closePoll = route({
  name: 'closePoll',
  slice: 'ballot',
  method: 'POST',
  path: '/api/polls/:pollId/close',
  summary: 'Empty the box: how many were issued and cast is signed, and nothing is taken any more',
  access: 'open-assessment',
  params,
  answer: z.object({ id, issued: amount, cast: amount, root: z.string() }),
  status: 201,
  refusals: [
    ...onPoll,
    ...ended,
    'unavailable',
    'poll-not-over-yet',
    'poll-closed-already',
    'poll-signature-wrong',
    'roll-changed',
  ],
  idempotency: 'natural',
});

export const bringShare = route({
  name: 'bringShare',
  slice: 'ballot',
  method: 'POST',
  path: '/api/polls/:pollId/share',
  summary: 'A holder of the closing key brings the own share, once the box is emptied',
  access: 'session',
  params,
  body: z.object({ height: hex(32) }),
  answer: done,
  status: 201,
  refusals: ['not-logged-in', 'not-found', ...ended, 'poll-not-closed', 'share-is-another', 'share-brought-already'],
  idempotency: 'natural',
});

export const listOwnPolls = route({
  name: 'listOwnPolls',
  slice: 'ballot',
  method: 'GET',
  path: '/api/own-polls',
  summary:
    'The electronic polls that ask something of oneself, with or without sight of the unit: to vote, or to bring a share; ended ones for a month',
  access: 'session',
  answer: z.object({
    polls: z.array(
      z.object({
        id,
        campaignId: id,
        hash: z.string(),
        state,
        stageCode: z.string(),
        units: z.array(z.object({ id, name: z.string() })),
        raters: z.array(z.enum(['member', 'representative'])),
        mode: z.enum(['windows', 'meeting']),
        issuing: window,
        casting: window,
        /** How one draws; null to who does not vote in it. Whether one has, nobody is told. */
        way: z.enum(['login', 'slip']).nullable(),
        /** Null to who holds none. */
        share: z.object({ hasBrought: z.boolean(), isClosed: z.boolean(), hasEnded: z.boolean() }).nullable(),
      }),
    ),
    /** Null where this instance has none. */
    voting: voting.nullable(),
  }),
  status: 200,
  refusals: ['not-logged-in'],
});

export const publishPoll = route({
  name: 'publishPoll',
  slice: 'ballot',
  method: 'POST',
  path: '/api/polls/:pollId/publish',
  summary: 'Open the ballots with two shares, publish the board, and rule by it; of too few ballots none is opened',
  access: 'confirm-assessment',
  params,
  answer: z.object({ id, root: z.string(), isCounted: z.boolean() }),
  status: 201,
  refusals: [
    ...onPoll,
    ...ended,
    'unavailable',
    'recused-oneself',
    'poll-not-closed',
    'two-holders-needed',
    'not-a-holder',
    'opened-though-too-few',
    'poll-not-opened',
    'tally-differs',
    'more-cast-than-issued',
    'more-issued-than-eligible',
    'evidence-window-closed',
  ],
  idempotency: 'natural',
});

export const endPoll = route({
  name: 'endPoll',
  slice: 'ballot',
  method: 'POST',
  path: '/api/polls/:pollId/end',
  summary: 'Call a poll off before its draw, or give it up with a reason: the vote is held again',
  access: 'confirm-assessment',
  params,
  body: z.object({ reason: z.enum(['called-off', ...voidReason.options]), note: text(500).nullable() }),
  answer: done,
  status: 201,
  refusals: [
    ...onPoll,
    ...ended,
    'recused-oneself',
    'draw-begun',
    'poll-not-begun',
    'reason-missing',
    'void-after-casting',
    'poll-counts-hold',
    'evidence-window-closed',
  ],
  idempotency: 'natural',
});
