import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { tick, type Piece } from '@muster/core/study';
import type { Command } from '../../platform/command.ts';
import { activityAtHand, anyOf, type ActivityAtHand } from '../activity-at-hand.ts';
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
  readonly pieces: readonly { readonly piece: string; readonly id: string; readonly salt: Uint8Array }[];
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
  decide: ({ activity, participation, lines, judged, required, named }, { pieces, read }, { newId, bytes }) => {
    if (activity.voided_at !== null) return refuse('activity-voided-already');
    if (anyOf(lines, judged)) return refuse('evidence-window-closed');
    const known = tick(participation === null ? null : required, pieces, named);
    if (isRefusal(known)) return known;
    const changed = read ? known : named.filter((piece) => pieces.includes(piece));
    return { read, pieces: changed.map((piece) => ({ piece, id: newId(), salt: bytes(16) })) };
  },
  save: async (tx, { pieces, read }, { activity }, { actor, at }) => {
    if (pieces.length === 0) return;
    if (!read) {
      await tx
        .updateTable('activity_reading')
        .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName })
        .where('region_id', '=', activity.region_id)
        .where('activity_id', '=', activity.id)
        .where(
          'piece',
          'in',
          pieces.map(({ piece }) => piece),
        )
        .where('voided_at', 'is', null)
        .execute();
      return;
    }
    await tx
      .insertInto('activity_reading')
      .values(
        pieces.map(({ id, piece, salt }) => ({
          region_id: activity.region_id,
          id,
          activity_id: activity.id,
          piece,
          salt: Buffer.from(salt),
          named_by: actor.personId,
          named_by_name: actor.personName,
          recorded_at: at,
          path: activity.path,
          party_path: activity.party_path,
        })),
      )
      .execute();
  },
  record: ({ pieces, read }, { activity, place }) =>
    pieces.length === 0
      ? []
      : [
          {
            regionId: activity.region_id,
            unitId: activity.host_unit_id,
            kind: read ? 'study.readings-named' : 'study.readings-withdrawn',
            subjectId: activity.id,
            place,
            occurredAt: activity.ends_at,
            summary: { topic: activity.topic },
            head: { activity: activity.id, pieces: pieces.map(({ piece }) => piece) },
            personal: [],
          },
        ],
  answer: ({ pieces }) => ({ changed: pieces.length }),
};
