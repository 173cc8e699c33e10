import type { BeingBuilt } from '../platform/being-built.ts';
import type { Config } from '../platform/config/config.ts';
import { holdInstance } from '../platform/database/hold-instance.ts';
import { openInstallation, stepsToMake, type Installation, type Wishes } from './installation.ts';
import { meanwhile } from './meanwhile.ts';

export interface Running {
  readonly address: string;
  /** Where ballots are drawn, and where they are cast and published. */
  readonly voting: { readonly issuer: string; readonly box: string };
  readonly installation: Installation;
  /** The built-in database has gone and does not start again: nothing can be served any more. Never settles otherwise. */
  readonly lost: Promise<Error>;
  /** Finishes what was begun, then lets the database go. */
  close(): Promise<void>;
  /** Where that does not come to its end: lets the database go all the same, and whoever still works on it with it. */
  letGo(): Promise<void>;
}

export interface ServeOptions {
  readonly kind: 'real' | 'demo';
  readonly say: (line: string) => void;
  /** Runs once the database is there and before anybody is let in. */
  readonly prepare?: (installation: Installation) => Promise<unknown>;
  readonly beingBuilt?: () => BeingBuilt | null;
  /** Told of the parts of the program that have been read, the steps of making the database and its migrations, together. */
  readonly migrated?: Wishes['migrated'];
  /** Asks it to begin nothing more: what has begun is ended, the database is let go, and it rejects with the reason. */
  readonly stopping?: AbortSignal;
}

/** Of the program, each read by itself: so that progress is told in between, and they are steps of it. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('../organisation/index.ts'),
  () => import('../roster/index.ts'),
  () => import('../access/index.ts'),
  () => import('../campaign/index.ts'),
  () => import('../study/index.ts'),
  () => import('../supervision/index.ts'),
  () => import('../app.ts'),
];

/** Serves an instance until closed: requests, the folding of figures, and what has to be done at night. */
export async function serve(
  config: Config,
  { kind, say, prepare, beingBuilt, migrated, stopping }: ServeOptions,
): Promise<Running> {
  const hold = holdInstance(config.dataFolder);
  // What answers requests is most of the program: it is read while the database gets up, in processes of its own.
  const told = { read: 0, made: 0 };
  let isMade = false;
  const all = parts.length + stepsToMake();
  const tell = (news: Partial<typeof told>) => {
    Object.assign(told, news);
    // What comes after has its own progress; what is still read then is no step of it.
    if (!isMade) migrated?.(told.read + told.made, all);
  };
  const door = meanwhile(
    () => import('./let-in.ts'),
    parts.map((part, index) => () => part().then(() => tell({ read: index + 1 }))),
  );
  const installation = await openInstallation(config, kind, say, {
    migrated: (made) => tell({ made }),
    ...(stopping && { stopping }),
  });
  isMade = true;
  try {
    await prepare?.(installation);
    const { letIn } = await door;
    stopping?.throwIfAborted();
    const open = await letIn(config, installation, beingBuilt);
    return {
      address: open.address,
      voting: open.voting,
      installation,
      lost: open.lost,
      close: async () => {
        await open.close();
        await installation.close();
        hold.release();
      },
      letGo: () => installation.cluster.stop(),
    };
  } catch (error) {
    await installation.close();
    hold.release();
    throw error;
  }
}
