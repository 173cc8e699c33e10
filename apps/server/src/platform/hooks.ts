import type { Circumstances } from './command.ts';
import type { Tx } from './database/db.ts';

/**
 * A slice says that something happened; others do their part in the same transaction. The slice that tells owns the hook and knows
 * none of the listeners: `app.ts` lists them, in the order in which they are called.
 */
export interface Hook<Event> {
  readonly name: string;
  /** Carries the type alone. */
  readonly event?: Event;
}

export type Listener<Event> = (tx: Tx, event: Event, circumstances: Circumstances) => Promise<void>;

export interface Hearing {
  readonly hook: string;
  readonly hear: Listener<never>;
}

export type Tell = <Event>(tx: Tx, hook: Hook<Event>, event: Event, circumstances: Circumstances) => Promise<void>;

export function on<Event>(hook: Hook<Event>, hear: Listener<Event>): Hearing {
  return { hook: hook.name, hear };
}

export function makeTell(hearings: readonly Hearing[]): Tell {
  return async (tx, hook, event, circumstances) => {
    for (const hearing of hearings) {
      if (hearing.hook === hook.name) await (hearing.hear as Listener<typeof event>)(tx, event, circumstances);
    }
  };
}
