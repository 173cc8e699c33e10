import type { RouteAnswer } from '@muster/contract';
import type { listOwnPolls } from '@muster/contract/ballot';
import { announced, stateOf } from '@muster/core/ballot';
import type { Manifest } from '@muster/proof';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { timesOf } from './polls.ts';

type OwnPoll = RouteAnswer<typeof listOwnPolls>['polls'][number];

interface Row extends Pick<OwnPoll, 'id' | 'campaignId' | 'stageCode' | 'raters' | 'way'> {
  readonly hash: Buffer;
  readonly manifest: Manifest;
  readonly isHolder: boolean;
  readonly isBrought: boolean;
  readonly drawnAt: Date | null;
  readonly closedAt: Date | null;
  readonly endedAs: 'counted' | 'void' | 'cancelled' | null;
  readonly endedAt: Date | null;
}

/** What electronic polls ask of who asks, the latest first. One query. */
export async function ownPolls(tx: ReadTx, at: Date): Promise<OwnPoll[]> {
  const { rows } = await sql<Row>`
    select id, campaign_id as "campaignId", hash, stage_code as "stageCode", raters, manifest, way, is_holder as "isHolder",
      is_brought as "isBrought", drawn_at as "drawnAt", closed_at as "closedAt", ended_as as "endedAs", ended_at as "endedAt"
    from ballot_polls_own(${at})`.execute(tx);
  return rows.map(
    ({
      hash,
      manifest,
      isHolder,
      isBrought,
      drawnAt,
      closedAt,
      endedAs,
      endedAt,
      id,
      campaignId,
      stageCode,
      raters,
      way,
    }) => {
      const end = endedAs === null || endedAt === null ? null : { as: endedAs, at: endedAt };
      const { mode, issuing, casting, units } = manifest;
      return {
        id,
        campaignId,
        hash: hash.toString('hex'),
        state: stateOf({ ...announced(timesOf(manifest)), drawClosedAt: drawnAt, closedAt, end }, at),
        stageCode,
        units: units.map((unit) => ({ ...unit })),
        raters,
        mode,
        issuing: { ...issuing },
        casting: { ...casting },
        way,
        share: isHolder ? { hasBrought: isBrought, isClosed: closedAt !== null, hasEnded: end !== null } : null,
      };
    },
  );
}
