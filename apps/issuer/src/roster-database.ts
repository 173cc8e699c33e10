import type { EndReason } from '@muster/core/roster';
import type { Manifest } from '@muster/proof';
import pg from 'pg';

/** A poll as it was announced, with what the database says of its course. */
export interface IssuingPoll {
  readonly regionId: number;
  readonly id: string;
  readonly manifest: Manifest;
  readonly drawClosedAt: Date | null;
  readonly hasEnded: boolean;
}

/** Who asks: by an open session of the desk (the hash of its token), or with a slip: its secret, and of that the database gets what is published. */
export type Asker =
  | { readonly token: Buffer; readonly csrf: string; readonly slip: null }
  | { readonly token: null; readonly csrf: null; readonly slip: Buffer };

export interface Drawing {
  readonly personId: string | null;
  readonly isKnown: boolean;
  readonly isOnRoster: boolean;
  readonly ended: EndReason | null;
  readonly signed: Buffer | null;
  readonly drawClosedAt: Date | null;
  readonly closedAt: Date | null;
  readonly end: { readonly as: 'counted' | 'void' | 'cancelled'; readonly at: Date } | null;
}

export interface Decided<T> {
  readonly answer: T;
  /** The blinded message that was signed for the first time. */
  readonly issue: Uint8Array | null;
}

type At = Pick<IssuingPoll, 'regionId' | 'id'>;

/** All that the issuer asks of the database: functions that were made for it. Its login reads no table. */
export interface RosterDatabase {
  polls(): Promise<IssuingPoll[]>;
  /** In one transaction: whoever asks at the same time waits. What `decide` says is to be issued is written down before it resolves. */
  draw<T>(poll: At, asker: Asker, at: Date, decide: (drawing: Drawing | null) => Promise<Decided<T>>): Promise<T>;
  /** How many were issued; the draw has to be over. */
  issued(poll: At): Promise<number>;
  shareOf(poll: At, asker: Extract<Asker, { slip: null }>, at: Date): Promise<number | null>;
  close(): Promise<void>;
}

interface DrawingRow {
  person_id: string | null;
  is_known: boolean;
  is_on_roster: boolean;
  ended: EndReason | null;
  signed: Buffer | null;
  draw_closed_at: Date | null;
  closed_at: Date | null;
  ended_as: 'counted' | 'void' | 'cancelled' | null;
  ended_at: Date | null;
}

/** By name, so that a connection works out how to answer once, and not for every voter. */
const asked = {
  drawing: { name: 'drawing', text: 'select * from ballot_drawing($1, $2, $3, $4, $5, $6)' },
  issue: { name: 'issue', text: 'select ballot_issue($1, $2, $3, $4, $5, $6)' },
};

export function openRosterDatabase(config: pg.PoolConfig, broken: (error: unknown) => void): RosterDatabase {
  const pool = new pg.Pool({
    ...config,
    max: 8,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 20_000,
    // What is asked in one go goes in one go: a draw waits for the database twice, not four times.
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    application_name: 'muster issuer',
  });
  // An idle connection that dies is made anew by the next who asks.
  pool.on('error', broken);
  return {
    polls: async () => {
      const { rows } = await pool.query<{
        region_id: number;
        id: string;
        manifest: Manifest;
        draw_closed_at: Date | null;
        has_ended: boolean;
      }>('select region_id, id, manifest, draw_closed_at, has_ended from ballot_issuing()');
      return rows.map((row) => ({
        regionId: row.region_id,
        id: row.id,
        manifest: row.manifest,
        drawClosedAt: row.draw_closed_at,
        hasEnded: row.has_ended,
      }));
    },
    draw: async ({ regionId, id }, { token, csrf, slip }, at, decide) => {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        const [, { rows }] = await Promise.all([
          client.query('begin'),
          client.query<DrawingRow>({ ...asked.drawing, values: [regionId, id, token, csrf, slip, at] }),
        ]);
        const [row] = rows;
        const { answer, issue } = await decide(row === undefined ? null : drawingOf(row));
        const person = row?.person_id ?? null;
        await Promise.all([
          issue !== null &&
            client.query({ ...asked.issue, values: [regionId, id, person, slip, Buffer.from(issue), at] }),
          client.query('commit'),
        ]);
        return answer;
      } catch (error) {
        await client.query('rollback').catch((fault: unknown) => {
          failure = fault instanceof Error ? fault : new Error('lost');
        });
        throw error;
      } finally {
        client.release(failure);
      }
    },
    issued: async ({ regionId, id }) => {
      const { rows } = await pool.query<{ issued: number }>('select ballot_issued_all($1, $2) as issued', [
        regionId,
        id,
      ]);
      return rows[0]?.issued ?? 0;
    },
    shareOf: async ({ regionId, id }, { token, csrf }, at) => {
      const { rows } = await pool.query<{ at: number | null }>('select ballot_share_of($1, $2, $3, $4, $5) as at', [
        regionId,
        id,
        token,
        csrf,
        at,
      ]);
      return rows[0]?.at ?? null;
    },
    close: () => pool.end(),
  };
}

function drawingOf(row: DrawingRow): Drawing {
  return {
    personId: row.person_id,
    isKnown: row.is_known,
    isOnRoster: row.is_on_roster,
    ended: row.ended,
    signed: row.signed,
    drawClosedAt: row.draw_closed_at,
    closedAt: row.closed_at,
    end: row.ended_as === null || row.ended_at === null ? null : { as: row.ended_as, at: row.ended_at },
  };
}
