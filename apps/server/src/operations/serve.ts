import type { BeingBuilt } from '../platform/being-built.ts';
import type { Config } from '../platform/config/config.ts';
import { holdInstance } from '../platform/database/hold-instance.ts';
import { openInstallation, type Installation, type Wishes } from './installation.ts';
import { meanwhile } from './meanwhile.ts';

export interface Running {
  readonly address: string;
  readonly installation: Installation;
  /** The built-in database has gone and does not start again: nothing can be served any more. Never settles otherwise. */
  readonly lost: Promise<Error>;
  /** Finishes what was begun, then lets the database go. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly kind: 'real' | 'demo';
  readonly say: (line: string) => void;
  /** Runs once the database is there and before anybody is let in. */
  readonly prepare?: (installation: Installation) => Promise<unknown>;
  readonly beingBuilt?: () => BeingBuilt | null;
  readonly migrated?: Wishes['migrated'];
  /** Asks it to begin nothing more: what has begun is ended, the database is let go, and it rejects with the reason. */
  readonly stopping?: AbortSignal;
}

/** Serves an instance until closed: requests, the folding of figures, and what has to be done at night. */
export async function serve(
  config: Config,
  { kind, say, prepare, beingBuilt, migrated, stopping }: ServeOptions,
): Promise<Running> {
  const hold = holdInstance(config.dataFolder);
  // What answers requests is most of the program: it is read while the database gets up, in processes of its own.
  const door = meanwhile(
    () => import('./let-in.ts'),
    [() => import('../organisation/index.ts'), () => import('../campaign/index.ts'), () => import('../study/index.ts')],
  );
  const installation = await openInstallation(config, kind, say, {
    ...(migrated && { migrated }),
    ...(stopping && { stopping }),
  });
  try {
    await prepare?.(installation);
    const { letIn } = await door;
    stopping?.throwIfAborted();
    const open = await letIn(config, installation, beingBuilt);
    return {
      address: open.address,
      installation,
      lost: open.lost,
      close: async () => {
        await open.close();
        await installation.close();
        hold.release();
      },
    };
  } catch (error) {
    await installation.close();
    hold.release();
    throw error;
  }
}
