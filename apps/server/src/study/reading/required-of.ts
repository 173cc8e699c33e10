import type { Stage } from '@muster/core/campaign';
import { requiredPieces, type Piece } from '@muster/core/study';
import { sql } from 'kysely';
import { effectivePlaybooks, participationAtHand, type Participation } from '../../campaign/index.ts';
import { findNode } from '../../organisation/index.ts';
import type { Asking } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';

/** What a person is to read: by the playbook in force at the own unit, in its open stage, else in the last that was opened. */
export interface Required {
  readonly participation: Participation;
  readonly stageCode: string;
  /** Something can be ticked. */
  readonly isOpen: boolean;
  readonly pieces: readonly Piece[];
  /** As the playbook in force has it. */
  readonly stage: Stage | null;
  /** All of that playbook. */
  readonly stages: readonly Stage[];
}

/** Null: no member, or the unit takes no part, or has not begun. */
export async function requiredOf(
  tx: ReadTx,
  { regionId, id }: { readonly regionId: number; readonly id: string },
  asking: Asking,
): Promise<Required | null> {
  const { rows } = await sql<{ unitId: string }>`
    select unit_id as "unitId" from membership
    where region_id = ${regionId} and person_id = ${id}::uuid and to_on is null and standing <> 'applicant'`.execute(
    tx,
  );
  const unit = rows[0] === undefined ? null : await findNode(tx, rows[0].unitId);
  const participation = unit === null ? null : await participationAtHand(tx, unit, asking);
  if (participation === null) return null;
  const stage = participation.openStage ?? participation.stages.findLast(({ openedAt }) => openedAt !== null);
  if (stage === undefined) return null;
  const isOpen = participation.openStage !== null && participation.closedOn === null;
  const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  const stages = playbook?.stages ?? [];
  const asked = stages.find(({ code }) => code === stage.code) ?? null;
  const pieces = requiredPieces(asked, participation.track);
  return { participation, stageCode: stage.code, isOpen, pieces, stage: asked, stages };
}

type PiecesIn = (stageCode: string) => readonly Piece[];

/** What is to be read by the members of each of these, by the participation's id. */
export async function piecesOf(
  tx: ReadTx,
  participations: readonly { readonly id: string; readonly track: string }[],
): Promise<ReadonlyMap<string, PiecesIn>> {
  const playbooks = await effectivePlaybooks(
    tx,
    participations.map(({ id }) => id),
  );
  return new Map(
    participations.map(({ id, track }) => [
      id,
      (stageCode) =>
        requiredPieces(
          playbooks.get(id)?.stages.find(({ code }) => code === stageCode),
          track,
        ),
    ]),
  );
}
