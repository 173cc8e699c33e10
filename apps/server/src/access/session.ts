import { createHash } from 'node:crypto';
import { needsTouch, sessionEnds } from '@muster/core/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Chance } from '../platform/chance.ts';
import type { Platform } from '../platform/context.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { sessionCookie } from '../platform/http/describe-route.ts';
import type { Actor, HeldGrant } from '../platform/identity.ts';
import { knownGrants, type KnownGrants } from './known-grants.ts';

/** A session before it is opened; the database gets the hash of its token and the browser the token. */
export interface NewSession {
  readonly token: string;
  readonly csrf: string;
  readonly endsAt: Date;
}

interface SessionRow {
  account_id: string;
  login: string;
  person_id: string;
  person_region_id: number;
  person_name: string;
  csrf: string;
  expires_at: Date;
  seen_at: Date;
  created_at: Date;
  home: string[];
  stamp: string;
  until: Date | null;
}

function newSession(chance: Chance, at: Date, hours: number): NewSession {
  const word = () => Buffer.from(chance.bytes(32)).toString('base64url');
  return { token: word(), csrf: word(), endsAt: sessionEnds(at, at, hours) };
}

export async function openSession(tx: Tx, session: NewSession, accountId: string, at: Date): Promise<void> {
  await sql`select access_open_session(${hashOf(session.token)}, ${accountId}::uuid, ${session.csrf}, ${at}, ${session.endsAt})`.execute(
    tx,
  );
}

export async function endSession(tx: Tx, tokenHash: Buffer | null, at: Date): Promise<void> {
  await sql`select access_end_session(${tokenHash}, ${at})`.execute(tx);
}

/** Without an age: it goes when the browser of a shared computer is closed. */
export function sendCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(sessionCookie, token, cookieOptions(request));
}

export function forgetCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, cookieOptions(request));
}

export interface Sessions {
  readonly fresh: (at: Date) => NewSession;
  /** Who sends a request; null when nobody is logged in. */
  readonly resolve: (request: FastifyRequest, reply: FastifyReply, at: Date) => Promise<Actor | null>;
  /** Who has just opened a session. */
  readonly actor: (session: NewSession, at: Date) => Promise<Actor | null>;
}

export function makeSessions({ platform, sessionHours }: { platform: Platform; sessionHours: number }): Sessions {
  const { db, chance } = platform;
  const known = knownGrants(db);
  const actor = async (hash: Buffer, at: Date): Promise<Actor | null> => {
    const read = await readSession(db, known, hash, at);
    if (read === null) return null;
    const { row, grants } = read;
    if (!needsTouch(row.seen_at, at)) return actorOf(row, grants, row.expires_at);
    const endsAt = sessionEnds(row.created_at, at, sessionHours);
    await db.ask(sql`select access_touch_session(${hash}, ${at}, ${endsAt}) ${kept}`);
    return actorOf(row, grants, endsAt);
  };
  return {
    fresh: (at) => newSession(chance, at, sessionHours),
    resolve: async (request, _reply, at) => {
      const hash = sessionHash(request);
      return hash === null ? null : actor(hash, at);
    },
    actor: (session, at) => actor(hashOf(session.token), at),
  };
}

/** The session and the authority of this very moment. */
async function readSession(
  db: Db,
  known: KnownGrants,
  hash: Buffer,
  at: Date,
): Promise<{ row: SessionRow; grants: readonly HeldGrant[] } | null> {
  const [row] = await db.ask(sql<SessionRow>`select * from access_session(${hash}, ${at}) ${kept}`);
  return row === undefined ? null : { row, grants: await known.at(hash, row, at) };
}

/** The hash of the token that a request brings. */
export function sessionHash(request: FastifyRequest): Buffer | null {
  const token = request.cookies[sessionCookie];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? hashOf(token) : null;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function cookieOptions(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
}

function actorOf(row: SessionRow, grants: readonly HeldGrant[], expiresAt: Date): Actor {
  return {
    accountId: row.account_id,
    login: row.login,
    personId: row.person_id,
    personRegionId: row.person_region_id,
    personName: row.person_name,
    grants,
    csrf: row.csrf,
    home: row.home,
    expiresAt,
  };
}
