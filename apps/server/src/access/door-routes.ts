import * as wire from '@muster/contract/access';
import { judgePassword, readActivationCode } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { runCommand } from '../platform/command.ts';
import { inReadTransaction, inTransaction } from '../platform/database/db.ts';
import { NOBODY } from '../platform/database/scope.ts';
import type { Serve } from '../platform/http/serve.ts';
import { endSessions, setPassword } from './accounts.ts';
import { useActivation } from './activations.ts';
import { passwordCheck } from './check-password.ts';
import { administratorToBe, setUpCommand } from './commands/set-up.ts';
import { meOf } from './me.ts';
import { hashPassword } from './password.ts';
import { activationLogin, hasAccount, instanceNow } from './queries.ts';
import { triedByAddress } from './rate.ts';
import { newRoots } from './roots.ts';
import { endSession, forgetCookie, openSession, sendCookie, sessionHash, type Sessions } from './session.ts';

export interface DoorParts {
  readonly sessions: Sessions;
  readonly version: string;
}

/** Coming in, going out, and the password: they leave no entry in the ledger, which is about the campaign and not about habits. */
export function doorRoutes(serve: Serve, { sessions, version }: DoorParts): void {
  const tried = triedByAddress();
  const checkPassword = passwordCheck();

  serve.open(wire.readInstance, async (_input, { platform, request }) => {
    const instance = await inReadTransaction(platform.db, NOBODY, instanceNow);
    const built = platform.beingBuilt();
    const building = built === null ? null : { places: [...built.names], done: built.done, all: built.all };
    const uploadMegabytes = platform.files.limitBytes / 1_000_000;
    return { ...instance, uploadMegabytes, secure: request.protocol === 'https', version, building };
  });

  serve.open(wire.setUp, async ({ body }, { platform, at, request, reply }) => {
    if (await inReadTransaction(platform.db, NOBODY, hasAccount)) return refuse('set-up-already');
    const weak = judgePassword(body.password, body.login);
    if (weak !== null) return weak;
    const passwordHash = await hashPassword(body.password, platform.chance.bytes(16));
    const made = { ...newRoots(platform.chance, body), session: sessions.fresh(at) };
    const { instanceName } = body;
    const first = administratorToBe(platform, body, made);
    const refused = await runCommand(first, setUpCommand, { ...made, instanceName, passwordHash });
    if (refused !== null) return refused;
    sendCookie(request, reply, made.session.token);
    // Read after the command: the authority it has written begins with it, later than the request.
    const now = platform.clock.now();
    return meOf(platform.db, (await sessions.actor(made.session, now)) ?? first.actor, now);
  });

  serve.open(wire.logIn, async ({ body }, { platform, at, request, reply }) => {
    const check = async () => (await checkPassword(platform, body, at)) ?? refuse('wrong-login');
    const account = (await tried(request, at, check, isRefusal)) ?? refuse('too-many-requests');
    if (isRefusal(account)) return account;
    const session = sessions.fresh(at);
    await inTransaction(platform.db, NOBODY, (tx) => openSession(tx, session, account.accountId, at));
    const actor = await sessions.actor(session, at);
    if (actor === null) return refuse('wrong-login');
    sendCookie(request, reply, session.token);
    return meOf(platform.db, actor, at);
  });

  serve(wire.readMe, (_input, { platform, actor, at }) => meOf(platform.db, actor, at));

  serve(wire.logOut, async (_input, { platform, at }, { request, reply }) => {
    await inTransaction(platform.db, NOBODY, (tx) => endSession(tx, sessionHash(request), at));
    forgetCookie(request, reply);
    return null;
  });

  serve.open(wire.activate, async ({ body }, { platform, at, request }) => {
    const find = async () => {
      const code = readActivationCode(body.code);
      if (code === null) return refuse('code-not-valid');
      const login = await inReadTransaction(platform.db, NOBODY, (tx) => activationLogin(tx, code, at));
      return login === null ? refuse('code-not-valid') : { code, login };
    };
    const found = (await tried(request, at, find, isRefusal)) ?? refuse('too-many-requests');
    if (isRefusal(found)) return found;
    const { code, login } = found;
    const weak = judgePassword(body.password, login);
    if (weak !== null) return weak;
    const hash = await hashPassword(body.password, platform.chance.bytes(16));
    const used = await inTransaction(platform.db, NOBODY, (tx) => useActivation(tx, code, hash, at));
    return used ? { login } : refuse('code-not-valid');
  });

  serve(wire.changePassword, async ({ body }, { platform, actor, at }, { request }) => {
    const account = await checkPassword(platform, { login: actor.login, password: body.current }, at);
    if (account === null) return refuse('password-wrong', {}, 'current');
    if (isRefusal(account)) return account;
    const weak = judgePassword(body.next, actor.login);
    if (weak !== null) return { ...weak, field: 'next' };
    const hash = await hashPassword(body.next, platform.chance.bytes(16));
    await inTransaction(platform.db, NOBODY, async (tx) => {
      await setPassword(tx, actor.accountId, hash);
      await endSessions(tx, actor.personId, at, sessionHash(request));
    });
    return null;
  });
}
