import { mayActOn, pathsWith, permit, type Permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { handInScript } from '@muster/core/study';
import type { Command } from '../../platform/command.ts';
import type { CheckedFile } from '../../platform/files/files.ts';
import type { Actor } from '../../platform/identity.ts';
import { activityAtHand, type ActivityAtHand } from '../activity-at-hand.ts';
import { lecturesOf, type LectureRow } from '../lectures.view.ts';
import { absentOf } from '../naming.ts';
import { meetingOf, settleLectures } from '../settle-lecture.ts';

interface Input {
  readonly lectureId: string;
  readonly text: string | null;
  readonly file: { readonly name: string; readonly base64: string } | null;
  readonly isOwn: boolean;
}

interface State extends ActivityAtHand {
  readonly lecture: LectureRow;
  readonly file: CheckedFile | null;
  /** Where the entry stands: at the host, or, of a guest, where that one is at home. */
  readonly entryPlace: Place;
}

interface Facts {
  readonly id: string;
  readonly version: number;
  readonly text: string | null;
  readonly isOwn: boolean;
  readonly salt: Uint8Array;
}

/** By the lecturer, wherever that was: one’s own lecture is one’s own to see; or by whoever records for the host. */
export const handInScriptCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.hand-in-script',
  load: async (tx, { lectureId, file }, { actor, files }) => {
    const [before] = await lecturesOf(tx, { id: lectureId });
    if (before === undefined) return refuse('not-found');
    const atHand = await activityAtHand(tx, before.activityId);
    if (isRefusal(atHand)) return atHand;
    // Read again under the lock, so that versions follow one another.
    const [lecture] = await lecturesOf(tx, { id: lectureId });
    if (lecture === undefined) return refuse('not-found');
    const state = { ...atHand, lecture, entryPlace: placeOfEntry(actor, atHand.place) };
    if (file === null) return { ...state, file: null };
    const checked = await files.check({ name: file.name, bytes: Buffer.from(file.base64, 'base64') });
    return isRefusal(checked) ? checked : { ...state, file: checked };
  },
  permit: (actor, { place, lecture }) =>
    actor.personId === lecture.personId ? ({ verb: 'read' } as Permit) : permit(actor.grants, 'record-activity', place),
  decide: ({ activity, lines, judged, lecture, file }, { text, isOwn }, { actor, newId, bytes }) => {
    if (activity.voided_at !== null) return refuse('activity-voided-already');
    if (judged.size > 0) return refuse('evidence-window-closed');
    const isAbsent = lecture.personId !== null && absentOf(lines).includes(lecture.personId);
    const state = { isWithdrawn: lecture.withdrawnAt !== null, isAbsent, version: lecture.version };
    const byTheLecturer = actor.personId === lecture.personId;
    const handed = handInScript(state, { text, hasFile: file !== null, isOwn }, byTheLecturer);
    return isRefusal(handed) ? handed : { ...handed, text, id: newId(), salt: bytes(16) };
  },
  save: async (tx, { id, version, text, isOwn, salt }, state, circumstances) => {
    const { activity, place, lecture, file } = state;
    const { actor, at, files } = circumstances;
    const regionId = activity.region_id;
    if (file !== null) await files.keepWith(tx, actor.personId, { regionId, place, ...file }, at);
    await tx
      .insertInto('lecture_script')
      .values({
        region_id: regionId,
        id,
        lecture_id: lecture.id,
        activity_id: activity.id,
        version,
        body: text,
        file_sha256: file === null ? null : Buffer.from(file.sha256, 'hex'),
        file_name: file?.name ?? null,
        is_own: isOwn,
        salt: Buffer.from(salt),
        lecturer_id: lecture.personId,
        handed_in_by: actor.personId,
        handed_in_by_name: actor.personName,
        recorded_at: at,
        path: activity.path,
        party_path: activity.party_path,
      })
      .execute();
    if (isOwn) await settleLectures(tx, [{ ...meetingOf(state), ...lecture, hasOwnScript: true }], circumstances);
  },
  record: ({ id, version, text, isOwn, salt }, { activity, place, entryPlace, lecture, file }) => [
    {
      regionId: activity.region_id,
      unitId: entryPlace === place ? activity.host_unit_id : null,
      kind: 'study.script-handed-in',
      subjectId: activity.id,
      place: entryPlace,
      occurredAt: null,
      summary: { topic: activity.topic, version },
      head: { script: id, lecture: lecture.id, version, own: isOwn, file: file?.sha256 ?? null },
      personal: [{ salt, value: { script: id, text } }],
    },
  ],
  answer: ({ id }) => ({ id }),
};

function placeOfEntry({ grants, home }: Actor, host: Place): Place {
  const path = pathsWith(grants, 'read')[0] ?? home[0];
  return mayActOn(grants, 'read', host) || path === undefined ? host : { path, linked: [] };
}
