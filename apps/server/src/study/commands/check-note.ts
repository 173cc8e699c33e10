import { permit, type PlaceInCampaign } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { participationIn } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import { isRecused } from '../../supervision/index.ts';
import {
  factOfReturn,
  keepReturn,
  noteAtHand,
  refuseReturn,
  type NoteAtHand,
  type Return,
} from '../notes/returning.ts';

interface Input {
  readonly drawId: string;
  readonly noteId: string;
  readonly careless: string | null;
}

interface Draw {
  readonly regionId: number;
  readonly unitId: string;
  readonly campaignId: string;
  readonly isChecked: boolean;
}

interface State extends NoteAtHand {
  readonly draw: Draw;
  /** Of the unit, not of the note: whoever checks has no office at the branch. */
  readonly at: PlaceInCampaign;
  readonly isOfTheUnit: boolean;
}

interface Facts {
  readonly drawId: string;
  /** Null: it is in order. */
  readonly returns: Return | null;
}

/** A drawn note is in order, or goes back as it does when the branch returns it. */
export const checkNoteCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.check-note',
  load: async (tx, { drawId, noteId }, { actor }) => {
    const { rows } = await sql<Draw>`
      select d.region_id as "regionId", d.unit_id as "unitId", d.campaign_id as "campaignId", exists (
        select from note_check c where c.region_id = d.region_id and c.draw_id = d.id and c.note_id = ${noteId}::uuid) as "isChecked"
      from region r join note_draw d on d.region_id = r.region_id and d.id = ${drawId}::uuid
      where ${noteId}::uuid = any (d.drawn)`.execute(tx);
    const [draw] = rows;
    const own = draw === undefined ? null : await participationIn(tx, draw.unitId, draw.campaignId);
    if (draw === undefined || own === null) return refuse('not-found');
    const note = await noteAtHand(tx, noteId);
    if (isRefusal(note)) return note;
    return {
      ...note,
      draw,
      at: own.place,
      isOfTheUnit: await isRecused(tx, actor.personId, draw.regionId, draw.unitId),
    };
  },
  permit: (actor, { at }) => permit(actor.grants, 'check-deliverable', at),
  decide: (state, { drawId, careless }, { actor, bytes }) => {
    if (state.isOfTheUnit) return refuse('recused-oneself');
    if (state.draw.isChecked) return refuse('note-checked-already');
    // The writer has gone elsewhere, where nobody asked about this unit.
    if (state.note.unitId !== state.draw.unitId) return refuse('not-a-member');
    const returns = careless === null ? null : { reason: careless, salt: bytes(16) };
    return refuseReturn(state, actor.personId) ?? { drawId, returns };
  },
  save: async (tx, { drawId, returns }, state, circumstances) => {
    const { actor, at } = circumstances;
    await tx
      .insertInto('note_check')
      .values({
        region_id: state.draw.regionId,
        draw_id: drawId,
        note_id: state.note.id,
        campaign_id: state.draw.campaignId,
        is_careless: returns !== null,
        checked_by: actor.personId,
        checked_by_name: actor.personName,
        path: state.at.path,
        linked: [...state.at.linked],
        recorded_at: at,
      })
      .execute();
    if (returns !== null) await keepReturn(tx, returns, state, circumstances);
  },
  record: ({ drawId, returns }, state) => [
    {
      regionId: state.draw.regionId,
      unitId: state.draw.unitId,
      kind: 'study.note-checked',
      subjectId: drawId,
      place: state.at,
      occurredAt: null,
      summary: {},
      head: { draw: drawId, note: state.note.id, careless: returns !== null },
      personal: [],
    },
    ...(returns === null ? [] : [factOfReturn(returns, state)]),
  ],
  answer: (_facts, { note }) => ({ id: note.id }),
};
