import type { RouteAnswer } from '@muster/contract';
import type { readNoteDraws } from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import { sql } from 'kysely';
import { campaignAtHand, effectivePlaybooks, participationIn, type Participation } from '../../campaign/index.ts';
import type { Node } from '../../organisation/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import { isRecused } from '../../supervision/index.ts';
import { noteAnswer, notes, writingsOf } from './notes.view.ts';

type Answer = RouteAnswer<typeof readNoteDraws>;

interface Row {
  readonly id: string;
  readonly stageCode: string;
  readonly by: string;
  readonly at: Date;
  readonly seed: string;
  readonly among: readonly string[];
  readonly drawn: readonly string[];
  readonly checks: readonly {
    readonly noteId: string;
    readonly by: string;
    readonly at: string;
    readonly isCareless: boolean;
  }[];
}

/** What members of a unit handed in in its open stage and nobody returned, by id. */
export async function notesToDraw(
  tx: ReadTx,
  { regionId, unitId, campaignId, openStage }: Participation,
): Promise<readonly string[]> {
  if (openStage === null) return [];
  const { rows } = await sql<{ id: string }>`
    select n.id from study_note n
    join membership m on m.region_id = n.region_id and m.person_id = n.person_id and m.unit_id = n.unit_id and m.to_on is null
    where n.region_id = ${regionId} and n.unit_id = ${unitId}::uuid and n.campaign_id = ${campaignId}::uuid
      and n.stage_code = ${openStage.code} and n.returned_at is null
    order by n.id`.execute(tx);
  return rows.map(({ id }) => id);
}

const latest = 20;

/** What was drawn of a unit in the campaign at hand, and what was found; of whom one does not see only that there is a note. */
export async function noteDrawsOf(tx: ReadTx, unit: Node, context: Context): Promise<Answer> {
  const { actor } = context;
  const isOfTheUnit = await isRecused(tx, actor.personId, unit.regionId, unit.id);
  const campaign = await campaignAtHand(tx, unit, context);
  const participation = campaign === null ? null : await participationIn(tx, unit.id, campaign.id);
  if (participation === null) return { draws: [], writings: [], drawnFrom: null, isOfTheUnit };
  const draws = await drawsOf(tx, participation);
  const ids = draws.flatMap(({ drawn }) => drawn);
  const shown = new Map(
    (await notes(tx, unit.regionId, sql`n.id = any (${ids}::uuid[])`, latest * latest)).map((row) => [row.id, row]),
  );
  const stages = (await effectivePlaybooks(tx, [participation.id])).get(participation.id)?.stages ?? [];
  const stage = participation.closedOn === null ? participation.openStage : null;
  const mayCheck = stage !== null && !isOfTheUnit && mayActOn(actor.grants, 'check-deliverable', participation.place);
  return {
    draws: draws.map(({ drawn, checks, at, ...draw }) => ({
      ...draw,
      at: at.toISOString(),
      among: [...draw.among],
      notes: drawn.map((id) => {
        const row = shown.get(id);
        const found = checks.find(({ noteId }) => noteId === id);
        return {
          id,
          note: row === undefined ? null : { ...noteAnswer(row, actor, stage !== null), mayReturn: false },
          check:
            found === undefined
              ? null
              : { by: found.by, at: new Date(found.at).toISOString(), isCareless: found.isCareless },
          mayCheck:
            mayCheck &&
            found === undefined &&
            row !== undefined &&
            row.returnedAt === null &&
            row.stageCode === stage.code,
        };
      }),
    })),
    writings: writingsOf(stages),
    drawnFrom: mayCheck ? (await notesToDraw(tx, participation)).length : null,
    isOfTheUnit,
  };
}

async function drawsOf(tx: ReadTx, { regionId, unitId, campaignId }: Participation): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select d.id, d.stage_code as "stageCode", d.drawn_by_name as by, d.recorded_at as at, d.seed, d.among::text[], d.drawn::text[], c.checks
    from note_draw d
    cross join lateral (
      select coalesce(json_agg(json_build_object('noteId', c.note_id, 'by', c.checked_by_name, 'at', c.recorded_at,
        'isCareless', c.is_careless)), '[]') as checks
      from note_check c where c.region_id = d.region_id and c.draw_id = d.id) c
    where d.region_id = ${regionId} and d.unit_id = ${unitId}::uuid and d.campaign_id = ${campaignId}::uuid
    order by d.recorded_at desc, d.id desc limit ${latest}`.execute(tx);
  return rows;
}
