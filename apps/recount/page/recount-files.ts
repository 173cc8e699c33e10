import {
  campaignFaultsOf,
  faultsOf,
  outcomeOf,
  pollOf,
  readBoard,
  readCampaign,
  rootOfPolls,
  type Board,
  type Manifest,
  type Outcome,
} from '@muster/proof';

/** A file with its path below what was chosen. */
export interface Found {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Counted {
  readonly folder: string;
  readonly faults: readonly { readonly code: string; readonly at: number | null }[];
  readonly outcome: Outcome | null;
  readonly poll: { readonly id: string; readonly manifest: Manifest } | null;
}

export interface Result {
  readonly polls: readonly Counted[];
  readonly campaign: {
    readonly faults: readonly { readonly code: string; readonly folder: string | null }[];
    readonly root: string;
  } | null;
}

const names = ['manifest.json', 'ballots.bin', 'close.json'];

/** Counts what was chosen: the polls of a campaign, or one board. Null where there is neither among the files. */
export function recountFiles(files: readonly Found[], tell: (done: number, all: number) => void): Result | null {
  const top = topOf(files);
  if (top === null) return null;
  const at = (path: string) => files.find((file) => file.path === top + path)?.bytes ?? null;
  const list = at('campaign.json');
  const campaign = list === null ? null : readCampaign(list);
  const folders = list === null ? [''] : (campaign?.polls ?? []);
  const read = folders.map((folder) => {
    const [manifest = null, ballots = null, close = null] = names.map((name) =>
      at(folder === '' ? name : `${folder}/${name}`),
    );
    return { folder, board: readBoard({ manifest, ballots, close }) };
  });
  const all = read.reduce((sum, { board }) => sum + (typeof board === 'string' ? 0 : board.ballots.length), 0);
  let before = 0;
  const polls = read.map(({ folder, board }) => {
    if (typeof board === 'string') return { folder, faults: [{ code: board, at: null }], outcome: null, poll: null };
    const counted = countedOf(folder, board, (done) => tell(before + done, all));
    before += board.ballots.length;
    return counted;
  });
  if (list === null) return { polls, campaign: null };
  const boards = read.flatMap(({ folder, board }) =>
    typeof board === 'string' ? [] : [{ folder, board, id: idOf(board.manifest) }],
  );
  const faults =
    campaign === null ? [{ code: 'campaign-unreadable', folder: null }] : campaignFaultsOf(campaign, boards);
  return { polls, campaign: { faults, root: rootOfPolls(boards) } };
}

function countedOf(folder: string, board: Board, tell: (done: number) => void): Counted {
  const faults = faultsOf(board, tell);
  const outcome = faults.length === 0 ? outcomeOf(board) : null;
  return { folder, faults, outcome, poll: { id: idOf(board.manifest), manifest: board.manifest } };
}

function idOf(manifest: Manifest): string {
  return Array.from(pollOf(manifest).id, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where the board or the campaign lies among what was chosen: the folder itself has a name, too. */
function topOf(files: readonly Found[]): string | null {
  for (const name of ['campaign.json', ...names]) {
    const tops = files.flatMap(({ path }) =>
      path === name || path.endsWith(`/${name}`) ? [path.slice(0, path.length - name.length)] : [],
    );
    const [first] = tops.toSorted((one, other) => one.length - other.length);
    if (first !== undefined) return first;
  }
  return null;
}
