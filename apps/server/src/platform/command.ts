import { ahead } from './database/marks.ts';
import { isRefusal, refuse, type Refusal } from '@muster/core/kernel';
import type { Permit } from '@muster/core/access';
import type { RefusalCode } from '@muster/contract';
import { sql } from 'kysely';
import { isBeingBuilt } from './being-built.ts';
import type { Asking, Context } from './context.ts';
import { inTransaction, inTransactionAlone, type Tx } from './database/db.ts';
import type { Files } from './files/files.ts';
import type { Hook } from './hooks.ts';
import { scopeOf, type Actor } from './identity.ts';
import type { LedgerFact } from './ledger-record.ts';
import type { Progress } from './progress.ts';

export type Refused = Refusal<RefusalCode>;

/** What deciding and saving may use besides the state: arguments, not ambient things. */
export interface Circumstances extends Asking {
  readonly actor: Actor;
  readonly at: Date;
  readonly timeZone: string;
  readonly newId: () => string;
  readonly bytes: (length: number) => Uint8Array;
  /** For loading (whether an upload may be kept) and for saving, not for deciding. */
  readonly files: Files;
  /** For saving: others do their part in this transaction. */
  readonly tell: <Event>(tx: Tx, hook: Hook<Event>, event: Event) => Promise<void>;
  /** Whoever waits for a long command hears how far it is. */
  readonly progress: Progress;
}

/**
 * One thing that somebody does, always in this order: load what it concerns → ask the policy → decide by pure rules →
 * save the facts → record them in the ledger. One transaction; a refusal at any step leaves nothing behind.
 */
export interface Command<Input, State, Facts, Answer> {
  readonly name: string;
  /** It changes places: no other command may be under way. */
  readonly alone?: true;
  load(tx: Tx, input: Input, circumstances: Circumstances): Promise<State | Refused>;
  permit(actor: Actor, state: State, input: Input): Permit | Refused;
  /** By pure rules; a promise only where there is so much to decide that others have their turn in between. */
  decide(state: State, input: Input, circumstances: Circumstances): Facts | Refused | Promise<Facts | Refused>;
  save(tx: Tx, facts: Facts, state: State, circumstances: Circumstances): Promise<void>;
  record(facts: Facts, state: State, input: Input): readonly LedgerFact[];
  answer(facts: Facts, state: State): Answer;
}

class RolledBack extends Error {
  readonly refusal: Refused;
  constructor(refusal: Refused) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

/** Runs a command as the actor of the request; sent twice with one key it is answered from the first time. */
export async function runCommand<Input, State, Facts, Answer>(
  context: Context,
  command: Command<Input, State, Facts, Answer>,
  input: Input,
): Promise<Answer | Refused> {
  const { platform, actor } = context;
  const transaction = command.alone === true ? inTransactionAlone : inTransaction;
  try {
    return await transaction(platform.db, scopeOf(actor), async (tx) => {
      const earlier = await claimKey(tx, context);
      if (earlier !== null) return earlier.answer as Answer;
      const answer = await perform(tx, context, command, input);
      if (context.once !== null) await keepAnswer(tx, context, answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal;
    throw error;
  }
}

/** The steps of a command inside a transaction that is open already (bulk work runs many in one). */
async function perform<Input, State, Facts, Answer>(
  tx: Tx,
  context: Context,
  command: Command<Input, State, Facts, Answer>,
  input: Input,
): Promise<Answer> {
  const { platform, actor } = context;
  const circumstances: Circumstances = {
    actor,
    at: platform.clock.now(),
    timeZone: platform.timeZone,
    newId: () => platform.chance.newId(),
    bytes: (length) => platform.chance.bytes(length),
    files: platform.files,
    progress: context.progress,
    said: context.said,
    tell: (within, hook, event) => platform.tell(within, hook, event, circumstances),
  };
  const state = orRollBack(await command.load(tx, input, circumstances));
  orRollBack(command.permit(actor, state, input));
  const facts = orRollBack(await command.decide(state, input, circumstances));
  await command.save(tx, facts, state, circumstances);
  const entries = command.record(facts, state, input);
  const built = platform.beingBuilt();
  if (built !== null && entries.some(({ place }) => isBeingBuilt(built, place)))
    throw new RolledBack(refuse('being-built', { places: built.names.join('、') }));
  await platform.record(tx, entries, {
    actor,
    at: circumstances.at,
    told: (done, all) => context.progress.at('recording', done, all),
  });
  return command.answer(facts, state);
}

function orRollBack<T>(value: T | Refused): T {
  if (isRefusal(value)) throw new RolledBack(value);
  return value;
}

/** Null when this is the first time; a concurrent twin waits here for the first to commit. */
async function claimKey(tx: Tx, context: Context): Promise<{ readonly answer: unknown } | null> {
  const { once, actor } = context;
  if (once === null) return null;
  const claimed = await tx
    .insertInto('idempotency')
    .values({
      account_id: actor.accountId,
      key: once.key,
      route: once.route,
      body_hash: Buffer.from(once.bodyHash),
      status: 0,
      answer: null,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'key', 'route']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed !== undefined) return null;
  const row = await tx
    .selectFrom('idempotency')
    .select(['body_hash', 'answer'])
    .where('account_id', '=', actor.accountId)
    .where('key', '=', once.key)
    .where('route', '=', once.route)
    .executeTakeFirstOrThrow();
  if (!Buffer.from(once.bodyHash).equals(row.body_hash)) throw new RolledBack({ refused: 'key-reused', params: {} });
  return { answer: row.answer };
}

async function keepAnswer(tx: Tx, { once, actor }: Context, answer: unknown): Promise<void> {
  if (once === null) return;
  await tx
    .updateTable('idempotency')
    .set({ status: 1, answer: sql`${JSON.stringify(answer ?? null)}::jsonb` })
    .where('account_id', '=', actor.accountId)
    .where('key', '=', once.key)
    .where('route', '=', once.route)
    .modifyEnd(ahead)
    .execute();
}
