import type { RefusalCode } from '@muster/contract';
import { refuse } from '@muster/core/kernel';
import type { Close, Manifest } from '@muster/proof';
import type { Refused } from '../platform/command.ts';
import { askControl, controlAt, ControlRefused } from '../platform/control.ts';

/** Where the issuer and the box keep their things, by which the desk asks them, and where voters reach them. */
export interface VotingPlaces {
  readonly issuerFolder: string;
  readonly boxFolder: string;
  readonly addresses: () => { readonly issuer: string; readonly box: string };
}

/** What goes into the manifest of a poll that is announced; its keys are made, and used by nobody if it is not. */
export interface Prepared {
  readonly poll: string;
  readonly keys: Manifest['keys'];
  /** Hashes of the three shares of the closing key. */
  readonly shares: readonly string[];
  readonly slipSeed: string;
}

export interface ClosedBox {
  readonly issued: number;
  readonly issuedSignature: string;
  readonly cast: number;
  readonly root: string;
  readonly headSignature: string;
}

export interface AnnouncedPoll {
  readonly manifest: Manifest;
  readonly drawClosedAt: string | null;
  readonly isGivenUp: boolean;
}

export interface PollToPublish {
  readonly poll: string;
  readonly issued: number;
  readonly issuedSignature: string;
  readonly closingSecret: string | null;
}

/** What the desk asks of the issuer and of the box; neither is asked within a transaction. */
export interface Voting {
  readonly addresses: VotingPlaces['addresses'];
  prepare(polls: readonly string[]): Promise<readonly Prepared[] | Refused>;
  /** The secrets of so many slips, in hexadecimal. */
  slips(poll: string, count: number): Promise<readonly string[] | Refused>;
  open(poll: AnnouncedPoll): Promise<Refused | null>;
  close(poll: string): Promise<ClosedBox | Refused>;
  publish(poll: PollToPublish): Promise<Close | Refused>;
}

/** Said by the processes in the words of the rules. */
const known: ReadonlySet<string> = new Set<RefusalCode>([
  'poll-not-over-yet',
  'draw-over',
  'poll-closed-already',
  'poll-not-closed',
  'opened-though-too-few',
  'poll-not-opened',
]);

export function makeVoting({ issuerFolder, boxFolder, addresses }: VotingPlaces): Voting {
  const [issuer, box] = [controlAt(issuerFolder), controlAt(boxFolder)];
  return {
    addresses,
    prepare: (polls) =>
      refusing(async () => {
        const keys = await askControl<readonly (Omit<Prepared, 'keys'> & Omit<Manifest['keys'], 'box'>)[]>(
          issuer,
          'prepare',
          { polls },
        );
        const boxes = await askControl<readonly { readonly box: string }[]>(box, 'prepare', { polls });
        return keys.map(({ poll, shares, slipSeed, ...made }, at) => ({
          poll,
          shares,
          slipSeed,
          keys: { issuer: made.issuer, issued: made.issued, closing: made.closing, box: boxes[at]?.box ?? '' },
        }));
      }),
    slips: (poll, count) => refusing(() => askControl<readonly string[]>(issuer, 'slips', { poll, count })),
    open: async (poll) => {
      const said = await refusing<object>(() => askControl(box, 'open', poll));
      return 'refused' in said ? said : null;
    },
    close: (poll) =>
      refusing(async () => {
        const { issued, signature: issuedSignature } = await askControl<{ issued: number; signature: string }>(
          issuer,
          'finish',
          { poll },
        );
        const { cast, root, signature } = await askControl<{ cast: number; root: string; signature: string }>(
          box,
          'close',
          { poll, issued },
        );
        return { issued, issuedSignature, cast, root, headSignature: signature };
      }),
    publish: (poll) => refusing(() => askControl<Close>(box, 'publish', poll)),
  };
}

/** One that does not answer, or says what the desk does not know, is asked again later. */
async function refusing<T>(ask: () => Promise<T>): Promise<T | Refused> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ControlRefused)) return refuse('unavailable');
    if (error.code === 'draw-not-over') return refuse('poll-not-over-yet');
    return refuse(known.has(error.code) ? (error.code as RefusalCode) : 'unavailable');
  }
}
