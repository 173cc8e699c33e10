import { permit, type PlaceInCampaign } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { drawSample } from '@muster/core/study';
import { sql } from 'kysely';
import { lockedParticipation, participationMeant, type Participation } from '../../campaign/index.ts';
import { findNode } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { isRecused } from '../../supervision/index.ts';
import { notesToDraw } from '../notes/note-draws.view.ts';

interface Input {
  readonly unitId: string;
  readonly count: number;
}

interface State {
  readonly place: PlaceInCampaign;
  readonly participation: Participation | null;
  readonly among: readonly string[];
  readonly isOfTheUnit: boolean;
}

interface Facts {
  readonly id: string;
  readonly of: Participation;
  readonly stageCode: string;
  readonly seed: string;
  readonly among: readonly string[];
  readonly drawn: readonly string[];
}

/** Chance chooses what is read, and the seed is kept: whoever wants to draws the same again. */
export const drawNotesCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.draw-notes',
  load: async (tx, { unitId }, asking) => {
    const unit = await findNode(tx, unitId);
    if (unit?.kind !== 'unit') return refuse('not-found');
    const before = await participationMeant(tx, unit, asking);
    const participation = before === null ? null : await lockedParticipation(tx, before);
    if (isRefusal(participation)) return participation;
    return {
      place: participation?.place ?? { ...unit.place, campaignId: null },
      participation,
      among: participation === null ? [] : await notesToDraw(tx, participation),
      isOfTheUnit: await isRecused(tx, asking.actor.personId, unit.regionId, unitId),
    };
  },
  permit: (actor, { place }) => permit(actor.grants, 'check-deliverable', place),
  decide: ({ participation, among, isOfTheUnit }, { count }, { newId, bytes }) => {
    if (participation?.openStage == null) return refuse('stage-not-open');
    if (isOfTheUnit) return refuse('recused-oneself');
    if (among.length === 0) return refuse('no-notes-to-draw');
    const seed = Buffer.from(bytes(16)).toString('hex');
    const drawn = drawSample(among, count, seed);
    return { id: newId(), of: participation, stageCode: participation.openStage.code, seed, among, drawn };
  },
  save: async (tx, { id, of, stageCode, seed, among, drawn }, _state, { actor, at }) => {
    await tx
      .insertInto('note_draw')
      .values({
        region_id: of.regionId,
        id,
        campaign_id: of.campaignId,
        participation_id: of.id,
        unit_id: of.unitId,
        stage_code: stageCode,
        seed,
        among: sql`${among}::uuid[]`,
        drawn: sql`${drawn}::uuid[]`,
        drawn_by: actor.personId,
        drawn_by_name: actor.personName,
        path: of.place.path,
        linked: [...of.place.linked],
        recorded_at: at,
      })
      .execute();
  },
  record: ({ id, of, stageCode, seed, among, drawn }) => [
    {
      regionId: of.regionId,
      unitId: of.unitId,
      kind: 'study.notes-drawn',
      subjectId: id,
      place: of.place,
      occurredAt: null,
      summary: { drawn: drawn.length, among: among.length },
      head: { draw: id, stage: stageCode, seed, among: among.join(' '), drawn: drawn.join(' ') },
      personal: [],
    },
  ],
  answer: ({ id }) => ({ id }),
};
