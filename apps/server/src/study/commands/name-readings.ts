import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { tick, type Piece } from '@muster/core/study';
import type { Command } from '../../platform/command.ts';
import { activityAtHand, anyOf, type ActivityAtHand } from '../activity-at-hand.ts';
import { piecesWithKeys, readTogetherFact, saveReadTogether, type NamedPiece } from '../reading/name-together.ts';
import { namedAt, nameableAt } from '../reading/read-together.view.ts';

interface Input {
  readonly activityId: string;
  readonly pieces: readonly string[];
  readonly read: boolean;
}

interface State extends ActivityAtHand {
  readonly required: readonly Piece[];
  readonly named: readonly string[];
}

interface Facts {
  readonly pieces: readonly NamedPiece[];
  readonly read: boolean;
}

/** What was read together is said once, and is then read by everybody who was present. */
export const nameReadingsCommand: Command<Input, State, Facts, { changed: number }> = {
  name: 'study.name-readings',
  load: async (tx, { activityId }) => {
    const atHand = await activityAtHand(tx, activityId);
    if (isRefusal(atHand)) return atHand;
    const { activity, lines } = atHand;
    const required = await nameableAt(tx, activity, lines);
    return { ...atHand, required, named: await namedAt(tx, activity) };
  },
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ activity, participation, lines, judged, required, named }, { pieces, read }, circumstances) => {
    if (activity.voided_at !== null) return refuse('activity-voided-already');
    if (anyOf(lines, judged)) return refuse('evidence-window-closed');
    const known = tick(participation === null ? null : required, pieces, named);
    if (isRefusal(known)) return known;
    const changed = read ? known : named.filter((piece) => pieces.includes(piece));
    return { read, pieces: piecesWithKeys(changed, circumstances) };
  },
  save: async (tx, { pieces, read }, { activity }, circumstances) => {
    const { region_id: regionId, id: activityId, path, party_path: partyPath } = activity;
    if (read) return saveReadTogether(tx, [{ regionId, activityId, path, partyPath, pieces }], circumstances);
    if (pieces.length === 0) return;
    const { actor, at } = circumstances;
    await tx
      .updateTable('activity_reading')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName })
      .where('region_id', '=', regionId)
      .where('activity_id', '=', activityId)
      .where(
        'piece',
        'in',
        pieces.map(({ piece }) => piece),
      )
      .where('voided_at', 'is', null)
      .execute();
  },
  record: ({ pieces, read }, { activity, place }) => {
    const { region_id: regionId, id: activityId, host_unit_id: unitId, topic, ends_at: endsAt } = activity;
    if (pieces.length === 0) return [];
    return [readTogetherFact({ regionId, activityId, pieces }, { unitId, place, topic, endsAt }, read)];
  },
  answer: ({ pieces }) => ({ changed: pieces.length }),
};
