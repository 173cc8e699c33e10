import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { leafHash, treeRoot } from '../merkle-tree.ts';
import type { Board, Close } from './close.ts';
import { headMessage, issuedMessage } from './head.ts';

/** What is published of a campaign whose polls have closed: where their boards lie, in the order of their manifests' hashes, and one root over them. */
export type Campaign = {
  readonly format: 'muster-campaign-1';
  readonly campaign: string;
  /** A folder each, below this. */
  readonly polls: readonly string[];
  readonly root: string;
};

/** The leaf of a poll: what the box and the issuer signed of it, that is how many were cast, their root, and how many were issued. */
export function pollLeaf({ manifest, cast, root, issued }: Close): Uint8Array {
  const id = hexToBytes(manifest);
  return leafHash(concatBytes(headMessage(id, cast, hexToBytes(root)), issuedMessage(id, issued)));
}

export interface CampaignFault {
  readonly code: 'another-campaign' | 'poll-order' | 'campaign-root-differs';
  readonly folder: string | null;
}

/** What does not hold of a campaign, beside what does not hold of its boards; `boards` are those that could be read. */
export function campaignFaultsOf(
  { campaign, root }: Campaign,
  boards: readonly { readonly folder: string; readonly id: string; readonly board: Board }[],
): readonly CampaignFault[] {
  const ofBoards = boards.flatMap(({ folder, id, board }, at): CampaignFault[] => [
    ...(board.manifest.campaign === campaign ? [] : [{ code: 'another-campaign' as const, folder }]),
    ...(at > 0 && (boards[at - 1]?.id ?? '') >= id ? [{ code: 'poll-order' as const, folder }] : []),
  ]);
  const isSame = rootOfPolls(boards) === root;
  return isSame ? ofBoards : [...ofBoards, { code: 'campaign-root-differs', folder: null }];
}

export function rootOfPolls(boards: readonly { readonly id: string; readonly board: Board }[]): string {
  return bytesToHex(treeRoot(boards.map(({ id, board }) => pollLeaf({ ...board.close, manifest: id }))));
}

/** Throws where a poll is there twice: its folders would be of one electorate, counted two times. */
export function campaignOf(
  campaign: string,
  polls: readonly { readonly folder: string; readonly close: Close }[],
): Campaign {
  const ordered = polls.toSorted((one, other) => (one.close.manifest < other.close.manifest ? -1 : 1));
  if (new Set(polls.map(({ close }) => close.manifest)).size < polls.length) throw new RangeError('one poll twice');
  return {
    format: 'muster-campaign-1',
    campaign,
    polls: ordered.map(({ folder }) => folder),
    root: bytesToHex(treeRoot(ordered.map(({ close }) => pollLeaf(close)))),
  };
}
