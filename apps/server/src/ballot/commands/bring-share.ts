import { createHash } from 'node:crypto';
import type { Permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Command } from '../../platform/command.ts';
import type { ReadTx } from '../../platform/database/db.ts';

interface Input {
  readonly pollId: string;
  readonly height: string;
}

/** What a holder is told of the own share; of the poll nothing else need be in sight. */
interface OwnShare {
  readonly regionId: number;
  readonly position: number;
  readonly commitment: Buffer;
  readonly path: string;
  readonly told: string[];
  readonly unitId: string;
  readonly closedAt: Date | null;
  readonly endedAs: 'counted' | 'void' | 'cancelled' | null;
  readonly endedAt: Date | null;
  readonly isBrought: boolean;
}

async function ownShareOf(tx: ReadTx, pollId: string): Promise<OwnShare | undefined> {
  const { rows } = await sql<OwnShare>`
    select region_id as "regionId", position, commitment, path, told, unit_id as "unitId", closed_at as "closedAt", ended_as as "endedAs",
      ended_at as "endedAt", is_brought as "isBrought"
    from ballot_share_own(${pollId}::uuid)`.execute(tx);
  return rows[0];
}

const endings = {
  counted: 'poll-counted-already',
  void: 'poll-void-already',
  cancelled: 'poll-cancelled-already',
} as const;

export const bringShareCommand: Command<Input, OwnShare & { pollId: string }, { height: Buffer }, { id: string }> = {
  name: 'ballot.bring-share',
  load: async (tx, { pollId }) => {
    const own = await ownShareOf(tx, pollId);
    return own === undefined ? refuse('not-found') : { ...own, pollId };
  },
  // The own share, which nobody else is told of.
  permit: () => ({ verb: 'read' }) as Permit,
  decide: ({ commitment, closedAt, endedAs, endedAt, isBrought }, { height: hex }) => {
    if (endedAs !== null) return refuse(endings[endedAs], { at: endedAt?.toISOString() ?? '' });
    if (closedAt === null) return refuse('poll-not-closed');
    if (isBrought) return refuse('share-brought-already');
    const height = Buffer.from(hex, 'hex');
    const isOwn = createHash('sha256').update(height).digest().equals(commitment);
    return isOwn ? { height } : refuse('share-is-another');
  },
  save: async (tx, { height }, { regionId, pollId, position, path, told }, { actor, at }) => {
    await tx
      .insertInto('ballot_share_brought')
      .values({
        region_id: regionId,
        poll_id: pollId,
        position,
        height,
        brought_by: actor.personId,
        recorded_at: at,
        path,
        told,
      })
      .execute();
  },
  record: (_facts, { regionId, pollId, position, path, told, unitId }) => [
    {
      regionId,
      unitId,
      kind: 'ballot.share-brought',
      subjectId: pollId,
      place: { path, linked: told },
      occurredAt: null,
      summary: {},
      head: { poll: pollId, share: position },
      personal: [],
    },
  ],
  answer: (_facts, { pollId }) => ({ id: pollId }),
};
