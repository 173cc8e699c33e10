import { manifestOf, planPoll, refuseHolders, type PollPlan, type PollWish } from '@muster/core/ballot';
import { isRefusal, refuse } from '@muster/core/kernel';
import {
  leafHash,
  pollOf,
  recordHash,
  slipCommitment,
  slipSecret,
  slipsRoot,
  treeRoot,
  type Manifest,
} from '@muster/proof';
import { openedVote, permitVote, type OpenedVote } from '../../assessment/index.ts';
import type { Circumstances, Command } from '../../platform/command.ts';
import { loadPlanning, type HolderWish, type Planning } from '../planning.ts';
import { pollFact } from '../poll-fact.ts';
import { saveAnnounced } from '../save-announced.ts';
import type { Prepared } from '../processes.ts';

interface Input extends PollWish {
  readonly unitId: string;
  readonly slips: { readonly for: 'without-account' | 'everybody'; readonly spare: number };
  readonly holders: readonly HolderWish[];
  /** As many as a vote can have polls. */
  readonly prepared: readonly Prepared[];
}

/** One poll as it is announced. */
export interface NewPoll {
  readonly id: string;
  readonly plan: PollPlan;
  readonly manifest: Manifest;
  readonly hash: string;
  readonly roster: readonly { readonly personId: string; readonly way: 'login' | 'slip'; readonly salt: Uint8Array }[];
  readonly slips: readonly Uint8Array[];
  readonly shares: readonly string[];
}

export interface Announcement {
  readonly vote: OpenedVote;
  readonly polls: readonly NewPoll[];
}

type Answer = { polls: { id: string; hash: string }[] };

/** Freezes the roster and publishes the manifest: from here on everybody who has its hash has the same keys and the same rule. */
export const announcePollCommand: Command<Input, Planning, Announcement, Answer> = {
  name: 'ballot.announce',
  load: (tx, { unitId, holders }, circumstances) => loadPlanning(tx, unitId, holders, circumstances),
  permit: (actor, { vote }) => permitVote(actor, vote),
  decide: (planning, input, circumstances) => {
    const { vote, units, eligible, running, bands, holders } = planning;
    const [host, ...others] = units;
    if (host === undefined || vote.place.campaignId === null) return refuse('stage-not-open');
    const refused = refuseHolders(holders);
    if (refused !== null) return refused;
    if (holders.some(({ hasAccount }) => !hasAccount)) return refuse('has-no-account', {}, 'holders');
    const planned = planPoll(
      {
        campaignId: vote.place.campaignId,
        units: [host, ...others],
        pooledOn: vote.pool?.formedOn ?? null,
        eligible,
        running,
        bands,
        timeZone: circumstances.timeZone,
      },
      input,
      circumstances.at,
    );
    if (isRefusal(planned)) return planned;
    return {
      vote: openedVote(vote, planned.opened, circumstances.newId),
      polls: planned.polls.flatMap((plan, at) => {
        const prepared = input.prepared[at];
        return prepared === undefined ? [] : [newPoll(plan, prepared, planning, input, circumstances)];
      }),
    };
  },
  save: (tx, facts, planning, circumstances) => saveAnnounced(tx, facts, planning, circumstances),
  record: ({ polls, vote }, { vote: { place } }) =>
    polls.map(({ id, hash, manifest }) =>
      pollFact(
        'announced',
        { regionId: vote.opened[0]?.participation.regionId ?? 0, id, hash, manifest, place },
        { electorate: { ...manifest.electorate }, assessments: vote.opened.map((one) => one.id) },
        { eligible: manifest.electorate.count },
      ),
    ),
  answer: ({ polls }) => ({ polls: polls.map(({ id, hash }) => ({ id, hash })) }),
};

function newPoll(
  plan: PollPlan,
  { poll, keys, shares, slipSeed }: Prepared,
  { canLogIn }: Planning,
  { slips: wish }: Input,
  { bytes }: Circumstances,
): NewPoll {
  const roster = plan.eligible.map(({ personId }) => {
    const way = wish.for === 'everybody' || !canLogIn.has(personId) ? ('slip' as const) : ('login' as const);
    return { personId, way, salt: bytes(16) };
  });
  // In the order of the hashes, which says nothing of people.
  const leaves = roster.map(({ personId, salt }) => leafHash(recordHash(salt, { person: personId })));
  const inOrder = leaves.toSorted((one, other) => Buffer.compare(one, other));
  const bySlip = roster.filter(({ way }) => way === 'slip').length;
  const seed = Buffer.from(slipSeed, 'hex');
  const slips = Array.from({ length: bySlip === 0 ? 0 : bySlip + wish.spare }, (_, at) =>
    slipCommitment(poll, slipSecret(seed, poll, at)),
  );
  const manifest: Manifest = manifestOf(plan, {
    poll,
    rosterRoot: Buffer.from(treeRoot(inOrder)).toString('hex'),
    slips: slips.length === 0 ? null : { count: slips.length, root: slipsRoot(slips) },
    keys,
  });
  const id = poll.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, plan, manifest, hash: Buffer.from(pollOf(manifest).id).toString('hex'), roster, slips, shares };
}
